package rondo.onnx;

import java.util.List;
import java.util.Locale;
import rondo.core.Sequence;
import rondo.core.graph.Tensor;

/**
 * How far model and file are apart: compares place by place, counts, and throws a {@link Mismatch}
 * where it is too far.
 *
 * <p>Numbers may differ by {@link #TOLERANCE}, relative to the larger of 1 and the number. Both
 * sides compute with floats of 24 bits, in another order: a sum of some hundred products differs by
 * about 1e-6, and a recurrent net hands that on from step to step. Trained models were seen to
 * differ by 1e-6 to 1e-5; a wrong gate, bias or axis differs by 1e-2 and more.
 *
 * <p>Decisions are equal wherever the model's own scores are further apart than {@link #NEAR}, each
 * of two scores being one tolerance off at most. Nearer cases are counted, and those of them that
 * were decided otherwise.
 */
public final class Agreement {
  static final float TOLERANCE = 1e-4f;
  static final float NEAR = 2 * TOLERANCE;

  private double apart;
  private long places;
  private long near;
  private long otherwise;

  Agreement() {}

  /** What is demanded, for the metadata of a file. */
  static String demanded() {
    return String.format(
        Locale.ROOT,
        "scores within %.0e * max(1, |score|) of the native ones, the same choice wherever those are"
            + " more than %.0e apart",
        TOLERANCE,
        NEAR);
  }

  /** Scores at the places within lengths, and what they choose there. */
  void scores(Sequence wanted, Sequence got) {
    int K = wanted.width();
    for (int row = 0; row < wanted.rows().rows(); row++) {
      int t = row / wanted.batch();
      int b = row % wanted.batch();
      if (wanted.alive(t, b)) {
        for (int k = 0; k < K; k++) {
          float w = wanted.rows().get(row, k);
          float g = got.rows().get(row, k);
          if (!close(w, g)) {
            throw new Mismatch(
                "output 'scores' is %s in the file and %s in the model, at step %d of example %d, score %d"
                    .formatted(g, w, t, b, k));
          }
        }
        choice(wanted, got, row);
        places++;
      }
    }
  }

  /** Whether two numbers are as near as they must be; NaN is no agreement either. */
  boolean close(float wanted, float got) {
    double difference = Math.abs((double) wanted - got) / Math.max(1, Math.abs(wanted));
    if (difference <= TOLERANCE) {
      apart = Math.max(apart, difference);
      return true;
    }
    return false;
  }

  /** Where the native scores tell a best one apart, the file's best one is the same. */
  private void choice(Sequence wanted, Sequence got, int row) {
    int best = best(wanted, row);
    float margin = Float.POSITIVE_INFINITY;
    for (int k = 0; k < wanted.width(); k++) {
      if (k != best) {
        margin = Math.min(margin, wanted.rows().get(row, best) - wanted.rows().get(row, k));
      }
    }
    float size = Math.max(1, Math.abs(wanted.rows().get(row, best)));
    int chosen = best(got, row);
    if (margin <= NEAR * size) {
      near++;
    } else if (chosen != best) {
      throw new Mismatch(
          "it chooses %d where the model chooses %d, at step %d of example %d"
              .formatted(chosen, best, row / wanted.batch(), row % wanted.batch()));
    }
  }

  private static int best(Sequence scores, int row) {
    int best = 0;
    for (int k = 1; k < scores.width(); k++) {
      best = scores.rows().get(row, k) > scores.rows().get(row, best) ? k : best;
    }
    return best;
  }

  /**
   * What follows from scores: an output of the file against what the task makes of the file's own
   * scores, which must be the same; [T,B] and longer at the places within lengths.
   */
  void output(String name, Sequence scores, Tensor wanted, Tensor got) {
    if (!wanted.dims().equals(got.dims()) || wanted.type() != got.type()) {
      throw new Mismatch(
          name,
          "output '%s' is %s %s, and should be %s %s"
              .formatted(name, got.type(), got.dims(), wanted.type(), wanted.dims()));
    }
    for (int i = 0, n = size(wanted); i < n; i++) {
      if (counts(scores, wanted, i) && !same(wanted, got, i)) {
        throw new Mismatch(
            name,
            "output '%s' is '%s' in the file and '%s' in the model, at place %d of dims %s"
                .formatted(name, value(got, i), value(wanted, i), i, wanted.dims()));
      }
    }
  }

  /**
   * Counts where an output is otherwise than what the task makes of the model's scores. As it
   * follows from the file's scores, and these are close, the two choices were near one another.
   */
  void decisions(Sequence scores, Tensor wanted, Tensor got) {
    for (int i = 0, n = size(wanted); i < n; i++) {
      otherwise += counts(scores, wanted, i) && !same(wanted, got, i) ? 1 : 0;
    }
  }

  /** Counts an answer that was searched for; one that is otherwise was chosen among near ones. */
  void answered(boolean same) {
    places++;
    near += same ? 0 : 1;
    otherwise += same ? 0 : 1;
  }

  /** Where a model looks, if it tells, at the places within lengths. */
  void looks(Sequence wanted, Sequence got) {
    if (wanted.time() != got.time() || wanted.width() != got.width()) {
      throw new Mismatch(
          "output 'attention' has %d steps of %d weights in the file and %d of %d in the model"
              .formatted(got.time(), got.width(), wanted.time(), wanted.width()));
    }
    for (int row = 0; row < wanted.rows().rows(); row++) {
      int t = row / wanted.batch();
      int b = row % wanted.batch();
      for (int s = 0; s < wanted.width() && wanted.alive(t, b); s++) {
        if (!close(wanted.rows().get(row, s), got.rows().get(row, s))) {
          throw new Mismatch(
              "output 'attention' is %s in the file and %s in the model, at step %d of example %d, place %d"
                  .formatted(got.rows().get(row, s), wanted.rows().get(row, s), t, b, s));
        }
      }
    }
  }

  private static boolean counts(Sequence scores, Tensor tensor, int place) {
    boolean places =
        tensor.dims().size() == 2 && tensor.dims().equals(List.of(scores.time(), scores.batch()));
    return !places || scores.alive(place / scores.batch(), place % scores.batch());
  }

  private boolean same(Tensor wanted, Tensor got, int place) {
    if (wanted instanceof Tensor.Floats w && got instanceof Tensor.Floats g) {
      return close(w.data()[place], g.data()[place]);
    }
    return value(wanted, place).equals(value(got, place));
  }

  private static int size(Tensor tensor) {
    return tensor.dims().stream().reduce(1, Math::multiplyExact);
  }

  private static Object value(Tensor tensor, int place) {
    if (tensor instanceof Tensor.Strings t) {
      return t.data()[place];
    }
    if (tensor instanceof Tensor.Ints t) {
      return t.data()[place];
    }
    if (tensor instanceof Tensor.Floats t) {
      return t.data()[place];
    }
    return ((Tensor.Doubles) tensor).data()[place];
  }

  /** The greatest difference of two numbers, relative to the larger of 1 and the model's own. */
  public double apart() {
    return apart;
  }

  /** At how many places scores or searched answers were compared. */
  public long places() {
    return places;
  }

  /** At how many of them the best two are as good as equal. */
  public long near() {
    return near;
  }

  /** How many answers are otherwise; all of them were decided between such two. */
  public long otherwise() {
    return otherwise;
  }

  /** What was found, for a person. */
  public String says() {
    return String.format(
        Locale.ROOT,
        "scores at most %.1e apart at %,d places; at %,d of them the best two are nearer than %.0e,"
            + " and %,d answers are otherwise",
        apart,
        places,
        near,
        NEAR,
        otherwise);
  }
}
