package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Something before and after axes; less of them where it is negative. */
record Pads(Mode mode, Given pads, Optional<Given> axes, Optional<Tensor> filler, NodeWords words)
    implements Move {
  Pads {
    words = words.alone();
  }

  /** What stands there. */
  private enum Mode {
    CONSTANT {
      @Override
      int place(int i, int length) {
        return i < 0 || i >= length ? Picking.NOWHERE : i;
      }
    },
    EDGE {
      @Override
      int place(int i, int length) {
        return Math.min(Math.max(i, 0), length - 1);
      }
    },
    REFLECT {
      @Override
      int place(int i, int length) {
        int there = Math.floorMod(i, Math.max(1, 2 * (length - 1)));
        return Math.min(there, 2 * (length - 1) - there);
      }
    };

    abstract int place(int i, int length);
  }

  static Map<String, Operators.Maker> makers() {
    return Map.of("Pad", Pads::make);
  }

  private static Operators.Applied make(NodeWords words) {
    Taking in = new Taking(words.only("mode", "pads", "value")).input(0);
    Given pads = in.maybe("pads", 1).orElseThrow(() -> words.refused("pads are missing"));
    Optional<Tensor> filler = words.constant(2, "the value that fills");
    if (words.node().attributes().containsKey("value")) {
      filler = Optional.of(new Tensor.Floats(List.of(), new float[] {words.real("value", 0)}));
    }
    if (filler.isPresent() && Elements.count(filler.get()) != 1) {
      throw words.refused("the value that fills is of dims %s", filler.get().dims());
    }
    Mode mode =
        switch (words.text("mode", "constant")) {
          case "constant" -> Mode.CONSTANT;
          case "edge" -> Mode.EDGE;
          case "reflect" -> Mode.REFLECT;
          default ->
              throw words.refused(
                  "mode '%s' is not computed; known are constant, edge and reflect",
                  words.text("mode", ""));
        };
    return in.by(new Pads(mode, pads, in.maybe("axes", 3), filler, words));
  }

  /** Before and after each axis. */
  private long[][] around(long[] all, long[] named, int rank) {
    if (all.length != 2 * named.length) {
      throw words.refused("%d pads are no two for each of %d axes", all.length, named.length);
    }
    long[][] around = new long[rank][2];
    int[] where = words.axes(named, rank);
    for (int i = 0; i < where.length; i++) {
      around[where[i]][0] = all[i];
      around[where[i]][1] = all[where.length + i];
    }
    return around;
  }

  private static long[] all(int rank) {
    return LongStream.range(0, rank).toArray();
  }

  /** How long an axis of this length becomes. */
  private int padded(long length, long before, long after) {
    long most = Integer.MAX_VALUE;
    boolean possible = Math.max(Math.abs(before), Math.abs(after)) <= most;
    if (!possible || length == 0 && mode != Mode.CONSTANT && before + after > 0) {
      throw words.refused("an axis of %d cannot be padded by %d and %d", length, before, after);
    }
    return words.length(length + before + after);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> x = operands.get(0);
    Optional<long[]> named = axes.isEmpty() ? Optional.of(all(x.size())) : axes.get().known();
    List<Size> sizes = new ArrayList<>();
    boolean said = pads.known().isPresent() && named.isPresent();
    long[][] around = said ? around(pads.known().get(), named.get(), x.size()) : new long[0][];
    for (int k = 0; k < x.size(); k++) {
      if (!said || !x.get(k).known() && around[k][0] + around[k][1] != 0) {
        sizes.add(fresh.get());
      } else {
        boolean same = !x.get(k).known();
        sizes.add(same ? x.get(k) : Size.of(padded(x.get(k).number(), around[k][0], around[k][1])));
      }
    }
    return List.of(sizes);
  }

  private long[][] around(List<Tensor> operands) {
    int rank = operands.get(0).dims().size();
    long[] named = axes.map(a -> a.in(operands, words)).orElse(all(rank));
    return around(pads.in(operands, words), named, rank);
  }

  @Override
  public List<Integer> dims(List<Tensor> operands) {
    Tensor x = operands.get(0);
    if (filler.isPresent() && filler.get().type() != x.type()) {
      throw words.refused("%s cannot be filled up with %s", x.type(), filler.get().type());
    }
    long[][] around = around(operands);
    List<Integer> dims = new ArrayList<>();
    for (int k = 0; k < around.length; k++) {
      dims.add(padded(x.dims().get(k), around[k][0], around[k][1]));
    }
    return dims;
  }

  @Override
  public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
    List<Integer> x = operands.get(0).dims();
    int[] strides = Elements.strides(x);
    long[][] around = around(operands);
    int[][] offsets = new int[strides.length][];
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = new int[dims.get(k)];
      for (int i = 0; i < offsets[k].length; i++) {
        int place = mode.place(i - (int) around[k][0], x.get(k));
        offsets[k][i] = place == Picking.NOWHERE ? place : place * strides[k];
      }
    }
    return offsets;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Value x = operands.get(0);
    Value to = pads.write(graph, operands);
    if (axes.isPresent()) {
      Value where = axes.get().write(graph, operands);
      Value zeros = graph.op("ConstantOfShape", zero(), graph.op("Shape", graph.op("Shape", x)));
      List<Value> halves = graph.node(OpId.onnx("Split"), 2, Map.of(), to);
      to =
          graph.op(
              "Concat",
              Map.of("axis", Attr.of(0)),
              graph.op("ScatterElements", zeros, where, halves.get(0)),
              graph.op("ScatterElements", zeros, where, halves.get(1)));
    }
    Value value =
        filler.isEmpty()
            ? Value.NONE
            : graph.op("Constant", Map.of("value", new Attr.Constant(filler.get())));
    Map<String, Attr> attributes = Map.of("mode", Attr.of(mode.name().toLowerCase(Locale.ROOT)));
    return List.of(graph.op("Pad", attributes, x, to, value));
  }

  private static Map<String, Attr> zero() {
    long[] zero = new long[1];
    return Map.of("value", new Attr.Constant(new Tensor.Ints(List.of(1), zero, ElementType.INT64)));
  }
}
