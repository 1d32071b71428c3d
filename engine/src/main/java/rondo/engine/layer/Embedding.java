package rondo.engine.layer;

import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/**
 * A vector for each id. Trainable, it gathers gradients for the rows that were read and no others;
 * frozen, it gathers none.
 *
 * <p>Rows may start from {@link WordVectors}, which come with the {@link Weights}.
 */
public final class Embedding {
  private final Param E; // V x D
  private final boolean frozen;

  public Embedding(int size, int width, boolean frozen, Weights weights) {
    E = weights.matrix("E", size, width, Init.uniform(Math.sqrt(3.0 / width))); // of length 1
    this.frozen = frozen;
  }

  public int width() {
    return E.value().cols();
  }

  /** The vectors of the ids at the places of some inputs; zeros past the lengths. */
  public Sequence look(int[] ids, Inputs in, Pass pass) {
    Columns.requireBelow(E.value().rows(), 0, ids, in.lengths(), E.path());
    Matrix out = Columns.gather(E.value(), ids, in.lengths(), pass);
    return new Sequence(in.time(), out, in.lengths());
  }

  /** The same as a flow; of a frozen embedding nobody asks for its gradient. */
  Flow flow(int[] ids, Inputs in, Pass pass) {
    return new Flow(look(ids, in, pass), State.NONE, frozen);
  }

  /** The way back of {@link #look}. */
  public void back(int[] ids, Sequence d, Pass pass) {
    if (!frozen && d.time() > 0) {
      Columns.scatter(d.rows(), ids, d.lengths(), pass.rows(E)); // dE[id] += d
    }
  }

  /** [..., D] of ids [...]. */
  public Value write(Graph g, Value ids) {
    return g.op("Gather", g.weight(E), ids);
  }
}
