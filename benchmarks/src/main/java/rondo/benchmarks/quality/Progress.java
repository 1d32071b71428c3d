package rondo.benchmarks.quality;

import java.util.Locale;
import rondo.core.Evaluation;
import rondo.engine.train.TrainingListener;

/** Tells on standard error how a training goes: a line an evaluation. */
public final class Progress implements TrainingListener {
  private final String name;
  private long weights;

  /** Each line begins with this name. */
  public Progress(String name) {
    this.name = name;
  }

  /** How many numbers are trained. */
  public long weights() {
    return weights;
  }

  @Override
  public void started(Started event) {
    weights = event.weights();
    System.err.printf(
        Locale.ROOT,
        "%s: %,d examples, %,d for dev, %,d weights, %d steps an epoch%n",
        name,
        event.examples(),
        event.dev(),
        event.weights(),
        event.stepsAnEpoch());
  }

  @Override
  public void evaluated(Evaluated e) {
    System.err.printf(
        Locale.ROOT,
        "%s: epoch %d  loss %.4f  dev %s %.2f%s%s  %.0f s%n",
        name,
        e.epoch(),
        e.loss(),
        e.evaluation().metric(),
        e.evaluation().value(),
        perplexity(e.evaluation()),
        e.best() ? " best" : "",
        e.seconds());
  }

  private static String perplexity(Evaluation e) {
    Double value = e.values().get("perplexity");
    return value == null ? "" : String.format(Locale.ROOT, "  perplexity %.2f", value);
  }
}
