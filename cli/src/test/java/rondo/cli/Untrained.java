package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Example;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.engine.Plugins;

/**
 * A model that has learnt nothing, fitted to the examples of its task, and inputs to try it on. Its
 * weights are so wide that each of them matters to the scores.
 */
record Untrained<I, O>(Model<I, O> model, List<I> inputs) {
  private static final Map<String, String> SMALL =
      Map.of("hidden", "6", "embedding", "5", "characters.hidden", "4", "characters.filters", "4");

  /** What each task is fitted to, among the examples. */
  private static final Map<String, String> DATA =
      Map.of(
          "ner", "dev.conll", "tag", "dev.conll", "classify", "train.tsv", "translate", "dev.en");

  private static final int INPUTS = 20;

  static Untrained<?, ?> of(
      Plugins plugins, String task, Map<String, String> options, Map<String, String> network)
      throws IOException {
    return of(plugins, plugins.task(task), options, network);
  }

  private static <I, O> Untrained<I, O> of(
      Plugins plugins,
      TaskType<I, O> type,
      Map<String, String> options,
      Map<String, String> network)
      throws IOException {
    Settings filled = type.options().fill(options);
    Path file = Path.of("../examples", type.name(), DATA.getOrDefault(type.name(), ""));
    List<Example<I, O>> data = type.texts(filled).read(file);
    TaskSpec spec = type.fit(data, filled);
    NetworkType arranged =
        plugins.networks().get(type.name().equals("translate") ? "seq2seq" : "recurrent");
    Map<String, String> all = new TreeMap<>(SMALL);
    all.keySet().retainAll(arranged.options().names());
    all.putAll(network);
    NetworkSpec asked =
        new NetworkSpec(arranged.name(), spec.demand(), arranged.options().fill(all));
    Model<?, ?> fresh = plugins.fresh(new ModelSpec(asked, spec, new TreeMap<>()), 3);
    fresh.params().forEach(Untrained::draw);
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    Model<I, O> model = (Model<I, O>) fresh;
    List<I> inputs = data.stream().map(Example::input).limit(INPUTS).toList();
    return new Untrained<>(model, inputs);
  }

  private static void draw(Param p) {
    Noise noise = Noise.of(11).at(p.path());
    Matrix m = p.value();
    for (int i = 0; i < m.size(); i++) {
      m.data()[m.offset() + i] = (float) (0.5 * noise.gaussian(i));
    }
    p.changed();
  }
}
