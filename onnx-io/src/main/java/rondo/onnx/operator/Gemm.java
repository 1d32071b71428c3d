package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/** alpha A B + beta C, where A and B may stand transposed and C is repeated to fit. */
record Gemm(NodeWords words, float alpha, float beta, boolean turnA, boolean turnB)
    implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("Gemm", Gemm::of);
  }

  private static Applied of(NodeWords words) {
    words.only("alpha", "beta", "transA", "transB");
    Gemm gemm =
        new Gemm(
            words.alone(),
            words.real("alpha", 1),
            words.real("beta", 1),
            words.whole("transA", 0) != 0,
            words.whole("transB", 0) != 0);
    List<Value> operands = new ArrayList<>(List.of(words.operand(0), words.operand(1)));
    if (!words.node().input(2).none()) {
      operands.add(words.operand(2));
    }
    return new Applied(gemm, operands);
  }

  /** Rows, the axis that is summed over as A and as B has it, and columns. */
  private <T> List<T> parts(List<T> a, List<T> b) {
    if (a.size() != 2 || b.size() != 2) {
      throw words.refused("operands of dims %s and %s are no matrices", a, b);
    }
    return List.of(
        a.get(turnA ? 1 : 0), a.get(turnA ? 0 : 1), b.get(turnB ? 1 : 0), b.get(turnB ? 0 : 1));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> parts = parts(operands.get(0), operands.get(1));
    agree(parts, parts.get(1).known() && parts.get(2).known());
    return List.of(List.of(parts.get(0), parts.get(3)));
  }

  private void agree(List<?> parts, boolean known) {
    if (known && !parts.get(1).equals(parts.get(2))) {
      throw words.refused("there is no product of %s x %s and %s x %s", parts.toArray());
    }
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    List<Tensor.Floats> all = words.floats(operands);
    Tensor.Floats a = all.get(0);
    Tensor.Floats b = all.get(1);
    List<Integer> parts = parts(a.dims(), b.dims());
    agree(parts, true);
    int M = parts.get(0);
    int K = parts.get(1);
    int N = parts.get(3);
    float[] y = room.floats(List.of(M, N));
    Plane x = plane(a).turned(turnA);
    Plane w = plane(b).turned(turnB);
    Plane.of(y, 0, N).add(x, w, M, K, N);
    scale(y, alpha);
    if (all.size() > 2) {
      add(all.get(2), y, List.of(M, N));
    }
    return new Computed(
        List.of(new Tensor.Floats(List.of(M, N), y)),
        gradients -> {
          float[] d = gradients.get(0);
          List<float[]> back = new ArrayList<>();
          if (all.size() > 2) {
            float[] dc = d.clone(); // dC = beta dy
            scale(dc, beta);
            back.add(Sums.to(all.get(2).dims(), List.of(M, N), dc));
          }
          scale(d, alpha);
          Plane dy = Plane.of(d, 0, N);
          float[] da = new float[a.data().length];
          float[] db = new float[b.data().length];
          Plane.of(da, 0, a.dims().get(1)).turned(turnA).add(dy, w.transposed(), M, N, K);
          Plane.of(db, 0, b.dims().get(1)).turned(turnB).add(x.transposed(), dy, K, M, N);
          back.addAll(0, List.of(da, db));
          return back;
        });
  }

  private static Plane plane(Tensor.Floats matrix) {
    return Plane.of(matrix.data(), 0, matrix.dims().get(1));
  }

  private static void scale(float[] values, float by) {
    for (int i = 0; i < values.length && by != 1; i++) {
      values[i] *= by;
    }
  }

  private void add(Tensor.Floats c, float[] y, List<Integer> dims) {
    if (!words.broadcast(c.dims(), dims).equals(dims)) {
      throw words.refused("C of dims %s does not fit a product of %s", c.dims(), dims);
    }
    new Walk(dims, Strides.repeated(c.dims(), dims), Elements.strides(dims))
        .pairs((from, to) -> y[to] += beta * c.data()[from]);
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes =
        Map.of(
            "alpha",
            new Attr.Real(alpha),
            "beta",
            new Attr.Real(beta),
            "transA",
            Attr.of(turnA ? 1 : 0),
            "transB",
            Attr.of(turnB ? 1 : 0));
    return List.of(graph.op("Gemm", attributes, operands.toArray(Value[]::new)));
  }
}
