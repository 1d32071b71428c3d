package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/** What tensors broadcast to, and where their values stand then. */
final class Strides {
  private Strides() {}

  /** How far apart neighbours stand along each of other dims, 0 where values are repeated. */
  static int[] repeated(List<Integer> from, List<Integer> to) {
    int[] own = Elements.strides(from);
    int[] strides = new int[to.size()];
    int ahead = to.size() - from.size();
    for (int axis = 0; axis < from.size(); axis++) {
      strides[ahead + axis] = from.get(axis) == 1 ? 0 : own[axis];
    }
    return strides;
  }

  /** The dims that both can be read in; nothing where there are none. */
  static Optional<List<Integer>> broadcast(List<Integer> a, List<Integer> b) {
    List<Integer> dims = pairs(a, b, 1, (x, y) -> x.equals(y) || y == 1 ? x : x == 1 ? y : -1);
    return Optional.of(dims).filter(all -> !all.contains(-1));
  }

  /**
   * The same of lengths of which some are unknown; nothing where they cannot fit. What might be 1
   * or not, beside another such, gives a new unknown.
   */
  static Optional<List<Size>> broadcast(List<Size> a, List<Size> b, Supplier<Size> fresh) {
    Size never = Size.of(-1);
    List<Size> sizes = pairs(a, b, Size.ONE, (x, y) -> both(x, y, fresh, never));
    return Optional.of(sizes).filter(all -> !all.contains(never));
  }

  private static Size both(Size x, Size y, Supplier<Size> fresh, Size never) {
    if (x.equals(y) || y.one()) {
      return x;
    }
    if (x.one()) {
      return y;
    }
    if (x.known() && y.known()) {
      return never;
    }
    return x.known() ? x : y.known() ? y : fresh.get();
  }

  private static <T> List<T> pairs(List<T> a, List<T> b, T one, BinaryOperator<T> both) {
    int rank = Math.max(a.size(), b.size());
    List<T> out = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      out.add(both.apply(at(a, axis + a.size() - rank, one), at(b, axis + b.size() - rank, one)));
    }
    return List.copyOf(out);
  }

  private static <T> T at(List<T> all, int axis, T one) {
    return axis < 0 ? one : all.get(axis);
  }
}
