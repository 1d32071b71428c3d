package rondo.benchmarks.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Model;
import rondo.engine.Recipe;
import rondo.engine.Rondo;

/** Small models of every kind of tagger and classifier, trained on the examples and written as ONNX. */
final class Exports {
  private static final List<String> SMALL =
      List.of(
          "network.embedding=12",
          "network.hidden=12",
          "network.dropout=0",
          "train.epochs=1",
          "train.max-time=20s",
          "train.patience=0");

  private static final List<Kind> KINDS =
      List.of(
          new Kind("ner", "ner/dev.conll", false, "cell=lstm", "layers=2"),
          new Kind("ner", "ner/dev.conll", true, "cell=gru", "direction=forward"),
          new Kind("tag", "tag/dev.conll", false, "cell=gru", "layers=2", "residual=true"),
          new Kind("tag", "tag/dev.conll", false, "cell=rnn", "characters.encoder=recurrent"),
          new Kind("classify", "classify/dev.tsv", false, "cell=lstm", "pooling=attention"));

  private final Rondo rondo;
  private final Path examples;
  private final Path home;

  Exports(Rondo rondo, Path examples, Path home) {
    this.rondo = rondo;
    this.examples = examples;
    this.home = home;
  }

  /**
   * What is trained, and how it is written.
   *
   * @param step whether to read a piece at a time
   * @param network its options
   */
  private record Kind(String task, String data, boolean step, List<String> network) {
    Kind(String task, String data, boolean step, String... network) {
      this(task, data, step, List.of(network));
    }

    @Override
    public String toString() {
      return task + " " + String.join(" ", network) + (step ? " by steps" : "");
    }
  }

  /** A model and the files that hold it, by name. */
  record Exported(String name, Model<?, ?> model, SortedMap<String, byte[]> files) {}

  List<Exported> all() throws IOException {
    List<Exported> all = new ArrayList<>();
    for (Kind kind : KINDS) {
      SortedMap<String, String> recipe = new TreeMap<>(Map.of("task", kind.task(), "seed", "1"));
      SMALL.forEach(each -> put(recipe, each));
      kind.network().forEach(each -> put(recipe, "network." + each));
      recipe.put("data", examples.resolve(kind.data()).toString());
      Model<?, ?> model = rondo.train(Recipe.of(recipe)).await().model();
      Map<String, String> options = Map.of("step", Boolean.toString(kind.step()));
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (Path each : rondo.export(model, "onnx", home.resolve("m.onnx"), options)) {
        files.put(each.getFileName().toString(), Files.readAllBytes(each));
        Files.delete(each);
      }
      all.add(new Exported(kind.toString(), model, files));
    }
    return all;
  }

  private static void put(Map<String, String> recipe, String said) {
    int at = said.indexOf('=');
    recipe.put(said.substring(0, at), said.substring(at + 1));
  }
}
