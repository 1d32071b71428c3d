package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Moves in which every element has its own way. */
final class Orders {
  private Orders() {}

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Trilu",
        w -> {
          Taking in = new Taking(w.only("upper")).input(0);
          return in.by(new Trilu(in.maybe("k", 1), w.whole("upper", 1) != 0, w));
        },
        "ReverseSequence",
        w ->
            new Taking(w.only("batch_axis", "time_axis"))
                .input(0)
                .input(1)
                .by(new Reverse(w.whole("time_axis", 0), w.whole("batch_axis", 1), w)),
        "OneHot",
        w -> {
          Optional<Tensor> depth = w.only("axis").constants().apply(w.operand(1));
          OneHot op = new OneHot(w.whole("axis", -1), depth, w);
          return new Taking(w).input(0).input(1).input(2).by(op);
        });
  }

  /** The triangle above or below a diagonal of matrices, zeros elsewhere. */
  record Trilu(Optional<Given> k, boolean upper, NodeWords words) implements Move {
    Trilu {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(operands.get(0));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> dims = operands.get(0).dims();
      if (dims.size() < 2) {
        throw words.refused("it needs matrices, not dims %s", dims);
      }
      return dims;
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      int columns = dims.get(dims.size() - 1);
      int rows = dims.get(dims.size() - 2);
      long[] said = k.map(g -> g.in(operands, words)).orElse(new long[1]);
      if (said.length != 1) {
        throw words.refused("k must be one number");
      }
      int[] from = new int[rows * columns];
      for (int p = 0; p < from.length; p++) {
        long right = (long) (p % columns) - p / columns;
        boolean inside = upper ? right >= said[0] : right <= said[0];
        from[p] = inside ? p : Picking.NOWHERE;
      }
      int matrices = Elements.count(dims, 0, dims.size() - 2);
      return new int[][] {Picking.along(matrices, from.length), from};
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Value from =
          k.map(
                  g ->
                      g.known()
                          .map(said -> graph.scalar(said[0]))
                          .orElseGet(() -> operands.get(g.operand())))
              .orElse(Value.NONE);
      Map<String, Attr> attributes = Map.of("upper", Attr.of(upper ? 1 : 0));
      return List.of(
          from.none()
              ? graph.op("Trilu", attributes, operands.get(0))
              : graph.op("Trilu", attributes, operands.get(0), from));
    }
  }

  /** The begin of each row backwards, as long as an operand says. */
  record Reverse(long time, long batch, NodeWords words) implements Move {
    Reverse {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(operands.get(0));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> dims = operands.get(0).dims();
      if (dims.size() < 2 || time + batch != 1 || time * batch != 0) {
        throw words.refused(
            "time and batch must be the first two axes, are %d and %d of %s", time, batch, dims);
      }
      if (!operands.get(1).dims().equals(List.of(dims.get((int) batch)))) {
        throw words.refused("lengths of dims %s for %s", operands.get(1).dims(), dims);
      }
      return dims;
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      long[] lengths = Gathers.places(operands.get(1), words);
      int run = Elements.count(dims, 2, dims.size());
      int second = dims.get(1);
      int[] from = new int[dims.get(0) * second];
      for (int p = 0; p < from.length; p++) {
        int t = time == 0 ? p / second : p % second;
        int b = time == 0 ? p % second : p / second;
        if (lengths[b] < 0 || lengths[b] > dims.get((int) time)) {
          throw words.refused(
              "there is a length of %d where there are %d steps", lengths[b], dims.get((int) time));
        }
        int back = t < lengths[b] ? (int) lengths[b] - 1 - t : t;
        from[p] = (time == 0 ? back * second + b : b * second + back) * run;
      }
      return new int[][] {from, Picking.along(run, 1)};
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Map<String, Attr> axes = Map.of("time_axis", Attr.of(time), "batch_axis", Attr.of(batch));
      return List.of(graph.op("ReverseSequence", axes, operands.get(0), operands.get(1)));
    }
  }

  /** One of two values: the second where a place is the one that is said, else the first. */
  record OneHot(long along, Optional<Tensor> depth, NodeWords words) implements Move {
    OneHot {
      words = words.alone();
    }

    @Override
    public int moved() {
      return 2;
    }

    private int depth(Tensor said) {
      long[] whole = Casts.truncated(said, words);
      if (whole.length != 1) {
        throw words.refused("the depth must be one number, is of dims %s", said.dims());
      }
      return words.length(whole[0]);
    }

    private int axis(int rank) {
      return words.axis(along, rank + 1);
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> sizes = new ArrayList<>(operands.get(0));
      sizes.add(axis(sizes.size()), depth.map(d -> Size.of(depth(d))).orElseGet(fresh));
      return List.of(sizes);
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      if (Elements.count(operands.get(2)) != 2) {
        throw words.refused("there must be two values, not dims %s", operands.get(2).dims());
      }
      List<Integer> dims = new ArrayList<>(operands.get(0).dims());
      dims.add(axis(dims.size()), depth(operands.get(1)));
      return dims;
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      int axis = axis(dims.size() - 1);
      int depth = dims.get(axis);
      int inner = Elements.count(dims, axis + 1, dims.size());
      long[] places = Casts.truncated(operands.get(0), words);
      int[] from = new int[places.length * depth];
      for (int i = 0; i < places.length; i++) {
        long place = places[i] < 0 ? places[i] + depth : places[i];
        if (place >= 0 && place < depth) {
          from[(i / inner * depth + (int) place) * inner + i % inner] = 1;
        }
      }
      return new int[][] {from};
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(Gathers.axed(graph, "OneHot", along, operands));
    }
  }
}
