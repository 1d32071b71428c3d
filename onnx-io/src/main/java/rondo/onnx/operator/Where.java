package rondo.onnx.operator;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/** Values of one tensor where a condition holds, and of another where not. */
record Where(NodeWords words) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of(
        "Where",
        words ->
            new Applied(
                new Where(words.only().alone()),
                words.operand(0),
                words.operand(1),
                words.operand(2)));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> values = words.broadcast(operands.get(1), operands.get(2), fresh);
    return List.of(words.broadcast(operands.get(0), values, fresh));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor a = operands.get(1);
    Tensor b = operands.get(2);
    if (!(operands.get(0) instanceof Tensor.Ints condition)
        || condition.type() != ElementType.BOOL
        || a.type() != b.type()) {
      throw words.unfit(operands.toArray(Tensor[]::new));
    }
    List<Integer> dims = words.broadcast(condition.dims(), words.broadcast(a.dims(), b.dims()));
    Walk walk =
        new Walk(
            dims,
            Strides.repeated(condition.dims(), dims),
            Strides.repeated(a.dims(), dims),
            Strides.repeated(b.dims(), dims),
            Elements.strides(dims));
    long[] c = condition.data();
    if (a instanceof Tensor.Floats x && b instanceof Tensor.Floats y) {
      float[] z = room.floats(dims);
      choose(walk, c, (from, i, to) -> z[to] = (from ? x : y).data()[i]);
      return new Computed(
          List.of(new Tensor.Floats(dims, z)),
          d -> back(walk, c, d.get(0), new float[x.data().length], new float[y.data().length]));
    }
    if (a instanceof Tensor.Doubles x && b instanceof Tensor.Doubles y) {
      double[] z = new double[room.grant(dims)];
      choose(walk, c, (from, i, to) -> z[to] = (from ? x : y).data()[i]);
      return Computed.fixed(new Tensor.Doubles(dims, z), 3);
    }
    if (a instanceof Tensor.Ints x && b instanceof Tensor.Ints y) {
      long[] z = room.longs(dims);
      choose(walk, c, (from, i, to) -> z[to] = (from ? x : y).data()[i]);
      return Computed.fixed(new Tensor.Ints(dims, z, x.type()), 3);
    }
    throw words.unfit(operands.toArray(Tensor[]::new));
  }

  /** Where a value is taken from, and where it goes to. */
  private interface Choice {
    void take(boolean first, int from, int to);
  }

  private static void choose(Walk walk, long[] condition, Choice choice) {
    int sc = walk.step(0);
    int sx = walk.step(1);
    int sy = walk.step(2);
    walk.rows(
        at -> {
          for (int n = 0; n < walk.length(); n++) {
            boolean first = condition[at[0] + n * sc] != 0;
            choice.take(first, first ? at[1] + n * sx : at[2] + n * sy, at[3] + n);
          }
        });
  }

  private static List<float[]> back(Walk walk, long[] c, float[] d, float[] dx, float[] dy) {
    choose(walk, c, (first, to, from) -> (first ? dx : dy)[to] += d[from]);
    return List.of(Back.NONE, dx, dy);
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(graph.op("Where", operands.get(0), operands.get(1), operands.get(2)));
  }
}
