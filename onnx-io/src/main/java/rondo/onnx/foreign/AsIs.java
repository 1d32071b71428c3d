package rondo.onnx.foreign;

import java.util.List;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.Wires;

/** A head where the graph's scores come from something that is no linear layer: what it reads. */
record AsIs(int width) implements Layer {
  @Override
  public Ports ports() {
    return new Ports(width, width, List.of(), true);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    return new Trace(in, gradient -> gradient);
  }

  @Override
  public Wires write(Graph graph, Wires in) {
    return in;
  }
}
