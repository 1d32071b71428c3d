package rondo.engine.layer;

import java.util.List;
import java.util.Map;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * Each place for itself: trained by cross-entropy, decoded by the best sequence of labels that a
 * {@link Grammar} allows. It learns nothing of its own.
 */
public final class Softmax implements Labelling {
  private final Transitions may;
  private final CrossEntropy loss;
  private final Matrix A; // K x K, zeros
  private final Matrix ends; // 2 x K, zeros

  public Softmax(int labels, Grammar grammar) {
    this(labels, grammar, CrossEntropy.PLAIN);
  }

  public Softmax(int labels, Grammar grammar, CrossEntropy loss) {
    may = new Transitions(labels, grammar);
    this.loss = loss;
    A = Matrix.zeros(labels, labels);
    ends = Matrix.zeros(2, labels);
  }

  @Override
  public int labels() {
    return may.K;
  }

  @Override
  public Loss through(Layer head, Sequence hidden, int[] gold, Pass pass) {
    return loss.through(head, hidden, gold, pass);
  }

  @Override
  public int[] best(Sequence x, int b) {
    may.requireLabels(x);
    return Viterbi.best(may, A, ends, x, b);
  }

  @Override
  public Chances chances(Sequence x, Pass pass) {
    may.requireLabels(x);
    return new Chances(x, may.costs, may.endCosts, pass);
  }

  @Override
  public Value viterbi(Graph g, Value scores, Value lengths) {
    if (may.free) {
      return g.op("ArgMax", Map.of("axis", Attr.of(2), "keepdims", Attr.of(0)), scores);
    }
    int K = may.K;
    Value a = g.constant("forbidden", new Tensor.Floats(List.of(1, K, K), may.costs.data()));
    Value e = g.constant("forbidden_ends", new Tensor.Floats(List.of(2, K), may.endCosts.data()));
    return new ViterbiGraph(K).write(g, scores, lengths, a, e);
  }
}
