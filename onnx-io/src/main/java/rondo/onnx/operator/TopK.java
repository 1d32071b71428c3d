package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** The largest or smallest along an axis, in order, and their places; of equals the first. */
record TopK(long along, boolean largest, boolean sorted, Given k, NodeWords words)
    implements Operator {
  TopK {
    words = words.alone();
  }

  static Map<String, Operators.Maker> makers() {
    return Map.of("TopK", TopK::make);
  }

  private static Operators.Applied make(NodeWords words) {
    Taking in = new Taking(words.only("axis", "k", "largest", "sorted")).input(0);
    boolean said = words.node().attributes().containsKey("k"); // as before version 10
    Given k =
        said
            ? new Given("k", Optional.of(new long[] {words.whole("k", 0)}), -1)
            : in.wholes("k", 1);
    return in.by(
        new TopK(
            words.whole("axis", -1),
            words.whole("largest", 1) != 0,
            words.whole("sorted", 1) != 0,
            k,
            words));
  }

  private int one(long[] said) {
    if (said.length != 1) {
      throw words.refused("k must be one number, there are %d", said.length);
    }
    return words.length(said[0]);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> sizes = new ArrayList<>(operands.get(0));
    Size some = k.known().map(said -> Size.of(one(said))).orElseGet(fresh);
    sizes.set(words.axis(along, sizes.size()), some);
    return List.of(sizes, sizes);
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(0);
    int axis = words.axis(along, x.dims().size());
    int length = x.dims().get(axis);
    int count = one(k.in(operands, words));
    if (count > length) {
      throw words.refused("the first %d of %d are asked for", count, length);
    }
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.set(axis, count);
    int inner = Elements.count(dims, axis + 1, dims.size());
    Object values = Elements.fresh(x, room.grant(dims));
    long[] places = room.longs(dims);
    int[] from = new int[places.length];
    long[] ranked = new long[length];
    for (int o = 0; o < places.length / Math.max(1, count * inner); o++) {
      for (int i = 0; i < inner; i++) {
        rank(x, o * length * inner + i, inner, ranked);
        for (int p = 0; p < count; p++) {
          int to = (o * count + p) * inner + i;
          places[to] = (int) ranked[p]; // the lower half
          from[to] = (o * length + (int) ranked[p]) * inner + i;
        }
      }
    }
    Picking picking = from.length == 0 ? Picking.NOTHING : new Picking(new int[][] {from});
    picking.copy(Elements.array(x), values, 1);
    Tensor found = new Tensor.Ints(dims, places, ElementType.INT64);
    return new Computed(
        List.of(Elements.tensor(x, dims, values), found),
        d -> {
          if (!(x instanceof Tensor.Floats)) {
            return Collections.nCopies(operands.size(), Back.NONE);
          }
          float[] dx = new float[Elements.count(x)];
          picking.add(d.get(0), dx); // dx[of i] += dy[i]
          return Move.only(0, dx, operands.size());
        });
  }

  /** Numbers in the order in which they are asked for: the rank above, the place below. */
  private void rank(Tensor x, int begin, int step, long[] ranked) {
    for (int p = 0; p < ranked.length; p++) {
      ranked[p] = key(x, begin + p * step);
    }
    long[] order = Arrays.stream(ranked).sorted().distinct().toArray();
    for (int p = 0; p < ranked.length; p++) {
      long rank = Arrays.binarySearch(order, ranked[p]);
      ranked[p] = (largest ? order.length - 1 - rank : rank) << 32 | p;
    }
    Arrays.sort(ranked);
  }

  /** A whole number that is larger where the element is. */
  private long key(Tensor x, int at) {
    if (x instanceof Tensor.Ints ints) {
      boolean huge = ints.type() == ElementType.UINT64;
      return huge ? ints.data()[at] ^ Long.MIN_VALUE : ints.data()[at];
    }
    double value = Casts.real(x, at, words) + 0.0; // there is one zero
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes =
        Map.of(
            "axis", Attr.of(along),
            "largest", Attr.of(largest ? 1 : 0),
            "sorted", Attr.of(sorted ? 1 : 0));
    Value some = k.write(graph, operands);
    return graph.node(OpId.onnx("TopK"), 2, attributes, operands.get(0), some);
  }
}
