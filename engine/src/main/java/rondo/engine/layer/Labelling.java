package rondo.engine.layer;

import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** What makes labels of a tagger's scores, and the scores' loss of the right labels. */
public interface Labelling {
  /** The loss of hidden vectors whose scores a head gives. */
  Loss through(Layer head, Sequence hidden, int[] gold, Pass pass);

  /** The best labels of one example. */
  int[] best(Sequence x, int b);

  /**
   * The nodes that answer as {@link #best} does: scores [T,B,K], lengths [B] → labels [T,B] of
   * 64-bit integers.
   */
  Value viterbi(Graph g, Value scores, Value lengths);
}
