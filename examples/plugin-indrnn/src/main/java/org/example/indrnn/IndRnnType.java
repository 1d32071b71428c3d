package org.example.indrnn;

import java.util.List;
import java.util.Map;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Settings;
import rondo.core.ShapeException;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * The cell {@code indrnn}. ONNX has no such operator, so it is written as one of a domain of its
 * own together with its body in standard operators: whoever runs the file needs nothing else.
 */
public final class IndRnnType implements CellType {
  private static final OpId OPERATOR = new OpId("org.example", "IndRNN");

  @Override
  public String name() {
    return "indrnn";
  }

  @Override
  public Options options() {
    return Options.of(
        new Option(
            "recurrent",
            "1",
            "the range of recurrent weights at the start; up to 2^(1/T) for memories of T steps"));
  }

  @Override
  public Cell create(CellSpec spec, Weights weights) {
    return new IndRnn(this, spec.fill(options()), weights);
  }

  @Override
  public OpId operator() {
    return OPERATOR;
  }

  /** Y, h = IndRNN(X, W, u, b, lengths, h0). */
  @Override
  public Wires node(Cell cell, Graph graph, Wires in) {
    IndRnn c = (IndRnn) cell;
    int H = c.ports().out();
    graph.require(OPERATOR.domain(), 1);
    graph.define(OPERATOR, IndRnnType::body);
    Value h0 = in.state().isEmpty() ? graph.zeros(in.lengths(), H) : in.state().get(0);
    List<Value> out =
        graph.node(
            OPERATOR,
            2,
            Map.of(),
            in.sequence(),
            graph.weight(c.W),
            graph.weight(c.u, H),
            graph.weight(c.b, H),
            in.lengths(),
            h0);
    return new Wires(out.get(0), in.lengths(), List.of(out.get(1)));
  }

  /** X [T,B,I], W [H,I], u [H], b [H], lengths [B], h0 [1,B,H] → Y [T,1,B,H], h [1,B,H]. */
  private static void body(Graph f) {
    Value X = f.input("X", ElementType.FLOAT, Port.ANY);
    Value W = f.input("W", ElementType.FLOAT, Port.ANY);
    Value u = f.input("u", ElementType.FLOAT, Port.ANY);
    Value b = f.input("b", ElementType.FLOAT, Port.ANY);
    Value lengths = f.input("lengths", ElementType.INT32, Port.ANY);
    Value h0 = f.input("h0", ElementType.FLOAT, Port.ANY);

    Value a = f.op("Add", f.op("MatMul", X, f.op("Transpose", W)), b); // [T,B,H]
    Graph step = f.body(); // of a Scan over a; sees u and lengths
    Value t = step.input("t", ElementType.INT64);
    Value h = step.input("h_before", ElementType.FLOAT, Port.ANY);
    Value at = step.input("a_now", ElementType.FLOAT, Port.ANY);
    Value next = step.op("Relu", step.op("Add", at, step.op("Mul", u, h)));
    Value alive = step.op("Less", t, step.cast(lengths, ElementType.INT64));
    Value each = step.op("Unsqueeze", alive, step.ints(1)); // [B,1]
    step.output("t_next", step.op("Add", t, step.scalar(1)), ElementType.INT64);
    step.output("h_now", step.op("Where", each, next, h), ElementType.FLOAT, Port.ANY);
    Value y = step.op("Where", each, next, step.scalar(0f));
    step.output("y_now", y, ElementType.FLOAT, Port.ANY);

    Map<String, Attr> scan = Map.of("body", new Attr.Body(step), "num_scan_inputs", Attr.of(1));
    Value start = f.op("Squeeze", h0, f.ints(0));
    List<Value> out = f.node(OpId.onnx("Scan"), 3, scan, f.scalar(0), start, a);
    f.output("Y", f.op("Unsqueeze", out.get(2), f.ints(1)), ElementType.FLOAT, Port.ANY);
    f.output("h", f.op("Unsqueeze", out.get(1), f.ints(0)), ElementType.FLOAT, Port.ANY);
  }

  @Override
  public Found read(Node node, Graph graph, Weights weights) {
    Tensor.Floats w = node.floats(1, "W", graph);
    if (w.dims().size() != 2) {
      throw new ShapeException("node '%s': W must be [H,I], is %s", node.name(), w.dims());
    }
    int H = w.dims().get(0);
    int I = w.dims().get(1);
    Map<String, Matrix> given =
        Map.of(
            "W", new Matrix(H, I, w.data(), 0),
            "u", row(node, graph, 2, "u", H),
            "b", row(node, graph, 3, "b", H));
    CellSpec spec = new CellSpec(name(), I, H, Settings.NONE);
    Recurrence cell = Recurrence.create(Direction.FORWARD, this, spec, weights, d -> given);
    Value lengths = node.input(4);
    Wires in = new Wires(node.input(0), lengths, List.of(node.input(5)));
    Wires out = new Wires(node.output(0), lengths, List.of(node.output(1)));
    return new Found(cell, false, in, out);
  }

  private static Matrix row(Node node, Graph graph, int input, String name, int width) {
    Tensor.Floats v = node.floats(input, name, graph);
    if (!v.dims().equals(List.of(width))) {
      throw new ShapeException(
          "node '%s': %s must be [%d] as W says, is %s", node.name(), name, width, v.dims());
    }
    return new Matrix(1, width, v.data(), 0);
  }
}
