package rondo.benchmarks.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.engine.Plugins;

/**
 * A kind of model that is measured. It has learnt nothing, since what it has learnt takes no time.
 *
 * @param data a file of the task's examples, which say what words and labels there are
 * @param type of its network
 * @param network its options
 */
record Kind(String name, String task, String data, String type, Map<String, String> network) {
  private static final String RECURRENT = "recurrent";

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "ner",
              "ner",
              "ner/train.conll",
              RECURRENT,
              Map.of(
                  "characters.encoder", "convolution",
                  "characters.embedding", "30",
                  "characters.filters", "100")),
          new Kind(
              "classify",
              "classify",
              "classify/train.tsv",
              RECURRENT,
              Map.of("pooling", "mean-max")));

  private static final int WORDS = 100; // the width of their vectors

  /** One of this kind, in both directions, with so many units in each. */
  Model<?, ?> model(Plugins plugins, Path examples, String cell, int hidden) throws IOException {
    Map<String, String> all = new TreeMap<>(network);
    all.put("cell", cell);
    all.put("hidden", Integer.toString(hidden));
    all.put("embedding", Integer.toString(WORDS));
    return new Kind(name, task, data, type, all).model(plugins, examples, Map.of());
  }

  /** One with these options of its task. */
  Model<?, ?> model(Plugins plugins, Path examples, Map<String, String> options)
      throws IOException {
    return model(plugins, plugins.task(task), examples, options);
  }

  private <I, O> Model<?, ?> model(
      Plugins plugins, TaskType<I, O> learnt, Path examples, Map<String, String> options)
      throws IOException {
    Settings said = learnt.options().fill(options);
    List<Example<I, O>> read = learnt.texts(said).read(examples.resolve(data));
    TaskSpec spec = learnt.fit(read, said);
    NetworkType arranged = plugins.networks().get(type);
    NetworkSpec asked =
        new NetworkSpec(arranged.name(), spec.demand(), arranged.options().fill(network));
    return plugins.fresh(new ModelSpec(asked, spec, new TreeMap<>()), 1);
  }
}
