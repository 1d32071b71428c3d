package rondo.core;

import rondo.core.graph.Graph;
import rondo.core.graph.Wires;

/** A differentiable map from flow to flow that can also write itself as a graph. */
public interface Layer {
  Ports ports();

  /** Computes the output, and keeps what the way back needs. */
  Trace forward(Flow in, Pass pass);

  /** The output alone. Override it to keep nothing. */
  default Flow predict(Flow in, Pass pass) {
    return forward(in, pass).output();
  }

  /** Appends the nodes that compute the same. */
  Wires write(Graph graph, Wires in);

  /** Refuses a sequence of another width than this layer reads. */
  default void requireWidth(Sequence x, String who) {
    if (x.width() != ports().in()) {
      throw new ShapeException(
          "%s reads vectors of %d, got a sequence of %d", who, ports().in(), x.width());
    }
  }
}
