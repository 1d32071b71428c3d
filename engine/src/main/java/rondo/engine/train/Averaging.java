package rondo.engine.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Param;
import rondo.core.Settings;

/**
 * An average of the weights of past steps, which often answers better than the last of them (Polyak
 * and Juditsky 1992). Evaluation and the model that is kept use it; training goes on from the raw
 * weights.
 *
 * <p>The exponential average is quick at first: step n leaves n / (n + 9) of it, until that is as
 * much as its decay. So it follows a training of few steps instead of remembering how it began.
 *
 * <p>A row that stands still needs no work: its share of the steps since it last moved is added
 * when it moves again, or when the average is asked for.
 */
final class Averaging {
  static final Options OPTIONS =
      Options.of(
          new Option(
              "average",
              "exponential",
              "weights to evaluate and keep: none (the last), mean (of all steps), exponential"),
          new Option("average-start", "2", "the epoch, from 1, from which on steps are averaged"),
          new Option("average-after", "0", "and how many steps must have been made before"),
          new Option(
              "average-decay",
              "0.99",
              "exponential: how much of the average a step leaves; less in the first steps"));

  private static final int QUICK = 9; // steps of the average's memory at its first step

  /** Which average, and from when. */
  record Kind(Form form, int start, int after, double decay) {
    static Kind read(Settings settings) {
      String form = settings.choice("average", "none", "mean", "exponential");
      return new Kind(
          switch (form) {
            case "mean" -> Form.MEAN;
            case "exponential" -> Form.EXPONENTIAL;
            default -> Form.NONE;
          },
          settings.number("average-start", 1, Integer.MAX_VALUE),
          settings.number("average-after", 0, Integer.MAX_VALUE),
          settings.real("average-decay", 0, 0.9999999));
    }

    boolean begins(Progress progress) {
      return form != Form.NONE && progress.epoch() + 1 >= start && progress.step() >= after;
    }
  }

  enum Form {
    NONE,
    MEAN,
    EXPONENTIAL
  }

  /**
   * The average of a parameter.
   *
   * @param mean as the parameter
   * @param settled rows x 1: how many steps are in the mean of each row
   */
  private record Mean(Matrix mean, Matrix settled) {}

  private final Kind kind;
  private final List<Param> params;
  private final Map<Param, Mean> means = new LinkedHashMap<>(); // empty until it begins
  private long steps;

  Averaging(Kind kind, List<Param> params) {
    this.kind = kind;
    this.params = params;
  }

  /** Called before each step: begins when it is time to. */
  void before(Progress progress) {
    if (means.isEmpty() && kind.begins(progress)) {
      resume(0);
    }
  }

  /** As if so many steps had been averaged; what the means are then is up to the caller. */
  void resume(long averaged) {
    steps = averaged;
    if (averaged >= 0) {
      for (Param p : params) {
        means.put(p, new Mean(p.value().copy(), Matrix.zeros(p.value().rows(), 1)));
      }
    }
  }

  /** How many steps are averaged; less than 0 before it has begun. */
  long steps() {
    return means.isEmpty() ? -1 : steps;
  }

  /** Takes note of rows that are about to change. */
  void settle(Patch patch) {
    Mean own = means.get(patch.param());
    if (own != null) {
      settle(patch.value(), patch.of(own.mean), patch.of(own.settled));
    }
  }

  /** Brings a mean up to date with weights that have not changed since it was settled. */
  private void settle(Matrix w, Matrix mean, Matrix settled) {
    long before = steps; // of the last row: most rows of a matrix were settled at the same step
    float a = 0;
    for (int r = 0; r < w.rows(); r++) {
      long since = (long) settled.get(r, 0);
      if (since < steps) {
        if (since != before) {
          a = (float) (1 - left(since));
          before = since;
        }
        approach(a, w.data(), w.at(r), mean.data(), mean.at(r), w.cols());
        settled.data()[settled.at(r)] = steps;
      }
    }
  }

  private static void approach(float a, float[] w, int i, float[] mean, int j, int count) {
    for (int n = 0; n < count; n++) {
      mean[j + n] += a * (w[i + n] - mean[j + n]);
    }
  }

  /** How much the steps after this one have left of the average that there was. */
  private double left(long since) {
    if (kind.form == Form.MEAN) {
      return (double) since / steps;
    }
    double quick = QUICK * kind.decay / (1 - kind.decay); // n where n / (n + 9) is the decay
    long end = (long) Math.floor(quick);
    long first = Math.min(since, end);
    long last = Math.min(steps, end);
    double left = StrictMath.pow(kind.decay, (steps - last) - (since - first));
    for (int j = 1; j <= QUICK; j++) { // all the n / (n + 9) after the first, n = first + 1 .. last
      left *= (double) (first + j) / (last + j);
    }
    return left;
  }

  /** Counts a step that was made. */
  void stepped() {
    if (!means.isEmpty()) {
      steps++;
    }
  }

  /** The averaged values in the order of the parameters, or nothing while there is no average. */
  Optional<List<Matrix>> values() {
    if (steps() < 1) {
      return Optional.empty();
    }
    return Optional.of(params.stream().map(this::value).toList());
  }

  private Matrix value(Param p) {
    Mean own = means.getOrDefault(p, new Mean(p.value(), Matrix.NONE));
    Matrix mean =
        own.mean.copy(); // what is kept settles at updates alone: the same bits, whoever asks when
    settle(p.value(), mean, own.settled.copy());
    return mean;
  }

  /** How many numbers {@link #visit} shows once it has begun. */
  long most() {
    return kind.form == Form.NONE
        ? 0
        : params.stream().mapToLong(p -> p.value().size() + p.value().rows()).sum();
  }

  /** Shows what a checkpoint must hold. */
  void visit(BiConsumer<String, Matrix> visitor) {
    means.forEach(
        (p, own) -> {
          visitor.accept("mean/" + p.path(), own.mean);
          visitor.accept("settled/" + p.path(), own.settled);
        });
  }
}
