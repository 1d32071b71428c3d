package rondo.engine.train;

import java.util.List;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.Task;

/**
 * What the settings of a training say, beside what its parts read themselves.
 *
 * @param plan how data become steps
 * @param accumulate lists of parts to an update
 * @param rate before the schedule
 * @param evaluate steps between evaluations; 0 is an epoch
 * @param checkpoint steps between checkpoints; 0 is an epoch
 * @param report steps between lines in the metrics files
 * @param threads to compute with
 * @param freezing what is not trained
 */
record Regime(
    Settings settings,
    Limits limits,
    Task.Plan plan,
    int accumulate,
    double rate,
    int evaluate,
    int checkpoint,
    int report,
    int threads,
    Freezing freezing) {
  static final String KEEP = "keep"; // an option

  static final Options OPTIONS =
      Limits.OPTIONS
          .and(
              new Option("rows", "16", "examples to a list of parts"),
              new Option(
                  "part",
                  "8",
                  "examples to a part; parts run side by side, and decide the bits, not the threads"),
              new Option("time", "512", "tokens after which truncated BPTT cuts"),
              new Option("accumulate", "1", "lists of parts whose gradients make one update"))
          .and(all(Optimizer.OPTIONS))
          .and(all(Schedule.OPTIONS))
          .and(all(Clipping.OPTIONS))
          .and(all(Averaging.OPTIONS))
          .and(all(Freezing.OPTIONS))
          .and(
              new Option("evaluate", "0", "steps between evaluations; 0 is once an epoch"),
              new Option("checkpoint", "0", "steps between checkpoints; 0 is once an epoch"),
              new Option(
                  KEEP,
                  "0",
                  "models of the last epochs to leave in the folder, as epoch-12.rondo, to be averaged"),
              new Option("report", "50", "steps between lines in the metrics files"),
              new Option("threads", "0", "threads; 0 is one for each core. No bit depends on it"));

  /** Options without which a checkpoint's state would mean something else. */
  static final List<String> FIXED =
      List.of(
          "optimizer", "idle", "average", Freezing.OPTION, "rows", "part", "time", "accumulate");

  private static Option[] all(Options options) {
    return options.all().toArray(Option[]::new);
  }

  static Regime read(Settings settings) {
    int threads = settings.number("threads", 0, 1024);
    return new Regime(
        settings,
        Limits.read(settings),
        new Task.Plan(
            positive(settings, "rows"), positive(settings, "part"), positive(settings, "time")),
        positive(settings, "accumulate"),
        settings.real("rate", 0, 1000),
        settings.number("evaluate", 0, Integer.MAX_VALUE),
        settings.number("checkpoint", 0, Integer.MAX_VALUE),
        positive(settings, "report"),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        Freezing.read(settings));
  }

  private static int positive(Settings settings, String name) {
    return settings.number(name, 1, Integer.MAX_VALUE);
  }
}
