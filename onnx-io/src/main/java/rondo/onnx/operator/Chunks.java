package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** An axis put together of several tensors, and taken apart again: each mirrors the other. */
final class Chunks {
  private Chunks() {}

  static Map<String, Operators.Maker> makers() {
    return Map.of("Concat", Chunks::concat, "Split", Split::make);
  }

  private static Operators.Applied concat(NodeWords words) {
    Taking in = new Taking(words.only("axis"));
    IntStream.range(0, words.node().inputs().size()).forEach(in::input);
    if (words.node().inputs().isEmpty()) {
      throw words.refused("there is nothing to put together");
    }
    Attr.Int axis =
        words
            .node()
            .attribute("axis", Attr.Int.class)
            .orElseThrow(() -> words.refused("attribute 'axis' is missing"));
    return in.by(new Concat(axis.value(), words));
  }

  /** Copies each part's rows behind each other, or the other way round. */
  static void copy(Object whole, int outer, List<Object> parts, int[] rows, boolean join) {
    int total = Arrays.stream(rows).sum();
    int begin = 0;
    for (int p = 0; p < rows.length; p++) {
      for (int o = 0; o < outer && Elements.length(parts.get(p)) > 0; o++) {
        if (join) {
          System.arraycopy(parts.get(p), o * rows[p], whole, o * total + begin, rows[p]);
        } else {
          System.arraycopy(whole, o * total + begin, parts.get(p), o * rows[p], rows[p]);
        }
      }
      begin += rows[p];
    }
  }

  /** The way back of tensors put together: the gradient taken apart. */
  private static List<float[]> apart(float[] whole, int outer, int[] rows) {
    List<float[]> parts = Arrays.stream(rows).mapToObj(r -> new float[outer * r]).toList();
    copy(whole, outer, List.copyOf(parts), rows, false);
    return parts;
  }

  /** One behind the other. */
  record Concat(long along, NodeWords words) implements Operator {
    Concat {
      words = words.alone();
    }

    private <T> void same(List<T> first, List<T> other, int axis) {
      boolean same = first.size() == other.size();
      for (int k = 0; same && k < first.size(); k++) {
        same = k == axis || first.get(k).equals(other.get(k));
      }
      if (!same) {
        throw words.refused("dims %s and %s differ beside axis %d", first, other, axis);
      }
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> sizes = new ArrayList<>(operands.get(0));
      int axis = words.axis(along, sizes.size());
      List<Size> together = new ArrayList<>();
      for (List<Size> each : operands) {
        if (each.size() != sizes.size()) {
          throw words.refused("dims %s and %s differ beside axis %d", sizes, each, axis);
        }
        for (int k = 0; k < each.size(); k++) {
          if (k != axis && !sizes.get(k).known()) {
            sizes.set(k, each.get(k)); // all are the same, one may be known
          }
        }
        together.add(each.get(axis));
      }
      sizes.set(axis, sum(together, fresh));
      return List.of(sizes);
    }

    /** A sum of numbers, or of the same unknowns. */
    private static Size sum(List<Size> sizes, Supplier<Size> fresh) {
      List<Size> counted = sizes.stream().filter(s -> s.number() != 0).toList();
      if (counted.isEmpty()) {
        return Size.of(0);
      }
      List<String> unknowns = counted.get(0).unknowns();
      return counted.stream().allMatch(s -> s.unknowns().equals(unknowns))
          ? new Size(counted.stream().mapToLong(Size::number).sum(), unknowns)
          : fresh.get();
    }

    @Override
    public Computed compute(List<Tensor> operands, Room room) {
      Tensor first = operands.get(0);
      int axis = words.axis(along, first.dims().size());
      long length = 0;
      for (Tensor each : operands) {
        same(first.dims(), each.dims(), axis);
        if (each.type() != first.type()) {
          throw words.refused("%s and %s do not go together", first.type(), each.type());
        }
        length += each.dims().get(axis);
      }
      List<Integer> dims = new ArrayList<>(first.dims());
      dims.set(axis, words.length(length));
      Object whole = Elements.fresh(first, room.grant(dims));
      int outer = Elements.count(dims, 0, axis);
      int[] rows =
          operands.stream()
              .mapToInt(t -> Elements.count(t.dims(), axis, dims.size()) * Elements.width(t))
              .toArray();
      copy(whole, outer, operands.stream().map(Elements::array).toList(), rows, true);
      Tensor y = Elements.tensor(first, dims, whole);
      return first instanceof Tensor.Floats
          ? new Computed(List.of(y), d -> apart(d.get(0), outer, rows))
          : Computed.fixed(y, operands.size());
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(Gathers.axed(graph, "Concat", along, operands));
    }
  }
}
