package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.cli.terminal.Shell;
import rondo.core.Evaluation;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.train.Ending;
import rondo.engine.train.Outcome;
import rondo.tasks.Translation;

/** Learns a model from data, showing how it goes; can be interrupted and taken up again. */
@CommandLine.Command(
    name = "rondo train",
    header = "Learns a model from data.",
    customSynopsis = {
      "rondo train TASK --data FILE [--dev FILE] [--from MODEL] -o DIR [OPTIONS]",
      "            [--SECTION.KEY=VALUE ...]"
    },
    description = {
      "",
      "Every key of a recipe is an option, such as --network.hidden=128 or --train.epochs 20;",
      "rondo plugins --options lists them. DIR gets the filled recipe, metrics, best.rondo and a",
      "checkpoint, from which the same command goes on after an interruption."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo train ner --data train.conll --dev dev.conll -o model",
      "  rondo train ner --data train.conll --dev dev.conll -o model --cell gru --train.epochs=20",
      "  rondo train --recipe model/recipe.txt -o again --seed 2",
      "  rondo train ner --from model/best.rondo --freeze features --data more.conll -o tuned",
      "  rondo train ner --data all.conll --folds 10 --dev 10%% -o folds",
      "  rondo train ner --data train.conll --dev dev.conll --dry-run"
    })
final class Train implements Command {
  /** What to do about a checkpoint in the folder. */
  enum Resume {
    AUTO,
    NEVER,
    MUST
  }

  private final Console console;
  private List<String> words = List.of();

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TASK",
      description = "what to learn, such as ner; rondo plugins lists the tasks")
  private Optional<String> task = Optional.empty();

  @Mixin private final Choices choices = new Choices();

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = "the model to start from, which keeps its vocabularies, labels and network")
  private Optional<Path> from = Optional.empty();

  @Option(
      names = "--freeze",
      paramLabel = "PATHS",
      description =
          "parameters to leave as they are, such as features or '*/b', with commas; short for"
              + " --train.freeze, and rondo inspect MODEL lists the paths")
  private Optional<String> freeze = Optional.empty();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "the folder to write to")
  private Optional<String> out = Optional.empty();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "a recipe to begin with; options say what is to be different")
  private Optional<Path> recipe = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "all randomness follows from it")
  private Optional<String> seed = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "short for --train.threads; no bit of the result depends on it")
  private Optional<String> threads = Optional.empty();

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      description = "such as 90s, 30m or 2h; short for --train.max-time")
  private Optional<String> maxTime = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "WHEN",
      description = "go on from the folder's checkpoint: auto (if there is one), never, must")
  private Optional<Resume> resume = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "N",
      description =
          "measure on data without a split: train one model for each of N parts on the others")
  private Optional<Integer> folds = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "with --folds: write all figures to a JSON file")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--dry-run",
      description =
          "train nothing and write nothing, but tell what it would be like: sizes, choices of the"
              + " recipe, parameters, memory, a guess of the time")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "print one JSON object at the end: name, metric, value, seed, seconds")
  private boolean json;

  Train(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] all) {
    words = List.of(all);
    return choices.take(all);
  }

  @Override
  public Exit run() {
    Rondo rondo = Rondo.load(common.plugins);
    Recipe whole = whole();
    if (dryRun && folds.isPresent()) {
      throw new UsageException("--dry-run looks at one training; leave --folds out");
    }
    if (dryRun) {
      return new DryRun(console).run(rondo, whole, json);
    }
    if (folds.isPresent()) {
      return new Folds(console, json, report, this::goingOn).run(rondo, whole, folds.get());
    }
    if (report.isPresent()) {
      throw new UsageException("--report is for --folds; rondo evaluate has one of its own");
    }
    return train(rondo, whole);
  }

  /** The recipe, with what the command line says otherwise. */
  private Recipe whole() {
    Recipe whole = recipe.map(Recipe::read).orElse(Recipe.of(Map.of()));
    SortedMap<String, String> said = choices.said();
    task.ifPresent(v -> said.put("task", v));
    from.ifPresent(v -> said.put("from", ModelPath.existing(v).toString()));
    freeze.ifPresent(v -> said.put("train.freeze", v));
    out.ifPresent(v -> said.put("out", v));
    seed.ifPresent(v -> said.put("seed", v));
    threads.ifPresent(v -> said.put("train.threads", v));
    maxTime.ifPresent(v -> said.put("train.max-time", v));
    resume.ifPresent(v -> said.put("resume", v.name().toLowerCase(Locale.ROOT)));
    for (Map.Entry<String, String> each : said.entrySet()) {
      whole = whole.set(each.getKey(), each.getValue());
    }
    require(whole, "task", "a task, as in rondo train ner");
    require(whole, "data", "--data FILE");
    if (!dryRun) {
      require(whole, "out", "-o DIR");
    }
    return whole;
  }

  private static void require(Recipe recipe, String key, String how) {
    if (recipe.get(key).isEmpty()) {
      throw new UsageException("a training needs %s. See rondo train --help".formatted(how));
    }
  }

  private Exit train(Rondo rondo, Recipe whole) {
    Reporting reporting = new Reporting(console, rondo, Path.of(whole.required("out")));
    try (Progress progress = Progress.on(console)) {
      Training training = rondo.train(whole, reporting, progress);
      try (Interrupt interrupt = new Interrupt(training::cancel)) {
        Training.Result result = training.await();
        progress.close(); // from here on lines stay
        boolean cancelled = result.outcome().ending() == Ending.CANCELLED;
        Exit exit = cancelled ? interrupted(result.outcome()) : done(result);
        console.say("how it went: " + reporting.write(result));
        if (!cancelled) {
          result.file().ifPresent(model -> console.say("to use it:   " + use(result, model)));
        }
        return exit;
      }
    }
  }

  /** What a person may want to do with a new model. */
  private static String use(Training.Result result, Path model) {
    boolean translates = result.studied().type().facade().equals(Translation.class);
    return Shell.rondo(List.of(translates ? "translate" : "predict", model.toString()));
  }

  private Exit interrupted(Outcome outcome) {
    String file = outcome.checkpoint().map(Path::toString).orElse("no checkpoint");
    console.say(
        "rondo: interrupted after step %s; saved %s. To go on:%n  %s"
            .formatted(Figures.count(outcome.steps()), file, goingOn()));
    return Exit.INTERRUPTED;
  }

  /** The command that goes on; of two words for the same thing the last one counts. */
  private String goingOn() {
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(words);
    all.addAll(List.of("--resume", "must"));
    return Shell.rondo(all);
  }

  private Exit done(Training.Result result) {
    Outcome outcome = result.outcome();
    console.say(
        "%s after %d epochs, %s steps, %s"
            .formatted(
                why(outcome.ending()),
                outcome.epochs(),
                Figures.count(outcome.steps()),
                Figures.time(outcome.seconds())));
    String file = result.file().map(Path::toString).orElse("");
    Optional<Evaluation> best = outcome.best();
    if (json) {
      console.print(
          Measured.line(file, best, result.model().spec().provenance(), outcome.seconds())
              .toString());
    } else {
      console.print("model  " + file);
      best.ifPresent(
          b -> console.print("%-6s %s on dev".formatted(b.metric(), Figures.score(b.value()))));
    }
    console.flush();
    return Exit.DONE;
  }

  private static String why(Ending ending) {
    return switch (ending) {
      case EPOCHS, STEPS -> "done";
      case TIME -> "the time is up";
      case PATIENCE -> "no better model for a while, so ended";
      case CANCELLED -> "cancelled";
    };
  }
}
