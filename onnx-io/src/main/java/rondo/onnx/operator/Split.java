package rondo.onnx.operator;

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

/** Stretches of these lengths, or of equal ones, of which the last may be shorter. */
record Split(long along, int parts, Optional<Given> lengths, NodeWords words) implements Operator {
  static Operators.Applied make(NodeWords words) {
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

  Split {
    words = words.alone();
  }

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
    Chunks.copy(Elements.array(x), outer, arrays, rows, false);
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
          Chunks.copy(dx, outer, List.copyOf(d), rows, true);
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
    Value most = graph.op("Div", graph.op("Add", length, graph.ints(parts - 1)), graph.ints(parts));
    Value begins = graph.op("Mul", graph.ints(LongStream.range(0, parts).toArray()), most);
    Value left = graph.op("Sub", length, begins);
    return graph.op("Max", graph.op("Min", left, most), graph.ints(0));
  }
}
