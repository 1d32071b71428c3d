package rondo.engine.train;

import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/** What the learning rate is multiplied with; a function of how far the training has come. */
sealed interface Schedule {
  Options OPTIONS =
      Options.of(
          new Option(
              "schedule",
              "constant",
              "how the rate changes: constant, step, plateau, inverse-sqrt, cosine"),
          new Option("warmup", "0", "steps in which the rate rises from 0"),
          new Option("schedule-every", "10", "step: epochs between two drops"),
          new Option(
              "schedule-factor", "0.5", "step, plateau: what a drop multiplies the rate with"),
          new Option(
              "schedule-patience", "2", "plateau: evaluations without a better one to a drop"),
          new Option("schedule-least", "0.01", "plateau, cosine: the least part of the rate"));

  /** The schedule of a run that is expected to take so many steps. */
  static Schedule read(Settings settings, long steps) {
    double factor = settings.real("schedule-factor", 1e-6, 1);
    double least = settings.real("schedule-least", 0, 1);
    int patience = settings.number("schedule-patience", 1, Integer.MAX_VALUE);
    int every = settings.number("schedule-every", 1, Integer.MAX_VALUE);
    int warmup = settings.number("warmup", 0, Integer.MAX_VALUE);
    String name =
        settings.choice("schedule", "constant", "step", "plateau", "inverse-sqrt", "cosine");
    Schedule then =
        switch (name) {
          case "step" -> new Drops(every, factor);
          case "plateau" -> new Plateau(patience, factor, least);
          case "inverse-sqrt" -> new InverseRoot(Math.max(1, warmup));
          case "cosine" -> new Cosine(warmup, steps, least);
          default -> new Constant();
        };
    return warmup == 0 ? then : new WarmUp(warmup, then);
  }

  /** The factor of the next step. */
  double factor(Progress progress);

  /** How many evaluations without a better one lower the rate; 0 if they never do. */
  default int patience() {
    return 0;
  }

  /** The rate as it is. */
  record Constant() implements Schedule {
    @Override
    public double factor(Progress progress) {
      return 1;
    }
  }

  /** A drop each so many epochs. */
  record Drops(int every, double factor) implements Schedule {
    @Override
    public double factor(Progress progress) {
      return StrictMath.pow(factor, progress.epoch() / every);
    }
  }

  /** A drop when the metric has not become better for a while. */
  record Plateau(int patience, double factor, double least) implements Schedule {
    @Override
    public double factor(Progress progress) {
      return Math.max(least, StrictMath.pow(factor, progress.standing().drops()));
    }
  }

  /** Falls with the root of the steps, from the end of the warm-up on (Vaswani 2017). */
  record InverseRoot(int warmup) implements Schedule {
    @Override
    public double factor(Progress progress) {
      return Math.sqrt((double) warmup / Math.max(warmup, progress.step() + 1));
    }
  }

  /** Half a cosine, from the end of the warm-up to the end of the run (Loshchilov 2017). */
  record Cosine(int warmup, long steps, double least) implements Schedule {
    @Override
    public double factor(Progress progress) {
      long whole = Math.max(1, steps - warmup);
      double done = Math.min(1, Math.max(0, progress.step() - warmup) / (double) whole);
      return least + (1 - least) * (1 + StrictMath.cos(Math.PI * done)) / 2;
    }
  }

  /** Rises evenly in the first steps; then, and meanwhile below it, another schedule. */
  record WarmUp(int warmup, Schedule then) implements Schedule {
    @Override
    public double factor(Progress progress) {
      return Math.min(1, (progress.step() + 1) / (double) warmup) * then.factor(progress);
    }

    @Override
    public int patience() {
      return then.patience();
    }
  }
}
