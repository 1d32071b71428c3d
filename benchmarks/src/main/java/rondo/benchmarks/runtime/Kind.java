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
 * @param network its options, beside the cell and the size
 */
record Kind(String name, String task, String data, Map<String, String> network) {
  static final List<Kind> ALL =
      List.of(
          new Kind(
              "ner",
              "ner",
              "ner/train.conll",
              Map.of(
                  "characters.encoder", "convolution",
                  "characters.embedding", "30",
                  "characters.filters", "100")),
          new Kind("classify", "classify", "classify/train.tsv", Map.of("pooling", "mean-max")));

  private static final int WORDS = 100; // the width of their vectors

  /** One of this kind, in both directions, with so many units in each. */
  Model<?, ?> model(Plugins plugins, Path examples, String cell, int hidden) throws IOException {
    return model(plugins, plugins.task(task), examples, cell, hidden);
  }

  private <I, O> Model<?, ?> model(
      Plugins plugins, TaskType<I, O> type, Path examples, String cell, int hidden)
      throws IOException {
    Settings options = type.options().fill(Map.of());
    List<Example<I, O>> read = type.texts(options).read(examples.resolve(data));
    TaskSpec spec = type.fit(read, options);
    Map<String, String> all = new TreeMap<>(network);
    all.put("cell", cell);
    all.put("hidden", Integer.toString(hidden));
    all.put("embedding", Integer.toString(WORDS));
    NetworkType arranged = plugins.networks().get("recurrent");
    NetworkSpec asked =
        new NetworkSpec(arranged.name(), spec.demand(), arranged.options().fill(all));
    return plugins.fresh(new ModelSpec(asked, spec, new TreeMap<>()), 1);
  }
}
