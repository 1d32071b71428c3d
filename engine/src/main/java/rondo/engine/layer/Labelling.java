package rondo.engine.layer;

import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/**
 * How scores of labels become one label for each place: the loss that teaches it, the best labels
 * that a {@link Grammar} allows, and how much they are to be trusted. A {@link Crf} learns what
 * follows what besides; {@link Softmax} takes each place for itself.
 *
 * <pre>{@code
 * Labelling labelling = new Softmax(labels.size(), scheme::allows);
 * Loss loss = labelling.through(head, hidden, gold, pass);
 * int[] path = labelling.best(scores, 0);
 * double sure = labelling.chances(scores, pass).of(0, 3, path[3]);
 * }</pre>
 *
 * <p>The grammar holds for decoding and chances, not for the loss: data that break their scheme
 * here and there can still be learned from. Where it leaves no way at all, there is still an
 * answer.
 */
public sealed interface Labelling permits Crf, Softmax {
  int labels();

  /** The loss of hidden vectors whose scores a head gives; its weight is the number of tokens. */
  Loss through(Layer head, Sequence hidden, int[] gold, Pass pass);

  /**
   * The best labels of one example (Viterbi 1967); of equally good ones the lower, from the end.
   */
  int[] best(Sequence x, int b);

  /**
   * The probabilities of labels, among the sequences that the grammar allows. They live in the
   * memory of the pass.
   */
  Chances chances(Sequence x, Pass pass);

  /**
   * The nodes that answer as {@link #best} does: scores [T,B,K], lengths [B] → labels [T,B] of
   * 64-bit integers. Labels past a length mean nothing.
   */
  Value viterbi(Graph g, Value scores, Value lengths);
}
