package rondo.cli;

import java.time.Duration;
import java.util.Optional;
import rondo.core.Evaluation;

/** How a training goes, as plain lines: one an evaluation, and one now and then between them. */
final class ProgressLines implements Progress {
  private static final double QUIET = 30; // seconds without a line, at most

  private final Console console;
  private final Doing doing;
  private boolean started;
  private double last; // when the last line was written
  private double pace;
  private double left;

  ProgressLines(Console console) {
    this.console = console;
    this.doing = new Doing(console);
  }

  /** Between steps there are lines enough; what comes before them is told sooner. */
  @Override
  public void begins(String work) {
    if (started) {
      doing.begins(work, Duration.ofSeconds((long) QUIET));
    } else {
      doing.begins(work);
    }
  }

  @Override
  public void started(Started e) {
    doing.over();
    started = true;
    console.say(opening(e));
  }

  @Override
  public void step(Step e) {
    doing.over();
    pace = e.tokensPerSecond();
    left = e.secondsLeft();
    if (e.seconds() - last >= QUIET) {
      last = e.seconds();
      console.say(
          "epoch %d  step %d  loss %s%s  %s tokens/s  %s so far, %s left"
              .formatted(
                  e.epoch(),
                  e.step(),
                  Figures.loss(e.loss()),
                  best(e.best()),
                  Figures.count(Math.round(pace)),
                  Figures.time(e.seconds()),
                  Figures.time(left)));
    }
  }

  @Override
  public void evaluated(Evaluated e) {
    doing.over();
    last = e.seconds();
    console.say(
        line(e)
            + "  %s tokens/s  %s so far, %s left"
                .formatted(
                    Figures.count(Math.round(pace)),
                    Figures.time(e.seconds()),
                    Figures.time(left)));
  }

  @Override
  public void close() {
    doing.close();
  }

  /** What is about to be trained. */
  static String opening(Started e) {
    String frozen = e.frozen() == 0 ? "" : " (" + Figures.count(e.frozen()) + " more stay fixed)";
    String resumed = e.step() == 0 ? "" : ", going on after step " + Figures.count(e.step());
    return "training on %s examples, choosing by %s, %s weights%s, %d epochs at most, %s, kernels %s%s"
        .formatted(
            Figures.count(e.examples()),
            Figures.count(e.dev()),
            Figures.count(e.weights()),
            frozen,
            e.epochs(),
            e.threads() == 1 ? "1 thread" : e.threads() + " threads",
            e.kernels(),
            resumed);
  }

  /** How one evaluation went. */
  static String line(Evaluated e) {
    return "epoch %d  step %d  loss %s  %s %s%s"
        .formatted(
            e.epoch(),
            e.step(),
            Figures.loss(e.loss()),
            e.evaluation().metric(),
            Figures.score(e.evaluation().value()),
            e.best() ? " best" : "");
  }

  static String best(Optional<Evaluation> best) {
    return best.map(b -> "  " + b.metric() + " " + Figures.score(b.value())).orElse("");
  }
}
