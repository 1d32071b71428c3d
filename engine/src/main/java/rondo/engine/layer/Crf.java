package rondo.engine.layer;

import java.util.Arrays;
import java.util.List;
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
import rondo.core.graph.Tensor;
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
 */
public final class Crf implements Labelling {
  private final int K;
  private final Param A; // K x K, from row to column
  private final Param ends; // 2 x K, first and last
  private final Transitions may;

  public Crf(int labels, Weights weights) {
    this(labels, Grammar.ANY, weights);
  }

  public Crf(int labels, Grammar grammar, Weights weights) {
    may = new Transitions(labels, grammar);
    K = labels;
    A = weights.matrix("A", K, K, Init.uniform(0.1));
    ends = weights.matrix("ends", 2, K, Init.uniform(0.1));
  }

  @Override
  public int labels() {
    return K;
  }

  // training

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
    may.requireLabels(x);
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

  @Override
  public int[] best(Sequence x, int b) {
    may.requireLabels(x);
    return Viterbi.best(may, A.value(), ends.value(), x, b);
  }

  @Override
  public Chances chances(Sequence x, Pass pass) {
    may.requireLabels(x);
    return new Chances(x, may.allowed(A.value()), may.allowedEnds(ends.value()), pass);
  }

  @Override
  public Value viterbi(Graph g, Value scores, Value lengths) {
    Tensor costs = new Tensor.Floats(List.of(1, K, K), may.costs.data());
    Tensor endCosts = new Tensor.Floats(List.of(2, K), may.endCosts.data());
    Value a = g.op("Add", g.weight(A, 1, K, K), g.constant("forbidden", costs));
    Value e = g.op("Add", g.weight(ends), g.constant("forbidden_ends", endCosts));
    return new ViterbiGraph(K).write(g, scores, lengths, a, e);
  }

  private void requireGold(Sequence x, int[] gold) {
    if (gold.length != x.rows().rows()) {
      throw new ShapeException("%d gold labels for %d places", gold.length, x.rows().rows());
    }
    Columns.requireBelow(K, 0, gold, x.lengths(), "a chain of " + K + " labels");
  }
}
