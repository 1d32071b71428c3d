package rondo.onnx.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/** Values kept within bounds of their own type; where the bounds cross, the upper one counts. */
record Clip(Optional<Tensor> least, Optional<Tensor> most, Pointwise function) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("Clip", Clip::of);
  }

  private static Applied of(NodeWords words) {
    Optional<Tensor> least = bound(words, "min", 1);
    Optional<Tensor> most = bound(words, "max", 2);
    double low = least.map(t -> real(words, t)).orElse(Double.NEGATIVE_INFINITY);
    double high = most.map(t -> real(words, t)).orElse(Double.POSITIVE_INFINITY);
    Curve curve =
        new Curve(
                x -> Math.min(Math.max(x, low), high),
                (x, y) -> x >= low && x <= high && low <= high ? 1 : 0)
            .with((x, unsigned) -> min(max(x, least, unsigned), most, unsigned));
    Pointwise function = new Pointwise(words.alone(), curve, (graph, x) -> x);
    return new Applied(new Clip(least, most, function), words.operand(0));
  }

  /** Older versions say it as an attribute. */
  private static Optional<Tensor> bound(NodeWords words, String called, int input) {
    if (words.opset() < 11) {
      return words.only("min", "max").node().attributes().containsKey(called)
          ? Optional.of(new Tensor.Floats(List.of(), new float[] {words.real(called, 0)}))
          : Optional.empty();
    }
    return words.only().constant(input, called);
  }

  private static double real(NodeWords words, Tensor bound) {
    return Numbers.doubles(bound)
        .filter(all -> all.length == 1)
        .map(all -> all[0])
        .orElseThrow(
            () ->
                words.refused(
                    "a bound must be one number, is %s of dims %s", bound.type(), bound.dims()));
  }

  private static long max(long x, Optional<Tensor> bound, boolean unsigned) {
    return bound.map(t -> ((Tensor.Ints) t).data()[0]).filter(b -> above(b, x, unsigned)).orElse(x);
  }

  private static long min(long x, Optional<Tensor> bound, boolean unsigned) {
    return bound.map(t -> ((Tensor.Ints) t).data()[0]).filter(b -> above(x, b, unsigned)).orElse(x);
  }

  private static boolean above(long x, long y, boolean unsigned) {
    return unsigned ? Long.compareUnsigned(x, y) > 0 : x > y;
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return operands;
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(0);
    Stream.concat(least.stream(), most.stream())
        .filter(bound -> bound.type() != x.type())
        .forEach(
            bound -> {
              throw function
                  .words()
                  .refused("its bounds are %s and its values %s", bound.type(), x.type());
            });
    return function.compute(operands, room);
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(graph.op("Clip", operands.get(0), scalar(graph, least), scalar(graph, most)));
  }

  private static Value scalar(Graph graph, Optional<Tensor> bound) {
    if (bound.isEmpty()) {
      return Value.NONE;
    }
    if (bound.get() instanceof Tensor.Floats t) {
      return graph.scalar(t.data()[0]);
    }
    if (bound.get() instanceof Tensor.Doubles t) {
      return graph.scalar(t.data()[0]);
    }
    Tensor.Ints t = (Tensor.Ints) bound.get();
    return graph.cast(graph.scalar(t.data()[0]), t.type());
  }
}
