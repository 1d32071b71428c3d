package rondo.engine.layer;

import java.util.Arrays;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/**
 * A linear chain over labels (Lafferty 2001): scores for each label at each place, for each label
 * after each other, and for the first and the last one. Trained by its exact likelihood over all
 * sequences of labels, decoded by the best sequence that a {@link Grammar} allows.
 *
 * <pre>{@code
 * Crf crf = new Crf(labels.size(), scheme::allows, weights.in("crf"));
 * Loss loss = crf.through(head, hidden, gold, pass);
 * int[] path = crf.best(scores, 0);
 * }</pre>
 *
 * <p>The grammar holds for decoding and marginals, not for the likelihood: data that break their
 * scheme here and there can still be learned from. A forbidden transition costs more than any score
 * can make up for, yet not infinitely much: where a grammar leaves no way at all, there is still an
 * answer.
 */
public final class Crf implements Labelling {
  /** What a forbidden transition adds; sums of it over any sequence stay finite. */
  static final float FORBIDDEN = -1e30f;

  private final int K;
  private final Param A; // K x K, from row to column
  private final Param ends; // 2 x K, first and last
  private final Matrix costs; // K x K, 0 or FORBIDDEN
  private final Matrix endCosts; // 2 x K

  public Crf(int labels, Weights weights) {
    this(labels, Grammar.ANY, weights);
  }

  public Crf(int labels, Grammar grammar, Weights weights) {
    if (labels < 1) {
      throw new IllegalArgumentException("a chain needs at least one label, not " + labels);
    }
    K = labels;
    A = weights.matrix("A", K, K, Init.uniform(0.1));
    ends = weights.matrix("ends", 2, K, Init.uniform(0.1));
    costs = Matrix.zeros(K, K);
    endCosts = Matrix.zeros(2, K);
    for (int j = 0; j < K; j++) {
      forbid(endCosts, 0, j, grammar.allows(Grammar.BORDER, j));
      forbid(endCosts, 1, j, grammar.allows(j, Grammar.BORDER));
      for (int i = 0; i < K; i++) {
        forbid(costs, i, j, grammar.allows(i, j));
      }
    }
  }

  private static void forbid(Matrix costs, int row, int col, boolean allowed) {
    costs.data()[costs.at(row) + col] = allowed ? 0 : FORBIDDEN;
  }

  public int labels() {
    return K;
  }

  // training

  /** The loss of hidden vectors whose scores a head gives; its weight is the number of tokens. */
  @Override
  public Loss through(Layer head, Sequence hidden, int[] gold, Pass pass) {
    Trace trace = head.forward(Flow.of(hidden), pass);
    Sequence x = trace.output().sequence();
    Sequence dx = x.with(pass.take(x.rows().rows(), x.width()));
    double sum = loss(x, gold, dx, pass);
    Flow dhidden = trace.backward().apply(Flow.of(dx));
    return new Loss(sum, Arrays.stream(x.lengths()).sum(), dhidden.sequence());
  }

  /**
   * The negative logarithm of the likelihood of {@code gold}, summed over the examples. Writes the
   * gradient for the scores into {@code dx} and adds that of the parameters.
   */
  public double loss(Sequence x, int[] gold, Sequence dx, Pass pass) {
    requireLabels(x);
    requireGold(x, gold);
    Lattice lattice = new Lattice(x, A.value(), ends.value(), pass);
    double sum = lattice.forward();
    lattice.backward(dx.rows()); // dx = p(y[t] = j)
    lattice.expected(pass.gradient(A)); // dA += Σ p(y[t-1] = i, y[t] = j)
    Matrix dA = pass.gradient(A);
    Matrix dEnds = pass.gradient(ends);
    int B = x.batch();
    float[] d = dx.rows().data();
    for (int b = 0; b < B; b++) {
      int n = x.lengths()[b];
      for (int t = 0; t < n; t++) {
        int y = gold[t * B + b];
        int row = dx.rows().at(t * B + b);
        d[row + y] -= 1; // dx -= [y[t] = j]
        sum -= x.rows().get(t * B + b, y);
        if (t > 0) {
          int before = gold[(t - 1) * B + b];
          dA.data()[dA.at(before) + y] -= 1; // dA -= [y[t-1] = i, y[t] = j]
          sum -= A.value().get(before, y);
        }
      }
      if (n > 0) {
        sum -= ends.value().get(0, gold[b]) + (double) ends.value().get(1, gold[(n - 1) * B + b]);
        add(d, dx.rows().at(b), dEnds, 0); // dends = dx at the first and the last place
        add(d, dx.rows().at((n - 1) * B + b), dEnds, 1);
      }
    }
    return sum;
  }

