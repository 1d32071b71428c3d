package rondo.onnx.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Operators that tell dims, and that make tensors of dims: no gradient flows through them. */
final class Shapes {
  private Shapes() {}

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Shape",
        w -> {
          Optional<Long> end = w.node().attribute("end", Attr.Int.class).map(Attr.Int::value);
          Shape op = new Shape(w.only("start", "end").whole("start", 0), end);
          return new Taking(w).input(0).by(op);
        },
        "Size",
        w -> new Taking(w.only()).input(0).by(new Count()),
        "ConstantOfShape",
        Shapes::constant,
        "EyeLike",
        w -> {
          Optional<ElementType> type =
              w.only("dtype", "k")
                  .node()
                  .attribute("dtype", Attr.Int.class)
                  .map(a -> Casts.type(a.value(), w));
          return new Taking(w).input(0).by(new Eye(type, w.whole("k", 0), w));
        },
        "NonZero",
        w -> new Taking(w.only()).input(0).by(new NonZero(w)));
  }

  private static Operators.Applied constant(NodeWords words) {
    Taking in = new Taking(words.only("value"));
    Tensor value =
        words
            .node()
            .attribute("value", Attr.Constant.class)
            .map(Attr.Constant::value)
            .orElseGet(() -> new Tensor.Floats(List.of(1), new float[1]));
    if (Elements.count(value) != 1) {
      throw words.refused("the value is of dims %s", value.dims());
    }
    return in.by(new Filled(in.wholes("the target", 0), value, words));
  }

  private static Tensor longs(List<Integer> dims, long... values) {
    return new Tensor.Ints(dims, values, ElementType.INT64);
  }

  /** The dims, or a stretch of them. */
  record Shape(long start, Optional<Long> end) implements Operator {
    private <T> List<T> stretch(List<T> dims) {
      int from = place(start, dims.size());
      return dims.subList(from, Math.max(from, place(end.orElse((long) dims.size()), dims.size())));
    }

    private static int place(long said, int rank) {
      return (int) Math.min(Math.max(said < 0 ? said + rank : said, 0), rank);
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(List.of(Size.of(stretch(operands.get(0)).size())));
    }

    @Override
    public Computed compute(List<Tensor> operands, Room room) {
      List<Integer> dims = stretch(operands.get(0).dims());
      long[] said = room.longs(List.of(dims.size()));
      Arrays.setAll(said, dims::get);
      return Computed.fixed(longs(List.of(said.length), said), 1);
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Map<String, Attr> from = Map.of("start", Attr.of(start));
      Map<String, Attr> both =
          end.map(e -> Map.of("start", Attr.of(start), "end", Attr.of(e))).orElse(from);
      return List.of(graph.op("Shape", both, operands.get(0)));
    }
  }

  /** How many elements there are. */
  record Count() implements Operator {
    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(List.of());
    }

    @Override
    public Computed compute(List<Tensor> operands, Room room) {
      long[] count = room.longs(List.of());
      count[0] = Elements.count(operands.get(0));
      return Computed.fixed(longs(List.of(), count), 1);
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(graph.op("Size", operands.get(0)));
    }
  }

  /** The same value everywhere. */
  record Filled(Given target, Tensor value, NodeWords words) implements Operator {
    Filled {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      int rank = target.count(operands, words);
      return List.of(
          Stream.iterate(0, k -> k + 1)
              .limit(rank)
              .map(k -> target.known().map(t -> Size.of(words.length(t[k]))).orElseGet(fresh))
              .toList());
    }

    @Override
    public Computed compute(List<Tensor> operands, Room room) {
      List<Integer> dims =
          Arrays.stream(target.in(operands, words)).mapToObj(words::length).toList();
      Object result = Elements.fresh(value, room.grant(dims));
      Elements.fill(result, value);
      return Computed.fixed(Elements.tensor(value, dims, result), operands.size());
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Map<String, Attr> attributes =
          Map.of(
              "value",
              new Attr.Constant(Elements.tensor(value, List.of(1), Elements.array(value))));
      return List.of(graph.op("ConstantOfShape", attributes, target.write(graph, operands)));
    }
  }

  /** Ones along a diagonal, of the dims of a matrix. */
  record Eye(Optional<ElementType> type, long k, NodeWords words) implements Operator {
    Eye {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(operands.get(0));
    }

    @Override
    public Computed compute(List<Tensor> operands, Room room) {
      List<Integer> dims = operands.get(0).dims();
      if (dims.size() != 2) {
        throw words.refused("it needs a matrix, not dims %s", dims);
      }
      long[] ones = new long[room.grant(dims)];
      for (int i = 0; i < dims.get(0); i++) {
        long j = i + Math.min(Math.max(k, -Integer.MAX_VALUE), Integer.MAX_VALUE);
        if (j >= 0 && j < dims.get(1)) {
          ones[i * dims.get(1) + (int) j] = 1;
        }
      }
      ElementType to = type.orElse(operands.get(0).type());
      return Computed.fixed(Casts.cast(longs(dims, ones), to, room, words), 1);
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Map<String, Attr> where = Map.of("k", Attr.of(k));
      Map<String, Attr> both =
          type.map(t -> Map.of("k", Attr.of(k), "dtype", Attr.of(t.code()))).orElse(where);
      return List.of(graph.op("EyeLike", both, operands.get(0)));
    }
  }

  /** Where something is not zero: the places on each axis. */
  record NonZero(NodeWords words) implements Operator {
    NonZero {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(List.of(Size.of(operands.get(0).size()), fresh.get()));
    }

    @Override
    public Computed compute(List<Tensor> operands, Room room) {
      Tensor x = operands.get(0);
      long[] truth = Casts.whole(Casts.cast(x, ElementType.BOOL, room, words));
      int count = (int) Arrays.stream(truth).sum();
      int rank = x.dims().size();
      int[] strides = Elements.strides(x.dims());
      List<Integer> dims = List.of(rank, count);
      long[] places = room.longs(dims);
      int found = 0;
      for (int p = 0; p < truth.length; p++) {
        for (int k = 0; k < rank && truth[p] != 0; k++) {
          places[k * count + found] = p / strides[k] % x.dims().get(k);
        }
        found += (int) truth[p];
      }
      return Computed.fixed(longs(dims, places), 1);
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(graph.op("NonZero", operands.get(0)));
    }
  }
}
