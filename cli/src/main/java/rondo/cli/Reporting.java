package rondo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import rondo.cli.report.About;
import rondo.cli.report.TrainingReport;
import rondo.core.ModelSpec;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.model.WholeFile;
import rondo.engine.train.Ending;
import rondo.engine.train.Outcome;
import rondo.engine.train.TrainingListener;

/** Sees a training begin, and writes the page about it when it is over. */
final class Reporting implements TrainingListener {
  private static final String RECIPE = "recipe.txt";
  private static final Duration PATIENCE = Duration.ofSeconds(3); // for answers of the model
  private static final Duration IMPATIENCE = Duration.ofSeconds(1); // of one who pressed Ctrl-C

  private final Console console;
  private final Rondo rondo;
  private final Path folder;
  private Optional<Started> start = Optional.empty();

  /**
   * @param folder of the training
   */
  Reporting(Console console, Rondo rondo, Path folder) {
    this.console = console;
    this.rondo = rondo;
    this.folder = folder;
  }

  /** A page about another training must not be taken for one about this. */
  @Override
  public void started(Started event) {
    start = Optional.of(event);
    if (event.step() == 0) {
      Path old = folder.resolve(TrainingReport.FILE);
      try {
        Files.deleteIfExists(old);
      } catch (IOException e) {
        throw WholeFile.failure(old, e);
      }
    }
  }

  /** Writes the page; returns where it is. */
  Path write(Training.Result result) {
    boolean cancelled = result.outcome().ending() == Ending.CANCELLED;
    Duration patience = cancelled ? IMPATIENCE : PATIENCE;
    try (Doing doing = Doing.of(console, "writing " + folder.resolve(TrainingReport.FILE))) {
      return new TrainingReport(rondo, patience, text -> console.say("rondo: " + text))
          .write(folder, about(result), result);
    }
  }

  private About about(Training.Result result) {
    Path file = folder.resolve(RECIPE);
    Recipe recipe = Recipe.read(file);
    try {
      return new About(
          "%s on %s".formatted(recipe.required("task"), name(recipe, "data")),
          summary(recipe, result),
          notices(recipe, result.outcome()),
          facts(result),
          Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private String summary(Recipe recipe, Training.Result result) {
    TreeSet<String> cells = new TreeSet<>();
    for (Map.Entry<String, String> each : recipe.values().entrySet()) {
      if (each.getKey().startsWith("network.")
          && each.getKey().endsWith(".cell")
          && !each.getValue().equals("same")) {
        cells.add(each.getValue());
      }
    }
    ModelSpec spec = result.model().spec();
    String network =
        "The network is %s%s".formatted(spec.network().type(), of(String.join(" and ", cells)));
    int data = result.studied().data().size();
    int dev = result.studied().dev().size();
    String learnt =
        ", learnt from %s examples of %s".formatted(Figures.count(data), name(recipe, "data"));
    String from = recipe.get("from").map(f -> ", beginning with the model " + f).orElse("");
    String chosen =
        dev == 0
            ? "."
            : " and chosen by %s examples of %s.".formatted(Figures.count(dev), dev(recipe));
    return network + learnt + from + chosen + " Training " + ended(result.outcome());
  }

  private static String of(String cells) {
    return cells.isEmpty() ? "" : " with " + cells + " cells";
  }

  private static String dev(Recipe recipe) {
    String dev = recipe.get("dev").orElse("");
    return dev.endsWith("%") ? "the same file, held back from training" : name(recipe, "dev");
  }

  private static String name(Recipe recipe, String key) {
    Path file = Path.of(recipe.get(key).orElse("data"));
    return String.valueOf(file.getFileName());
  }

  private static String ended(Outcome outcome) {
    String when =
        " after %d epochs and %s steps."
            .formatted(outcome.epochs(), Figures.count(outcome.steps()));
    return switch (outcome.ending()) {
      case EPOCHS, STEPS -> "ended" + when;
      case TIME -> "ended when its time was up," + when;
      case PATIENCE -> "ended because no better model had come for a while," + when;
      case CANCELLED -> "was interrupted" + when;
    };
  }

  private static List<String> notices(Recipe recipe, Outcome outcome) {
    List<String> notices = new ArrayList<>();
    if (outcome.ending() == Ending.CANCELLED) {
      notices.add(
          "This training was interrupted. The command that began it goes on with it, and writes this page anew.");
    }
    if (recipe.get("dev").isEmpty()) {
      notices.add(
          "There were no dev data, so the last model was kept, and nothing here tells how good it is. --dev FILE names some; --dev 10% holds back a share of the data.");
    }
    return notices;
  }

  private List<About.Fact> facts(Training.Result result) {
    Outcome outcome = result.outcome();
    List<About.Fact> facts = new ArrayList<>();
    outcome
        .best()
        .ifPresent(
            b -> facts.add(new About.Fact(Figures.score(b.value()), b.metric() + " on dev")));
    facts.add(new About.Fact(Figures.time(outcome.seconds()), "of training"));
    start.ifPresent(
        s -> {
          facts.add(new About.Fact(Figures.count(s.weights() + s.frozen()), "weights"));
          facts.add(
              new About.Fact(Figures.count(s.threads()), s.threads() == 1 ? "thread" : "threads"));
        });
    Map<String, String> provenance = result.model().spec().provenance();
    facts.add(new About.Fact(provenance.getOrDefault("recipe.seed", "1"), "seed"));
    if (outcome.bestStep() > 0) {
      facts.add(new About.Fact(Figures.count(outcome.bestStep()), "steps to the best model"));
    }
    return facts;
  }
}
