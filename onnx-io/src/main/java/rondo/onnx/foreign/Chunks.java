package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** An axis put together of several tensors, and taken apart again: each mirrors the other. */
final class Chunks {
  private Chunks() {}

  static Map<String, Operators.Maker> makers() {
    return Map.of("Concat", Chunks::concat, "Split", Chunks::split);
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

  private static Operators.Applied split(NodeWords words) {
    int parts = words.node().outputs().size();
    if (parts == 0) {
      throw words.refused("it has no outputs");
    }
    Taking in = new Taking(words.only("axis", "split", "num_outputs")).input(0);
    Optional<Given> lengths = in.maybe("split", 1);
    if (words.whole("num_outputs", parts) != parts) {
      throw words.refused("num_outputs is %d, there are %d", words.whole("num_outputs", 0), parts);
    }
    return in.by(new Split(words.whole("axis", 0), parts, lengths, words));
  }

  /** Copies each part's rows behind each other, or the other way round. */
  private static void copy(Object whole, int outer, List<Object> parts, int[] rows, boolean join) {
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

  /** Stretches of these lengths, or of equal ones, of which the last may be shorter. */
  record Split(long along, int parts, Optional<Given> lengths, NodeWords words)
      implements Operator {
    private boolean uneven() {
      return words.opset() >= 18; // before, equal parts were equal
    }

    private long[] lengths(long axis, Optional<long[]> said) {
      long each = -Math.floorDiv(-axis, parts);
      long[] all =
          said.orElseGet(
              () ->
                  LongStream.range(0, parts)
                      .map(p -> Math.max(0, Math.min(each, axis - p * each)))
                      .toArray());
      boolean equal = said.isPresent() || uneven() || axis % parts == 0;
      boolean negative = Arrays.stream(all).anyMatch(n -> n < 0 || n > axis);
      if (!equal || negative || all.length != parts || Arrays.stream(all).sum() != axis) {
        throw words.refused(
            "an axis of %d does not fall into %s",
            axis, said.isPresent() ? Arrays.toString(all) : parts + " equal parts");
      }
      return all;
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> x = operands.get(0);
      int axis = words.axis(along, x.size());
      Optional<long[]> said = lengths.flatMap(Given::known);
      if (said.isPresent() && said.get().length != parts) {
        throw words.refused("%s are not of %d parts", lengths.get(), parts);
      }
      Size whole = x.get(axis);
      List<List<Size>> all = new ArrayList<>();
      for (int p = 0; p < parts; p++) {
        List<Size> sizes = new ArrayList<>(x);
        if (whole.known() && (said.isPresent() || lengths.isEmpty())) {
          sizes.set(axis, Size.of(lengths(whole.number(), said)[p]));
        } else if (said.isPresent()) {
          sizes.set(axis, Size.of(said.get()[p]));
        } else {
          Optional<Size> equal = lengths.isEmpty() ? whole.over(Size.of(parts)) : Optional.empty();
          sizes.set(axis, equal.orElseGet(fresh));
        }
        all.add(sizes);
      }
      return all;
    }

    @Override
    public Computed compute(List<Tensor> operands, Room room) {
      Tensor x = operands.get(0);
      int axis = words.axis(along, x.dims().size());
      long[] all = lengths(x.dims().get(axis), lengths.map(g -> g.in(operands, words)));
      int outer = Elements.count(x.dims(), 0, axis);
      int inner = Elements.count(x.dims(), axis + 1, x.dims().size()) * Elements.width(x);
      int[] rows = Arrays.stream(all).mapToInt(n -> (int) n * inner).toArray();
      List<Object> arrays = new ArrayList<>();
      List<List<Integer>> dims = new ArrayList<>();
      for (long each : all) {
        List<Integer> part = new ArrayList<>(x.dims());
        part.set(axis, (int) each);
        dims.add(part);
        arrays.add(Elements.fresh(x, room.grant(part)));
      }
      copy(Elements.array(x), outer, arrays, rows, false);
      List<Tensor> results =
          IntStream.range(0, parts)
              .mapToObj(p -> Elements.tensor(x, dims.get(p), arrays.get(p)))
              .toList();
      return new Computed(
          results,
          d -> {
            if (!(x instanceof Tensor.Floats)) {
              return Collections.nCopies(operands.size(), Back.NONE);
            }
            float[] dx = new float[Elements.count(x)];
            copy(dx, outer, List.copyOf(d), rows, true);
            return Move.only(0, dx, operands.size());
          });
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Map<String, Attr> axis = Map.of("axis", Attr.of(along));
      Value x = operands.get(0);
      Value to =
          lengths.isEmpty() && uneven() ? shared(graph, x) : Given.write(lengths, graph, operands);
      OpId split = OpId.onnx("Split");
      return to.none() ? graph.node(split, parts, axis, x) : graph.node(split, parts, axis, x, to);
    }

    /** The lengths of parts of which the last may be shorter, as version 17 has to be told. */
    private Value shared(Graph graph, Value x) {
      Value length = graph.op("Gather", graph.op("Shape", x), graph.ints(along));
      Value most =
          graph.op("Div", graph.op("Add", length, graph.ints(parts - 1)), graph.ints(parts));
      Value begins = graph.op("Mul", graph.ints(LongStream.range(0, parts).toArray()), most);
      Value left = graph.op("Sub", length, begins);
      return graph.op("Max", graph.op("Min", left, most), graph.ints(0));
    }
  }
}
