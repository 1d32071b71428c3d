package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * Axes along which many numbers become one.
 *
 * @param said the axes as the node says them; where it says none, all
 */
record Reduction(NodeWords words, Fold fold, Optional<long[]> said, boolean kept)
    implements Operator {
  static Map<String, Maker> makers() {
    Map<String, Maker> all = new HashMap<>();
    Fold.ALL.forEach((name, fold) -> all.put(name, words -> of(words, fold)));
    return all;
  }

  private static Applied of(NodeWords words, Fold fold) {
    words.only("axes", "keepdims", "noop_with_empty_axes");
    Optional<long[]> axes = words.wholes("axes", 1).filter(all -> all.length > 0);
    if (axes.isEmpty() && words.whole("noop_with_empty_axes", 0) != 0) {
      return none(words);
    }
    boolean kept = words.whole("keepdims", 1) != 0;
    return new Applied(new Reduction(words.alone(), fold, axes, kept), words.operand(0));
  }

  /** Along no axes each number is all that there is. */
  private static Applied none(NodeWords words) {
    return switch (words.node().op().name()) {
      case "ReduceL1", "ReduceL2" -> Pointwise.named("Abs", words);
      case "ReduceLogSum" -> Pointwise.named("Log", words);
      case "ReduceSumSquare" -> Pointwise.square(words);
      default -> Same.of(words);
    };
  }

  private List<Integer> axes(int rank) {
    return said.map(all -> Arrays.stream(words.axes(all, rank)))
        .orElseGet(() -> IntStream.range(0, rank))
        .boxed()
        .toList();
  }

  /** Those that are left, or 1 in the place of the others. */
  private static <T> List<T> left(List<T> dims, List<Integer> axes, boolean kept, T one) {
    List<T> out = new ArrayList<>();
    for (int axis = 0; axis < dims.size(); axis++) {
      if (!axes.contains(axis)) {
        out.add(dims.get(axis));
      } else if (kept) {
        out.add(one);
      }
    }
    return out;
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> x = operands.get(0);
    return List.of(left(x, axes(x.size()), kept, Size.ONE));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor in = operands.get(0);
    List<Integer> axes = axes(in.dims().size());
    List<Integer> dims = left(in.dims(), axes, kept, 1);
    int results = room.grant(dims);
    int count = results == 0 ? 0 : Elements.count(in) / results;
    int[] still = Strides.repeated(left(in.dims(), axes, true, 1), in.dims());
    Walk walk = new Walk(in.dims(), Elements.strides(in.dims()), still);
    if (in instanceof Tensor.Floats x) {
      float[] y = Numbers.floats(fold.forward(walk, x.data(), results, count));
      return new Computed(
          List.of(new Tensor.Floats(dims, y)),
          d -> List.of(fold.back(walk, x.data(), y, d.get(0), count)));
    }
    if (in instanceof Tensor.Doubles x) {
      double[] y = fold.forward(walk, i -> x.data()[i], results, count);
      return Computed.fixed(new Tensor.Doubles(dims, y), 1);
    }
    if (in instanceof Tensor.Ints x && fold.whole().isPresent() && meant(x.type())) {
      long[] y = fold.forward(walk, x, results, fold.whole().get());
      Arrays.setAll(y, i -> Numbers.wrap(y[i], x.type()));
      return Computed.fixed(new Tensor.Ints(dims, y, x.type()), 1);
    }
    throw words.unfit(in);
  }

  /** Of truth values there are only extremes. */
  private boolean meant(ElementType type) {
    return type != ElementType.BOOL || fold.aid() == Fold.Aid.DRAWS;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    String name = words.node().op().name();
    Map<String, Attr> attributes = new TreeMap<>();
    attributes.put("keepdims", Attr.of(kept ? 1 : 0));
    Value x = operands.get(0);
    if (said.isEmpty()) {
      return List.of(graph.op(name, attributes, x));
    }
    if (name.equals("ReduceSum")) { // the only one whose axes are an input
      return List.of(graph.op(name, attributes, x, graph.ints(said.get())));
    }
    attributes.put("axes", new Attr.Ints(Arrays.stream(said.get()).boxed().toList()));
    return List.of(graph.op(name, attributes, x));
  }
}
