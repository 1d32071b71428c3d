package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * Where along an axis the largest number stands, or the smallest.
 *
 * @param last whether of several the last one is meant
 */
record Extreme(NodeWords words, long axis, boolean kept, boolean largest, boolean last)
    implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("ArgMax", words -> of(words, true), "ArgMin", words -> of(words, false));
  }

  private static Applied of(NodeWords words, boolean largest) {
    words.only("axis", "keepdims", "select_last_index");
    boolean kept = words.whole("keepdims", 1) != 0;
    boolean last = words.whole("select_last_index", 0) != 0;
    long axis = words.whole("axis", 0);
    return new Applied(new Extreme(words.alone(), axis, kept, largest, last), words.operand(0));
  }

  private <T> List<T> left(List<T> dims, T one) {
    int at = words.axis(axis, dims.size());
    List<T> out = new ArrayList<>(dims);
    if (kept) {
      out.set(at, one);
    } else {
      out.remove(at);
    }
    return out;
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return List.of(left(operands.get(0), Size.ONE));
  }

  /** Which of two places holds the larger number. */
  private interface Larger {
    boolean at(int first, int second);
  }

  private Larger larger(Tensor in) {
    if (in instanceof Tensor.Floats x) {
      return (i, j) -> x.data()[i] > x.data()[j];
    }
    if (in instanceof Tensor.Doubles x) {
      return (i, j) -> x.data()[i] > x.data()[j];
    }
    if (in instanceof Tensor.Ints x && x.type() != ElementType.BOOL) {
      boolean unsigned = x.type().unsigned();
      return (i, j) -> Formula.less(x.data()[j], x.data()[i], unsigned);
    }
    throw words.unfit(in);
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor in = operands.get(0);
    Larger larger = larger(in);
    List<Integer> dims = left(in.dims(), 1);
    Lines lines = Lines.along(words.axis(axis, in.dims().size()), in.dims());
    long[] y = room.longs(dims);
    if (lines.length() == 0 && y.length > 0) {
      throw words.refused("an axis of length 0 has no largest or smallest number");
    }
    int[] next = {0};
    lines.each(start -> y[next[0]++] = best(larger, start, lines));
    return Computed.fixed(new Tensor.Ints(dims, y, ElementType.INT64), 1);
  }

  private int best(Larger larger, int start, Lines lines) {
    int best = 0;
    for (int n = 1; n < lines.length(); n++) {
      int there = start + best * lines.inner();
      int here = start + n * lines.inner();
      boolean above = largest ? larger.at(here, there) : larger.at(there, here);
      boolean below = largest ? larger.at(there, here) : larger.at(here, there);
      if (above || last && !below) {
        best = n;
      }
    }
    return best;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes =
        Map.of(
            "axis", Attr.of(axis),
            "keepdims", Attr.of(kept ? 1 : 0),
            "select_last_index", Attr.of(last ? 1 : 0));
    return List.of(graph.op(words.node().op().name(), attributes, operands.get(0)));
  }
}
