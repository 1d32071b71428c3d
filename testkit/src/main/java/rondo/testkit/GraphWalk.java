package rondo.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Recurrence;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.layer.Recurrent;
import rondo.engine.model.FreshWeights;

/**
 * Computes the values of a graph with the cells of one type in the place of its recurrent nodes,
 * and with plain loops for the few operators that stand around them in exported taggers and
 * classifiers. Whatever feeds the graph must be among its constants.
 */
final class GraphWalk {
  private static final Set<String> SHAPING =
      Set.of(
          "ConstantOfShape",
          "Expand",
          "Slice",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Reshape",
          "Identity",
          "Cast");

  private final Graph graph;
  private final CellType type;
  private final Pass pass;
  private final Map<String, Node> makers = new HashMap<>();
  private final Map<String, Tensor> known = new HashMap<>();

  GraphWalk(Graph graph, CellType type, Pass pass) {
    this.graph = graph;
    this.type = type;
    this.pass = pass;
    for (Node node : graph.nodes()) {
      node.outputs().forEach(v -> makers.put(v.name(), node));
    }
  }

  Tensor value(Value v) {
    Tensor there = known.get(v.name());
    return there == null ? graph.tensor(v).orElseGet(() -> keep(v, computed(v))) : there;
  }

  private Tensor computed(Value v) {
    Node node = makers.get(v.name());
    if (node == null) {
      throw new AssertionError("nothing computes '" + v.name() + "'");
    }
    if (node.op().equals(type.operator())) {
      recur(node);
      return value(v);
    }
    Tensor a = node.inputs().isEmpty() ? new Tensor.Floats(List.of(0), new float[0]) : in(node, 0);
    return switch (node.op().name()) {
      case "Constant" ->
          node.attribute("value", Attr.Constant.class).map(Attr.Constant::value).orElseThrow();
      case "Identity", "Cast" -> a;
      case "Transpose" -> TensorLoops.transpose(a, ints(node, "perm"));
      case "Squeeze" -> TensorLoops.squeeze(a, axes(node));
      case "Reshape" -> TensorLoops.reshape(a, ((Tensor.Ints) in(node, 1)).data());
      case "Concat" -> TensorLoops.concat(inputs(node), axis(node, 0));
      case "Gather" -> TensorLoops.gather(a, (Tensor.Ints) in(node, 1), axis(node, 0));
      case "MatMul" -> TensorLoops.product(a, in(node, 1));
      case "Gemm" ->
          TensorLoops.plus(
              TensorLoops.product(a, TensorLoops.transpose(in(node, 1), 1, 0)), in(node, 2));
      case "Add" -> TensorLoops.plus(in(node, 1), a);
      case "LogSoftmax" -> TensorLoops.logSoftmax(a);
      default -> throw new AssertionError("no operator " + node.op() + " in " + node.name());
    };
  }

  private Tensor in(Node node, int i) {
    return value(node.input(i));
  }

  private List<Tensor> inputs(Node node) {
    return node.inputs().stream().map(this::value).toList();
  }

  private static int axis(Node node, int fallback) {
    return node.attribute("axis", Attr.Int.class).map(a -> (int) a.value()).orElse(fallback);
  }

  private static int[] ints(Node node, String name) {
    List<Long> all = node.attribute(name, Attr.Ints.class).map(Attr.Ints::values).orElse(List.of());
    return all.stream().mapToInt(Long::intValue).toArray();
  }

  /** An attribute up to opset 12, an input since. */
  private int[] axes(Node node) {
    if (node.input(1).none()) {
      return ints(node, "axes");
    }
    long[] axes = ((Tensor.Ints) in(node, 1)).data();
    int[] all = new int[axes.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (int) axes[i];
    }
    return all;
  }

  // the recurrent node: X [T,B,I] or [B,T,I], states [D,B,H] or [B,D,H]

  private void recur(Node node) {
    CellType.Found found = type.read(node, graph, new FreshWeights(1));
    boolean batchFirst = found.batchFirst();
    Tensor x = turned(value(found.in().sequence()), batchFirst);
    int T = x.dims().get(0);
    int B = x.dims().get(1);
    Matrix rows = new Matrix(T * B, x.dims().get(2), TensorLoops.floats(x), 0);
    Sequence in = new Sequence(T, rows, lengths(found.in().lengths(), T, B));
    Flow out =
        new Recurrent(found.recurrence()).forward(new Flow(in, start(found, B)), pass).output();
    store(found, out, T, B);
  }

  private int[] lengths(Value v, int T, int B) {
    int[] lengths = new int[B];
    for (int b = 0; b < B; b++) {
      lengths[b] = v.none() ? T : (int) ((Tensor.Ints) value(v)).data()[b];
    }
    return lengths;
  }

  private State start(CellType.Found found, int B) {
    List<Value> given = found.in().state();
    if (given.stream().allMatch(this::zero)) {
      return State.NONE;
    }
    Recurrence r = found.recurrence();
    int D = r.cells().size();
    List<Matrix> parts = new ArrayList<>();
    for (int d = 0; d < D; d++) {
      for (int i = 0; i < given.size(); i++) {
        int width = r.cells().get(d).ports().state().get(i);
        Matrix part = Matrix.zeros(B, width);
        if (!zero(given.get(i))) {
          float[] all = TensorLoops.floats(turned(value(given.get(i)), found.batchFirst()));
          part.set(new Matrix(B, width, all, d * B * width));
        }
        parts.add(part);
      }
    }
    return new State(parts);
  }

  /** Whether nothing but zeros can come out; exporters write such starts at length. */
  private boolean zero(Value v) {
    if (v.none()) {
      return true;
    }
    Node node = makers.get(v.name());
    if (node == null) {
      return graph.tensor(v).filter(GraphWalk::zeros).isPresent();
    }
    if (node.op().name().equals("Constant") || node.op().name().equals("ConstantOfShape")) {
      return node.attribute("value", Attr.Constant.class)
          .map(c -> zeros(c.value()))
          .orElse(node.op().name().equals("ConstantOfShape"));
    }
    return SHAPING.contains(node.op().name()) && zero(node.input(0));
  }

  private static boolean zeros(Tensor t) {
    for (float each : TensorLoops.floats(t)) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private void store(CellType.Found found, Flow out, int T, int B) {
    int D = found.recurrence().cells().size();
    int H = out.sequence().width() / D;
    Tensor y = new Tensor.Floats(List.of(T, B, D, H), out.sequence().rows().copy().data());
    List<Value> wires = found.out().state();
    keep(
        found.out().sequence(),
        found.batchFirst()
            ? TensorLoops.transpose(y, 1, 0, 2, 3)
            : TensorLoops.transpose(y, 0, 2, 1, 3));
    for (int i = 0; i < wires.size(); i++) {
      int width = found.recurrence().cells().get(0).ports().state().get(i);
      Matrix all = Matrix.zeros(D * B, width);
      for (int d = 0; d < D; d++) {
        all.rows(d * B, B).set(out.state().part(d * wires.size() + i));
      }
      Tensor end = new Tensor.Floats(List.of(D, B, width), all.data());
      keep(wires.get(i), turned(end, found.batchFirst()));
    }
  }

  private Tensor keep(Value v, Tensor t) {
    if (!v.none()) {
      known.put(v.name(), t);
    }
    return t;
  }

  private static Tensor turned(Tensor t, boolean batchFirst) {
    return batchFirst ? TensorLoops.transpose(t, 1, 0, 2) : t;
  }
}
