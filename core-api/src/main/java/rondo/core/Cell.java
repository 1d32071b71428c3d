package rondo.core;

import rondo.core.graph.Graph;
import rondo.core.graph.Wires;

/** A recurrent layer. It sees the whole sequence, so it owns its unrolling and its BPTT. */
public interface Cell extends Layer {
  CellType type();

  CellSpec spec();

  @Override
  default Wires write(Graph graph, Wires in) {
    return Recurrence.forward(this).write(graph, in);
  }

  /**
   * One step at a time, for decoders whose next input depends on the last output. Cells override it
   * to compute their parameters' gradients in one product at the end.
   */
  default Unroll unroll(int time, int[] lengths, State start, Pass pass) {
    return new Steps(this, lengths, start, pass);
  }
}
