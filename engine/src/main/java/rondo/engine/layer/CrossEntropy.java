package rondo.engine.layer;

import java.util.Arrays;
import java.util.stream.IntStream;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.Trace;

/**
 * Softmax cross-entropy, with label smoothing (Szegedy 2016) and a weight for each class. Only
 * places that count go through the head, a stretch of them at a time, so that the scores of a large
 * vocabulary never stand all at once.
 *
 * <p>With classes k, weights c and smoothing e, a place with gold y counts
 *
 * <pre>{@code
 * -(1 - e) c[y] log p[y] - e / K Σ c[k] log p[k]
 * }</pre>
 *
 * <p>and weighs c[y]. A gold of {@link #NONE} is not scored.
 */
public final class CrossEntropy {
  /** The gold of a place that is not scored. */
  public static final int NONE = -1;

  /** Without smoothing, all classes alike. */
  public static final CrossEntropy PLAIN = new CrossEntropy(0);

  /**
   * Scores that may stand at once: the gradient of a head's weights is read and written once for
   * each stretch, so with a large vocabulary one of few rows spends its time on memory.
   */
  private static final int STRETCH = 1 << 21;

  private static final int SHARE = 1 << 16; // scores that are worth a thread of their own

  private final float smoothing;
  private final float[] classes; // weights; none means 1 for each

  /** All classes alike when no weights are given. */
  public CrossEntropy(double smoothing, float... classes) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing lies from 0 to below 1, this one is " + smoothing);
    }
    for (float weight : classes) {
      if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a class weight of " + weight);
      }
    }
    this.smoothing = (float) smoothing;
    this.classes = classes.clone();
  }

  /** The loss of hidden vectors whose scores a head gives, which looks at each by itself. */
  public Loss through(Layer head, Sequence hidden, int[] gold, Pass pass) {
    int K = head.ports().out();
    if (gold.length != hidden.rows().rows()) {
      throw new ShapeException("%d gold labels for %d places", gold.length, hidden.rows().rows());
    }
    if (classes.length > 0 && classes.length != K) {
      throw new ShapeException("%d class weights for %d classes", classes.length, K);
    }
    Columns.requireBelow(K, NONE, gold, hidden.lengths(), "a head of " + K + " classes");
    Matrix dhidden = pass.zeros(hidden.rows().rows(), hidden.width());
    double[] sums = new double[2]; // loss, weight
    int[] scored = scored(hidden, gold);
    int N = scored.length;
    int most = Math.max(1, STRETCH / Math.max(1, K)); // places of a stretch
    int stretches = (N + most - 1) / most; // all about as long
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) N * i / stretches);
      int to = (int) ((long) N * (i + 1) / stretches);
      int[] rows = Arrays.copyOfRange(scored, from, to);
      pass.aside(own -> stretch(head, hidden.rows(), rows, gold, dhidden, sums, own));
    }
    return new Loss(sums[0], sums[1], hidden.with(dhidden));
  }

  /** The rows of places that count; the others, padding among them, cost no scores. */
  private static int[] scored(Sequence hidden, int[] gold) {
    int B = hidden.batch();
    return IntStream.range(0, gold.length)
        .filter(r -> gold[r] != NONE && hidden.alive(r / B, r % B))
        .toArray();
  }

  private void stretch(
      Layer head, Matrix hidden, int[] rows, int[] gold, Matrix dhidden, double[] sums, Pass pass) {
    int N = rows.length;
    Sequence h = together(hidden, rows, pass);
    Trace trace = head.forward(Flow.of(h), pass);
    Matrix x = trace.output().sequence().rows();
    Matrix dx = pass.take(N, x.cols()).set(x);
    double[] losses = new double[N];
    pass.split(
        N,
        Math.max(1, SHARE / dx.cols()),
        (from, to, own) -> {
          for (int i = from; i < to; i++) {
            losses[i] = place(dx, i, gold[rows[i]], own);
          }
        });
    for (int i = 0; i < N; i++) {
      sums[0] += losses[i];
      sums[1] += weight(gold[rows[i]]);
    }
    Matrix dh = trace.backward().apply(Flow.of(h.with(dx))).sequence().rows();
    for (int i = 0; i < N; i++) {
      dhidden.rows(rows[i], 1).set(dh.rows(i, 1));
    }
  }

  /** Rows as the only steps of as many examples. */
  private static Sequence together(Matrix all, int[] rows, Pass pass) {
    Matrix some = pass.take(rows.length, all.cols());
    int[] lengths = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all.data(), all.at(rows[i]), some.data(), some.at(i), all.cols());
      lengths[i] = 1;
    }
    return new Sequence(1, some, lengths);
  }

  private float weight(int k) {
    return classes.length == 0 ? 1 : classes[k];
  }

  /** Scores into their gradient; the loss. With targets q: Σ q (log Σ e^x) - Σ q x. */
  private double place(Matrix x, int r, int y, Pass pass) {
    int K = x.cols();
    int at = x.at(r);
    float[] v = x.data();
    float hit = (1 - smoothing) * weight(y);
    float share = smoothing / K;
    double linear = (double) hit * v[at + y];
    double mass = hit;
    if (smoothing > 0) {
      for (int k = 0; k < K; k++) {
        linear += (double) share * weight(k) * v[at + k];
        mass += (double) share * weight(k);
      }
    }
    double all = pass.kernels().softmax(v, at, K);
    float m = (float) mass;
    for (int k = 0; k < K; k++) {
      v[at + k] *= m; // dx = Σ q p - q
    }
    v[at + y] -= hit;
    if (smoothing > 0) {
      for (int k = 0; k < K; k++) {
        v[at + k] -= share * weight(k);
      }
    }
    return mass * all - linear;
  }
}
