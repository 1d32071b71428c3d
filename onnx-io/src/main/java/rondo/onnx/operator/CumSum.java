package rondo.onnx.operator;

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
 * The sums of all values up to each along an axis.
 *
 * @param exclusive whether a value itself is left out
 * @param reverse whether they are summed up from the end
 */
record CumSum(NodeWords words, long axis, boolean exclusive, boolean reverse) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("CumSum", CumSum::of);
  }

  private static Applied of(NodeWords words) {
    words.only("exclusive", "reverse");
    Tensor axis = words.constant(1, "axis").orElseThrow(() -> words.refused("it has no axis"));
    long[] all = words.longs(axis, "axis");
    if (all.length != 1) {
      throw words.refused("axis must be one number, is %d", all.length);
    }
    boolean exclusive = words.whole("exclusive", 0) != 0;
    boolean reverse = words.whole("reverse", 0) != 0;
    return new Applied(new CumSum(words.alone(), all[0], exclusive, reverse), words.operand(0));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    words.axis(axis, operands.get(0).size());
    return operands;
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor in = operands.get(0);
    Lines lines = Lines.along(words.axis(axis, in.dims().size()), in.dims());
    int size = room.grant(in.dims());
    if (in instanceof Tensor.Floats x) {
      float[] y = sums(lines, x.data(), reverse);
      return new Computed(
          List.of(new Tensor.Floats(x.dims(), y)),
          d -> List.of(sums(lines, d.get(0), !reverse))); // what was summed, now the other way
    }
    if (in instanceof Tensor.Doubles x) {
      double[] y = new double[size];
      walk(lines, reverse, (to, before, from) -> y[to] = y[before] + x.data()[from]);
      return Computed.fixed(new Tensor.Doubles(x.dims(), y), 1);
    }
    if (in instanceof Tensor.Ints x && x.type() != ElementType.BOOL) {
      long[] y = new long[size];
      walk(
          lines,
          reverse,
          (to, before, from) -> y[to] = Numbers.wrap(y[before] + x.data()[from], x.type()));
      return Computed.fixed(new Tensor.Ints(x.dims(), y, x.type()), 1);
    }
    throw words.unfit(in);
  }

  private float[] sums(Lines lines, float[] x, boolean backwards) {
    float[] y = new float[x.length];
    walk(lines, backwards, (to, before, from) -> y[to] = y[before] + x[from]);
    return y;
  }

  /** A sum is that before it and a value; where there is none before it, it is its own, 0. */
  private interface Next {
    void sum(int to, int before, int from);
  }

  private void walk(Lines lines, boolean backwards, Next next) {
    int step = backwards ? -lines.inner() : lines.inner();
    lines.each(
        start -> {
          int to = backwards ? start + (lines.length() - 1) * lines.inner() : start;
          for (int n = 0; n < lines.length(); n++, to += step) {
            if (n > 0) {
              next.sum(to, to - step, exclusive ? to - step : to);
            } else if (!exclusive) {
              next.sum(to, to, to);
            }
          }
        });
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes =
        Map.of("exclusive", Attr.of(exclusive ? 1 : 0), "reverse", Attr.of(reverse ? 1 : 0));
    return List.of(graph.op("CumSum", attributes, operands.get(0), graph.scalar(axis)));
  }
}
