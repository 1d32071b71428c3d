package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * Stretches of axes. What is said of an axis whose length is not known takes it to be at least as
 * long as its number of unknowns says: no axis is empty.
 */
record Slices(
    Given starts, Given ends, Optional<Given> axes, Optional<Given> steps, NodeWords words)
    implements Move {
  Slices {
    words = words.alone();
  }

  static Map<String, Operators.Maker> makers() {
    return Map.of("Slice", Slices::make);
  }

  private static Operators.Applied make(NodeWords words) {
    Taking in = new Taking(words.only("starts", "ends", "axes")).input(0);
    return in.by(
        new Slices(
            in.maybe("starts", 1).orElseThrow(() -> words.refused("starts are missing")),
            in.maybe("ends", 2).orElseThrow(() -> words.refused("ends are missing")),
            in.maybe("axes", 3),
            in.maybe("steps", 4),
            words));
  }

  /** What is taken of an axis: from start on, so many, so far apart. */
  private record Stretch(long start, long count, long step) {}

  /** As the operator says it: negative places count from the end, those outside are cut. */
  private static Stretch stretch(long start, long end, long step, long length) {
    if (length == 0) {
      return new Stretch(0, 0, step);
    }
    long lowest = step > 0 ? 0 : -1;
    long highest = step > 0 ? length : length - 1;
    long from = Math.min(Math.max(start < 0 ? start + length : start, 0), highest);
    long to = Math.min(Math.max(end < 0 ? end + length : end, lowest), highest);
    long far = step > 0 ? to - from : from - to;
    long each = Math.abs(Math.max(step, -Long.MAX_VALUE));
    return new Stretch(from, far <= 0 ? 0 : (far - 1) / each + 1, step);
  }

  /** How much of an axis; fresh where that depends on its length. */
  private static Size size(long start, long end, long step, Size axis, Supplier<Size> fresh) {
    if (axis.known()) {
      return Size.of(stretch(start, end, step, axis.number()).count());
    }
    boolean toTheEnd = end >= Integer.MAX_VALUE;
    long least = axis.number();
    if (step == 1 && start == 0 && toTheEnd
        || step == -1 && start == -1 && end <= -Integer.MAX_VALUE) {
      return axis;
    }
    if (step > 0 && start >= 0 && start <= least && end >= 0 && end <= least) {
      return Size.of(stretch(start, end, step, least).count());
    }
    if (step > 0 && start < 0 && -start <= least && (toTheEnd || end < 0 && -end <= least)) {
      return Size.of(stretch(start, end, step, least).count());
    }
    return fresh.get();
  }

  private long step(long[] all, int i) {
    if (all[i] == 0) {
      throw words.refused("a step of 0 goes nowhere");
    }
    return all[i];
  }

  private void same(int starts, int others, String called) {
    if (starts != others) {
      throw words.refused("there are %d starts and %d %s", starts, others, called);
    }
  }

  private static long[] ones(int count) {
    return LongStream.range(0, count).map(i -> 1).toArray();
  }

  private static long[] first(int count) {
    return LongStream.range(0, count).toArray();
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> sizes = new ArrayList<>(operands.get(0));
    int count = starts.count(operands, words);
    Optional<long[]> named = axes.isPresent() ? axes.get().known() : Optional.of(first(count));
    if (named.isEmpty()) {
      sizes.replaceAll(s -> fresh.get());
      return List.of(sizes);
    }
    Optional<long[]> said = steps.isPresent() ? steps.get().known() : Optional.of(ones(count));
    same(count, named.get().length, "axes");
    same(count, ends.count(operands, words), "ends");
    int[] where = words.axes(named.get(), sizes.size());
    for (int i = 0; i < count; i++) {
      int axis = where[i];
      if (starts.known().isPresent() && ends.known().isPresent() && said.isPresent()) {
        same(count, said.get().length, "steps");
        long step = step(said.get(), i);
        long from = starts.known().get()[i];
        sizes.set(axis, size(from, ends.known().get()[i], step, sizes.get(axis), fresh));
      } else {
        sizes.set(axis, fresh.get());
      }
    }
    return List.of(sizes);
  }

  /** Of every axis. */
  private Stretch[] stretches(List<Tensor> operands) {
    List<Integer> x = operands.get(0).dims();
    Stretch[] all = new Stretch[x.size()];
    for (int k = 0; k < all.length; k++) {
      all[k] = new Stretch(0, x.get(k), 1);
    }
    long[] from = starts.in(operands, words);
    long[] to = ends.in(operands, words);
    long[] named = axes.map(a -> a.in(operands, words)).orElse(first(from.length));
    long[] by = steps.map(s -> s.in(operands, words)).orElse(ones(from.length));
    same(from.length, to.length, "ends");
    same(from.length, named.length, "axes");
    same(from.length, by.length, "steps");
    int[] where = words.axes(named, x.size());
    for (int i = 0; i < where.length; i++) {
      all[where[i]] = stretch(from[i], to[i], step(by, i), x.get(where[i]));
    }
    return all;
  }

  @Override
  public List<Integer> dims(List<Tensor> operands) {
    List<Integer> dims = new ArrayList<>();
    for (Stretch each : stretches(operands)) {
      dims.add((int) each.count());
    }
    return dims;
  }

  @Override
  public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
    int[] strides = Elements.strides(operands.get(0).dims());
    Stretch[] stretches = stretches(operands);
    int[][] offsets = new int[strides.length][];
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = new int[dims.get(k)];
      for (int i = 0; i < offsets[k].length; i++) {
        offsets[k][i] = (int) (stretches[k].start() + i * stretches[k].step()) * strides[k];
      }
    }
    return offsets;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(
        graph.op(
            "Slice",
            operands.get(0),
            starts.write(graph, operands),
            ends.write(graph, operands),
            Given.write(axes, graph, operands),
            Given.write(steps, graph, operands)));
  }
}
