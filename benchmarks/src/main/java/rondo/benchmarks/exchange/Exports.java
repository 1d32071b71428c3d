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

/** Small models of every task, trained on the examples and written as ONNX in every form. */
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
          new Kind("ner", "", "network.cell=lstm", "network.layers=2"),
          new Kind("ner", "step=true", "network.cell=gru", "network.direction=forward"),
          new Kind("ner", "input=text", "network.cell=gru", "task.sentences=none"),
          new Kind("tag", "", "network.cell=gru", "network.layers=2", "network.residual=true"),
          new Kind("tag", "", "network.cell=rnn", "network.characters.encoder=recurrent"),
          new Kind("classify", "", "network.cell=lstm", "network.pooling=attention"),
          new Kind("translate", "", "network.cell=lstm", "network.attention=additive"),
          new Kind("translate", "step=true", "network.cell=gru", "network.feeding=true"));

  private static final Map<String, String> DATA =
      Map.of(
          "ner", "ner/dev.conll",
          "tag", "tag/dev.conll",
          "classify", "classify/dev.tsv",
          "translate", "translate/dev.en");

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
   * @param export an option of the exporter; empty for what it does unless told otherwise
   */
  private record Kind(String task, String export, List<String> recipe) {
    Kind(String task, String export, String... recipe) {
      this(task, export, List.of(recipe));
    }

    @Override
    public String toString() {
      return String.join(" ", task, String.join(" ", recipe), export).strip();
    }
  }

  /** A model and the files that hold it, by name. */
  record Exported(String name, Model<?, ?> model, SortedMap<String, byte[]> files) {}

  List<Exported> all() throws IOException {
    List<Exported> all = new ArrayList<>();
    for (Kind kind : KINDS) {
      SortedMap<String, String> recipe = new TreeMap<>(Map.of("task", kind.task(), "seed", "1"));
      SMALL.forEach(each -> put(recipe, each));
      kind.recipe().forEach(each -> put(recipe, each));
      recipe.put("data", examples.resolve(DATA.get(kind.task())).toString());
      Model<?, ?> model = rondo.train(Recipe.of(recipe)).await().model();
      SortedMap<String, String> options = new TreeMap<>();
      if (!kind.export().isEmpty()) {
        put(options, kind.export());
      }
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