  private void add(float[] d, int from, Matrix dEnds, int row) {
    for (int j = 0; j < K; j++) {
      dEnds.data()[dEnds.at(row) + j] += d[from + j];
    }
  }

  // use

  /** The probability of each label at each place, among the sequences that the grammar allows. */
  public Sequence marginals(Sequence x, Pass pass) {
    requireLabels(x);
    Matrix p = pass.take(x.rows().rows(), K);
    Lattice lattice = new Lattice(x, allowed(A, costs), allowed(ends, endCosts), pass);
    lattice.forward();
    lattice.backward(p);
    return x.with(p);
  }

  /**
   * The best labels of one example (Viterbi 1967); of equally good ones the lower, from the end.
   */
  @Override
  public int[] best(Sequence x, int b) {
    requireLabels(x);
    float[] a = allowed(A, costs).data();
    float[] e = allowed(ends, endCosts).data();
    int B = x.batch();
    int n = x.lengths()[b];
    int[] from = new int[n * K];
    float[] v = new float[K]; // of the best way to each label
    float[] next = new float[K];
    for (int t = 0; t < n; t++) {
      if (t == 0) {
        System.arraycopy(e, 0, next, 0, K);
      } else {
        Arrays.fill(next, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < K; i++) {
          for (int j = 0; j < K; j++) {
            float way = v[i] + a[i * K + j];
            if (way > next[j]) {
              next[j] = way;
              from[t * K + j] = i;
            }
          }
        }
      }
      int row = x.rows().at(t * B + b);
      float top = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < K; j++) {
        next[j] += x.rows().data()[row + j];
        top = Math.max(top, next[j]);
      }
      for (int j = 0; j < K; j++) { // only differences matter: keep them from drowning
        v[j] = next[j] - top;
      }
    }
    int[] path = new int[n];
    int y = 0;
    for (int j = 1; j < K; j++) {
      y = v[j] + e[K + j] > v[y] + e[K + y] ? j : y;
    }
    for (int t = n - 1; t >= 0; t--) {
      path[t] = y;
      y = from[t * K + y];
    }
    return path;
  }

  private static Matrix allowed(Param scores, Matrix costs) {
    return scores.value().copy().add(costs);
  }

  /**
   * The nodes that answer as {@link #best} does: scores [T,B,K], lengths [B] → labels [T,B] of
   * 64-bit integers. Past a length stands the last label once more.
   */
  @Override
  public Value viterbi(Graph g, Value scores, Value lengths) {
    return new ViterbiGraph(K).write(g, scores, lengths, A, costs, ends, endCosts);
  }

  private void requireLabels(Sequence x) {
    if (x.width() != K) {
      throw new ShapeException("a chain of %d labels reads %d scores a place", K, x.width());
    }
  }

  private void requireGold(Sequence x, int[] gold) {
    if (gold.length != x.rows().rows()) {
      throw new ShapeException("%d gold labels for %d places", gold.length, x.rows().rows());
    }
    Columns.requireBelow(K, 0, gold, x.lengths(), "a chain of " + K + " labels");
  }
}
