package rondo.onnx.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/** What is true or not of each value, or of each pair of them. */
record Compared(NodeWords words, Comparison how) implements Operator {
  /**
   * What is asked.
   *
   * @param real of floats, where it can be asked of them
   * @param whole of whole numbers and truth values
   * @param types of which of these
   */
  private record Comparison(Optional<Real> real, Whole whole, Types types) {}

  private enum Types {
    NUMBERS,
    TRUTHS,
    BOTH
  }

  private interface Real {
    boolean holds(double x, double y);
  }

  private interface Whole {
    boolean holds(long x, long y, boolean unsigned);
  }

  static Map<String, Maker> makers() {
    Map<String, Maker> all = new HashMap<>();
    all.put(
        "Equal",
        of(new Comparison(Optional.of((x, y) -> x == y), (x, y, u) -> x == y, Types.BOTH)));
    all.put("Less", of((x, y) -> x < y, (x, y, u) -> Formula.less(x, y, u)));
    all.put("LessOrEqual", of((x, y) -> x <= y, (x, y, u) -> !Formula.less(y, x, u)));
    all.put("Greater", of((x, y) -> x > y, (x, y, u) -> Formula.less(y, x, u)));
    all.put("GreaterOrEqual", of((x, y) -> x >= y, (x, y, u) -> !Formula.less(x, y, u)));
    all.put("And", truths((x, y, u) -> (x & y) != 0));
    all.put("Or", truths((x, y, u) -> (x | y) != 0));
    all.put("Xor", truths((x, y, u) -> x != y));
    return all;
  }

  private static Maker of(Real real, Whole whole) {
    return of(new Comparison(Optional.of(real), whole, Types.NUMBERS));
  }

  private static Maker truths(Whole whole) {
    return of(new Comparison(Optional.empty(), whole, Types.TRUTHS));
  }

  private static Maker of(Comparison how) {
    return words ->
        new Applied(new Compared(words.only().alone(), how), words.operand(0), words.operand(1));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return List.of(words.broadcast(operands.get(0), operands.get(1), fresh));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor a = operands.get(0);
    Tensor b = operands.get(1);
    List<Integer> dims = words.broadcast(a.dims(), b.dims());
    Walk walk =
        new Walk(
            dims,
            Strides.repeated(a.dims(), dims),
            Strides.repeated(b.dims(), dims),
            Elements.strides(dims));
    if (a.type() != b.type()) {
      throw words.unfit(a, b);
    }
    long[] z;
    if (a instanceof Tensor.Ints x && b instanceof Tensor.Ints y && meant(x.type())) {
      z = room.longs(dims);
      wholes(walk, x, y.data(), z);
    } else if (!(a instanceof Tensor.Ints) && how.real().isPresent()) {
      double[] x = Numbers.doubles(a).orElseThrow(() -> words.unfit(a, b));
      double[] y = Numbers.doubles(b).orElseThrow(() -> words.unfit(a, b));
      z = room.longs(dims);
      reals(walk, x, y, z, how.real().get());
    } else {
      throw words.unfit(a, b);
    }
    return Computed.fixed(new Tensor.Ints(dims, z, ElementType.BOOL), 2);
  }

  private boolean meant(ElementType type) {
    return how.types() == Types.BOTH || type == ElementType.BOOL == (how.types() == Types.TRUTHS);
  }

  private void wholes(Walk walk, Tensor.Ints x, long[] y, long[] z) {
    int sx = walk.step(0);
    int sy = walk.step(1);
    boolean unsigned = x.type().unsigned();
    walk.rows(
        at -> {
          for (int n = 0; n < walk.length(); n++) {
            long each = x.data()[at[0] + n * sx];
            z[at[2] + n] = how.whole().holds(each, y[at[1] + n * sy], unsigned) ? 1 : 0;
          }
        });
  }

  private static void reals(Walk walk, double[] x, double[] y, long[] z, Real how) {
    int sx = walk.step(0);
    int sy = walk.step(1);
    walk.rows(
        at -> {
          for (int n = 0; n < walk.length(); n++) {
            z[at[2] + n] = how.holds(x[at[0] + n * sx], y[at[1] + n * sy]) ? 1 : 0;
          }
        });
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(graph.op(words.node().op().name(), operands.get(0), operands.get(1)));
  }
}
