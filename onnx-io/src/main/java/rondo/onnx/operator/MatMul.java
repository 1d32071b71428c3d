package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * Products of matrices in the last two axes, repeated along the axes before them as NumPy does. A
 * vector is a row on the left and a column on the right, and leaves no axis.
 */
record MatMul(NodeWords words) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of(
        "MatMul",
        words -> new Applied(new MatMul(words.only().alone()), words.operand(0), words.operand(1)));
  }

  /** Dims of two operands with two axes at least, and what of the result's is left. */
  private record Shape<T>(List<T> a, List<T> b, boolean row, boolean column) {
    static <T> Shape<T> of(List<T> a, List<T> b, T one) {
      List<T> left = new ArrayList<>(a);
      List<T> right = new ArrayList<>(b);
      if (a.size() == 1) {
        left.add(0, one);
      }
      if (b.size() == 1) {
        right.add(one);
      }
      return new Shape<>(left, right, a.size() == 1, b.size() == 1);
    }

    List<T> batchA() {
      return a.subList(0, a.size() - 2);
    }

    List<T> batchB() {
      return b.subList(0, b.size() - 2);
    }

    T rows() {
      return a.get(a.size() - 2);
    }

    T innerA() {
      return a.get(a.size() - 1);
    }

    T innerB() {
      return b.get(b.size() - 2);
    }

    T columns() {
      return b.get(b.size() - 1);
    }

    List<T> result(List<T> batch) {
      List<T> all = new ArrayList<>(batch);
      if (!row) {
        all.add(rows());
      }
      if (!column) {
        all.add(columns());
      }
      return all;
    }
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    Shape<Size> shape = shape(operands.get(0), operands.get(1), Size.ONE);
    Size a = shape.innerA();
    Size b = shape.innerB();
    if (a.known() && b.known() && !a.equals(b)) {
      throw apart(operands.get(0), operands.get(1));
    }
    return List.of(shape.result(words.broadcast(shape.batchA(), shape.batchB(), fresh)));
  }

  private <T> Shape<T> shape(List<T> a, List<T> b, T one) {
    if (a.isEmpty() || b.isEmpty()) {
      throw apart(a, b);
    }
    return Shape.of(a, b, one);
  }

  private RuntimeException apart(List<?> a, List<?> b) {
    return words.refused("there is no product of operands of dims %s and %s", a, b);
  }

  /** One product: where its operands and its result begin, and of how many rows. */
  private interface Product {
    void at(int a, int b, int c, int rows);
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    List<Tensor.Floats> both = words.floats(operands);
    float[] a = both.get(0).data();
    float[] b = both.get(1).data();
    Shape<Integer> shape = shape(both.get(0).dims(), both.get(1).dims(), 1);
    if (!shape.innerA().equals(shape.innerB())) {
      throw apart(both.get(0).dims(), both.get(1).dims());
    }
    List<Integer> batch = words.broadcast(shape.batchA(), shape.batchB());
    List<Integer> dims = shape.result(batch);
    int K = shape.innerA();
    int N = shape.columns();
    float[] c = room.floats(dims);
    each(
        shape,
        batch,
        (i, j, to, rows) ->
            Plane.of(c, to, N).add(Plane.of(a, i, K), Plane.of(b, j, N), rows, K, N));
    return new Computed(
        List.of(new Tensor.Floats(dims, c)), d -> back(shape, batch, a, b, d.get(0)));
  }

  private static List<float[]> back(
      Shape<Integer> shape, List<Integer> batch, float[] a, float[] b, float[] d) {
    int K = shape.innerA();
    int N = shape.columns();
    float[] da = new float[a.length];
    float[] db = new float[b.length];
    each(
        shape,
        batch,
        (i, j, from, rows) -> {
          Plane dc = Plane.of(d, from, N);
          // da = dc bᵀ, db = aᵀ dc
          Plane.of(da, i, K).add(dc, Plane.of(b, j, N).transposed(), rows, N, K);
          Plane.of(db, j, N).add(Plane.of(a, i, K).transposed(), dc, K, rows, N);
        });
    return List.of(da, db);
  }

  /** Matrices that share the right one and stand one behind the other are taken as one. */
  private static void each(Shape<Integer> shape, List<Integer> batch, Product product) {
    int M = shape.rows();
    int a = M * shape.innerA();
    int b = shape.innerA() * shape.columns();
    int c = M * shape.columns();
    Walk walk =
        new Walk(
            batch,
            Strides.repeated(shape.batchA(), batch),
            Strides.repeated(shape.batchB(), batch),
            Elements.strides(batch));
    boolean one = walk.step(1) == 0 && walk.step(0) == 1;
    walk.rows(
        at -> {
          int length = one ? 1 : walk.length();
          for (int n = 0; n < length; n++) {
            product.at(
                (at[0] + n * walk.step(0)) * a,
                (at[1] + n * walk.step(1)) * b,
                (at[2] + n * walk.step(2)) * c,
                one ? M * walk.length() : M);
          }
        });
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(graph.op("MatMul", operands.get(0), operands.get(1)));
  }
}
