package rondo.onnx;

import java.util.List;
import java.util.Map;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * A third party's cell with an operator of its own, whose graph may be written with a fault. With z
 * = σ(Wz x + Rz h + bz) and c = tanh(Wc x + Rc h + bc): h' = z h + (1 - z) c.
 */
final class Gated implements Cell {
  /** What is wrong with the graph. */
  enum Fault {
    NONE,
    GATES_SWAPPED,
    BIAS_DROPPED,
    WEIGHTS_TRANSPOSED,
    LENGTHS_IGNORED
  }

  private final Type type;
  private final CellSpec spec;
  private final Param W; // 2H x I, gates z, c
  private final Param R; // 2H x H
  private final Param b; // 1 x 2H

  private Gated(Type type, CellSpec spec, Weights weights) {
    this.type = type;
    this.spec = spec;
    int H = spec.hiddenSize();
    W = weights.matrix("W", 2 * H, spec.inputSize(), Init.uniform(0.7));
    R = weights.matrix("R", 2 * H, H, Init.uniform(0.7));
    b = weights.matrix("b", 1, 2 * H, Init.uniform(0.7));
  }

  @Override
  public CellType type() {
    return type;
  }

  @Override
  public CellSpec spec() {
    return spec;
  }

  @Override
  public Ports ports() {
    int H = spec.hiddenSize();
    return new Ports(spec.inputSize(), H, List.of(H), true);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Flow out = predict(in, pass);
    return new Trace(
        out,
        gradient -> {
          throw new UnsupportedOperationException("this cell is not trained");
        });
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "gated");
    int B = x.batch();
    int H = spec.hiddenSize();
    Kernels k = pass.kernels();
    Matrix h = pass.zeros(B, H).set(in.state().or(ports().state(), B, pass).part(0));
    Matrix y = pass.zeros(x.rows().rows(), H);
    for (int t = 0; t < x.time(); t++) {
      Matrix a = pass.zeros(B, 2 * H);
      k.project(x.step(t), W, a);
      k.project(h, R, a);
      k.bias(a, b.value());
      for (int e = 0; e < B; e++) {
        if (x.alive(t, e)) {
          k.sigmoid(a.data(), a.at(e), H);
          k.tanh(a.data(), a.at(e) + H, H);
          for (int j = 0; j < H; j++) {
            float z = a.get(e, j);
            float next = z * h.get(e, j) + (1 - z) * a.get(e, H + j);
            h.data()[h.at(e) + j] = next;
            y.data()[y.at(t * B + e) + j] = next;
          }
        }
      }
    }
    return new Flow(x.with(y), State.of(h));
  }

  /** Makes such cells. */
  static final class Type implements CellType {
    private final Fault fault;

    Type(Fault fault) {
      this.fault = fault;
    }

    @Override
    public String name() {
      return "gated";
    }

    @Override
    public Cell create(CellSpec spec, Weights weights) {
      return new Gated(this, spec, weights);
    }

    @Override
    public OpId operator() {
      return new OpId("org.example", "Gated");
    }

    @Override
    public Wires node(Cell cell, Graph g, Wires in) {
      Gated c = (Gated) cell;
      g.define(operator(), this::function);
      int H = c.spec.hiddenSize();
      Value start = in.state().isEmpty() ? g.zeros(in.lengths(), H) : in.state().get(0);
      Value W = g.weight(c.W);
      Value R = g.weight(c.R);
      Value b = g.weight(c.b, 2 * H);
      List<Value> out =
          g.node(operator(), 2, Map.of(), in.sequence(), W, R, b, in.lengths(), start);
      return new Wires(out.get(0), in.lengths(), out.subList(1, 2));
    }

    /** X [T,B,I], W, R, b, lengths [B], h0 [1,B,H] → Y [T,1,B,H], h [1,B,H]. */
    private void function(Graph f) {
      Value X = f.input("X", ElementType.FLOAT, Port.ANY);
      Value W = f.input("W", ElementType.FLOAT, Port.ANY);
      Value R = f.input("R", ElementType.FLOAT, Port.ANY);
      Value b = f.input("b", ElementType.FLOAT, Port.ANY);
      Value lengths = f.cast(f.input("lengths", ElementType.INT32, Port.ANY), ElementType.INT64);
      Value h0 = f.input("h0", ElementType.FLOAT, Port.ANY);
      Value a = f.op("MatMul", X, f.op("Transpose", W));
      a = fault == Fault.BIAS_DROPPED ? a : f.op("Add", a, b);
      Value Rt = fault == Fault.WEIGHTS_TRANSPOSED ? turned(f, R) : f.op("Transpose", R);
      Graph s = f.scope("step").body();
      Value t = s.input("t", ElementType.INT64);
      Value h = s.input("h", ElementType.FLOAT, Port.ANY);
      Value at = s.input("a", ElementType.FLOAT, Port.ANY);
      Value sum = s.op("Add", at, s.op("MatMul", h, Rt));
      List<Value> gates = s.node(OpId.onnx("Split"), 2, Map.of("axis", Attr.of(-1)), sum);
      int first = fault == Fault.GATES_SWAPPED ? 1 : 0;
      Value z = s.op("Sigmoid", gates.get(first));
      Value c = s.op("Tanh", gates.get(1 - first));
      Value kept = s.op("Mul", z, h);
      Value fresh = s.op("Mul", s.op("Sub", s.scalar(1f), z), c);
      Value next = s.op("Add", kept, fresh);
      Value alive = s.op("Unsqueeze", s.op("Less", t, lengths), s.ints(1));
      Value held = fault == Fault.LENGTHS_IGNORED ? next : s.op("Where", alive, next, h);
      s.output("t_next", s.op("Add", t, s.scalar(1)), ElementType.INT64);
      s.output("h_next", held, ElementType.FLOAT, Port.ANY);
      s.output("y", s.op("Where", alive, next, s.scalar(0f)), ElementType.FLOAT, Port.ANY);
      Map<String, Attr> scan = Map.of("body", new Attr.Body(s), "num_scan_inputs", Attr.of(1));
      Value start = f.op("Squeeze", h0, f.ints(0));
      List<Value> out = f.node(OpId.onnx("Scan"), 3, scan, f.scalar(0), start, a);
      f.output("Y", f.op("Unsqueeze", out.get(2), f.ints(1)), ElementType.FLOAT, Port.ANY);
      f.output("h_n", f.op("Unsqueeze", out.get(1), f.ints(0)), ElementType.FLOAT, Port.ANY);
    }

    /** Each gate's [H,H] block of R the wrong way round. */
    private static Value turned(Graph f, Value R) {
      List<Value> blocks = f.node(OpId.onnx("Split"), 2, Map.of("axis", Attr.of(0)), R);
      return f.op("Concat", Map.of("axis", Attr.of(1)), blocks.get(0), blocks.get(1));
    }

    @Override
    public Found read(Node node, Graph graph, Weights weights) {
      throw new UnsupportedOperationException("this cell is not read back");
    }
  }
}
