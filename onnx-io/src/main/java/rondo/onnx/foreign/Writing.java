package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import rondo.core.graph.Attr;
import rondo.core.graph.Attr.Ints;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;

/** A program on its way into a graph: which value stands for which slot. */
final class Writing {
  /** A slot's value: its memory, dense, under axes of these sizes. */
  private record Written(Value value, List<Size> sizes) {}

  private static final Map<String, Attr> FIRST = Map.of("start", Attr.of(0), "end", Attr.of(1));

  private final Graph graph;
  private final Value lengths; // [B] of 32-bit integers
  private final List<Size> places;
  private final Predicate<Slot> bare;
  private final Map<Step, List<Value>> starts;
  private final Map<Slot, Written> slots = new LinkedHashMap<>();
  private final Map<Step, List<Value>> ends = new HashMap<>();
  private int counter;

  /**
   * @param places sizes of the time and the batch that the lengths are of
   * @param bare whether recurrences alone read a slot, which see nothing past the lengths
   */
  Writing(
      Graph graph,
      Value lengths,
      List<Size> places,
      Map<Step, List<Value>> starts,
      Predicate<Slot> bare) {
    this.bare = bare;
    this.graph = graph;
    this.lengths = lengths;
    this.places = places;
    this.starts = starts;
  }

  /** Whether recurrences alone read a slot, which see nothing past the lengths. */
  boolean bare(Slot slot) {
    return bare.test(slot);
  }

  Graph graph() {
    return graph;
  }

  Value lengths() {
    return lengths;
  }

  String fresh() {
    return "constant_" + counter++;
  }

  // states of steps that remember: [B,.] for each part

  List<Value> start(Step step) {
    return starts.getOrDefault(step, List.of());
  }

  void end(Step step, List<Value> state) {
    ends.put(step, state);
  }

  List<Value> end(Step step) {
    return ends.getOrDefault(step, List.of());
  }

  // slots

  void put(Slot slot, Value value, List<Size> sizes) {
    slots.put(slot, new Written(value, List.copyOf(sizes)));
  }

  /** What a view shows, with an axis for each of these groups of its atoms. */
  Value grouped(View view, List<List<Atom>> groups) {
    Written there = slots.get(view.slot());
    if (there == null) {
      throw new IllegalStateException("slot " + view.slot().number() + " is not written yet");
    }
    List<Atom> order = groups.stream().flatMap(List::stream).toList();
    if (!order.equals(view.base())) {
      List<Size> atoms = view.base().stream().map(Atom::size).toList();
      int[] perm = order.stream().mapToInt(view.base()::indexOf).toArray();
      List<Long> axes = IntStream.of(perm).mapToObj(i -> (long) i).toList();
      Value moved =
          graph.op("Transpose", Map.of("perm", new Ints(axes)), reshaped(there, atoms).value());
      there = new Written(moved, order.stream().map(Atom::size).toList());
    }
    List<Size> wanted =
        groups.stream().map(g -> Size.product(g.stream().map(Atom::size).toList())).toList();
    return reshaped(there, wanted).value();
  }

  private Written reshaped(Written there, List<Size> wanted) {
    return there.sizes().equals(wanted)
        ? there
        : new Written(graph.op("Reshape", there.value(), shape(wanted)), wanted);
  }

  private Value shape(List<Size> wanted) {
    if (wanted.stream().filter(s -> !s.known()).count() > 1) {
      return sizes(wanted);
    }
    return graph.ints(wanted.stream().mapToLong(s -> s.known() ? s.number() : -1).toArray());
  }

  /** Of a sequence [time, batch] or [time, batch, width] zeros past the lengths. */
  Value cleared(Value sequence, List<Size> sizes, ElementType type) {
    if (!sizes.subList(0, 2).equals(places)) {
      return sequence;
    }
    Value count = graph.op("Squeeze", graph.op("Shape", FIRST, sequence), graph.ints(0));
    Value steps = graph.op("Range", graph.scalar(0), count, graph.scalar(1));
    Value end = graph.cast(lengths, ElementType.INT64);
    Value there = graph.op("Less", graph.op("Unsqueeze", steps, graph.ints(1)), end);
    Value mask = graph.cast(there, type);
    Value wide = sizes.size() == 2 ? mask : graph.op("Unsqueeze", mask, graph.ints(2));
    return graph.op("Mul", sequence, wide);
  }

  // lengths of axes

  /** These lengths as whole numbers. */
  Value sizes(List<Size> sizes) {
    List<Value> parts = new ArrayList<>();
    for (Size each : sizes) {
      Value product = graph.ints(each.number());
      for (String unknown : each.unknowns()) {
        Value length = length(unknown);
        product =
            each.number() == 1 && each.unknowns().size() == 1
                ? length
                : graph.op("Mul", product, length);
      }
      parts.add(product);
    }
    return parts.size() == 1
        ? parts.get(0)
        : graph.op("Concat", Map.of("axis", Attr.of(0)), parts.toArray(Value[]::new));
  }

  /** [1]: how long an unknown is, read off a value that has such an axis. */
  private Value length(String unknown) {
    Size size = Size.of(unknown);
    for (Written each : slots.values()) {
      int axis = each.sizes().indexOf(size);
      if (axis >= 0) {
        Map<String, Attr> only = Map.of("start", Attr.of(axis), "end", Attr.of(axis + 1));
        return graph.op("Shape", only, each.value());
      }
    }
    throw new IllegalStateException("nothing says how long '" + unknown + "' is");
  }
}
