package rondo.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Demand;
import rondo.core.Matrix;
import rondo.core.ModelSpec;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.engine.Recipe;
import rondo.engine.Rondo;

/** Shows what a model file holds; it needs none of the plugins that the model is made of. */
@CommandLine.Command(
    name = "rondo inspect",
    header = "Shows what a model file holds: task, network, labels, sizes, parameters, provenance.",
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo inspect model/best.rondo",
      "  rondo inspect model/best.rondo --recipe > recipe.txt",
      "  rondo inspect model/best.rondo --placement --device cuda"
    })
final class Inspect implements Command {
  private static final int SHOWN = 40; // entries of a list: labels, but not a vocabulary
  private static final int LONGEST = 60; // characters of an option: words, but not a graph

  private final Console console;

  @Mixin final Common common = new Common();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "a .rondo file, or an .onnx file that export wrote")
  private Path model = Path.of("");

  @Option(
      names = "--recipe",
      description = "print the recipe it was trained by, as train --recipe reads it")
  private boolean recipe;

  @Option(
      names = "--placement",
      description =
          "run it once, and tell on which provider each node of its graph was computed; unless"
              + " --backend says otherwise, by ONNX Runtime")
  private boolean placement;

  @Mixin private final Backing backing = new Backing();

  Inspect(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] words) {
    return backing.take(words);
  }

  @Override
  public Exit run() {
    if (placement) {
      return placed();
    }
    Rondo rondo = Rondo.load(common.plugins);
    StoredModel file = rondo.stored(ModelPath.existing(model));
    ModelSpec spec = file.spec();
    if (recipe) {
      Recipe made = Recipe.of(Settings.of(spec.provenance()).in("recipe").values());
      console.print(made.commented(rondo.plugins()));
      return Exit.DONE;
    }
    row("file", model + ", " + Figures.count(model.toFile().length()) + " bytes");
    row("task", spec.task().type());
    row("network", spec.network().type());
    demand(spec.task().demand());
    lists(spec.task().lists());
    section("task.", spec.task().options().values());
    section("network.", spec.network().options().values());
    parameters(file.weights());
    provenance(spec.provenance());
    return Exit.DONE;
  }

  private Exit placed() {
    Rondo rondo = backing.rondo(common, "onnxruntime");
    SortedMap<String, String> placed = rondo.placement(rondo.model(ModelPath.existing(model)));
    placed.forEach((node, where) -> console.print("%-48s %s".formatted(node, where)));
    return Exit.DONE;
  }

  private void row(String name, Object value) {
    console.print("%-28s %s".formatted(name, value).stripTrailing());
  }

  private void section(String prefix, SortedMap<String, String> values) {
    values.forEach((name, value) -> row(prefix + name, shown(value)));
  }

  /** As much of it as a line has room for. */
  private static String shown(String value) {
    return value.length() <= LONGEST
        ? value
        : value.substring(0, LONGEST) + " … (" + Figures.count(value.length()) + " characters)";
  }

  private void demand(Demand demand) {
    row("reads", columns(demand.tokens()));
    if (!demand.source().columns().isEmpty()) {
      row("reads first", columns(demand.source()));
    }
    String wanted =
        switch (demand.wanted()) {
          case EACH_TOKEN -> "each token";
          case WHOLE_SEQUENCE -> "the whole sequence";
          case NEXT_TOKEN -> "what follows each token";
        };
    row("scores", Figures.count(demand.outputs()) + " for " + wanted);
  }

  private static String columns(Schema schema) {
    List<String> all =
        schema.columns().entrySet().stream()
            .map(e -> e.getKey() + ": " + kind(e.getValue()))
            .toList();
    return String.join("; ", all);
  }

  private static String kind(Schema.Kind kind) {
    if (kind instanceof Schema.Kind.Ids ids) {
      return "one of " + Figures.count(ids.size());
    }
    if (kind instanceof Schema.Kind.Reals reals) {
      return Figures.count(reals.width()) + " numbers";
    }
    return "(" + columns(((Schema.Kind.Nested) kind).items()) + ") within";
  }

  private void lists(SortedMap<String, List<String>> lists) {
    for (Map.Entry<String, List<String>> each : lists.entrySet()) {
      List<String> entries = each.getValue();
      String shown = entries.size() <= SHOWN ? ": " + String.join(" ", entries) : "";
      row("list " + each.getKey(), Figures.count(entries.size()) + " entries" + shown);
    }
  }

  private void parameters(SortedMap<String, Matrix> weights) {
    long all = weights.values().stream().mapToLong(m -> (long) m.rows() * m.cols()).sum();
    row("parameters", Figures.count(all) + " in " + weights.size() + " matrices");
    weights.forEach((path, m) -> row("  " + path, m.rows() + " x " + m.cols()));
  }

  /** What the recipe says about task and network stands above in full. */
  private void provenance(SortedMap<String, String> said) {
    said.forEach(
        (name, value) -> {
          if (!name.matches("recipe\\.(task|network|train)\\..*")) {
            row(name, value);
          }
        });
  }
}
