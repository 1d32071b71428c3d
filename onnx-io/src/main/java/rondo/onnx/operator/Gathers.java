package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Operators that look places up: the operands are what is looked into, and the places. */
final class Gathers {
  private Gathers() {}

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Gather",
        w -> new Taking(w.only("axis")).input(0).input(1).by(new Gather(w.whole("axis", 0), w)),
        "GatherElements",
        w -> new Taking(w.only("axis")).input(0).input(1).by(new Single(w.whole("axis", 0), w)),
        "GatherND",
        w ->
            new Taking(w.only("batch_dims"))
                .input(0)
                .input(1)
                .by(new Tuples(w.whole("batch_dims", 0), w)));
  }

  /** Whole numbers among the operands. */
  static long[] places(Tensor t, NodeWords words) {
    if (t instanceof Tensor.Ints ints) {
      return ints.data();
    }
    throw words.refused("places must be whole numbers, are %s", t.type());
  }

  /** A place on an axis, counted from its begin. */
  static int place(long said, int length, NodeWords words) {
    if (said < -length || said >= length) {
      throw words.refused("there is no place %d on an axis of %d", said, length);
    }
    return (int) (said < 0 ? said + length : said);
  }

  /** Where the elements stand whose place on one axis is said for each by itself. */
  static int[] single(Tensor x, int axis, Tensor places, NodeWords words) {
    List<Integer> dims = places.dims();
    long[] said = places(places, words);
    int[] strides = Elements.strides(x.dims());
    int[] from = new int[said.length];
    int[] at = new int[dims.size()];
    int base = 0; // of all axes but this one
    for (int p = 0; p < from.length; p++) {
      from[p] = base + place(said[p], x.dims().get(axis), words) * strides[axis];
      for (int k = at.length - 1; k >= 0; k--) {
        int step = k == axis ? 0 : strides[k];
        base += step;
        if (++at[k] < dims.get(k)) {
          break;
        }
        base -= step * at[k];
        at[k] = 0;
      }
    }
    return from;
  }

  /** Refuses places of another rank than what they are looked up in, or beside it. */
  static void within(List<Integer> x, int axis, List<Integer> places, NodeWords words) {
    boolean fits = x.size() == places.size();
    for (int k = 0; fits && k < x.size(); k++) {
      fits = k == axis || places.get(k) <= x.get(k);
    }
    if (!fits) {
      throw words.refused("places of dims %s do not suit dims %s", places, x);
    }
  }

  /** Where stretches begin that tuples of places name, behind some axes that both share. */
  static int[] tuples(Tensor x, int shared, Tensor tuples, NodeWords words) {
    List<Integer> dims = tuples.dims();
    int width = dims.get(dims.size() - 1);
    long[] said = places(tuples, words);
    int[] strides = Elements.strides(x.dims());
    int batches = Elements.count(x.dims(), 0, shared);
    int all = Elements.count(dims, 0, dims.size() - 1);
    int[] from = new int[all];
    for (int t = 0; t < all; t++) {
      from[t] = shared == 0 ? 0 : t / (all / batches) * strides[shared - 1];
      for (int i = 0; i < width; i++) {
        int length = x.dims().get(shared + i);
        from[t] += place(said[t * width + i], length, words) * strides[shared + i];
      }
    }
    return from;
  }

  /** Whole slices of an axis. */
  record Gather(long along, NodeWords words) implements Move {
    Gather {
      words = words.alone();
    }

    private <T> List<T> found(List<T> x, List<T> places) {
      int axis = words.axis(along, x.size());
      List<T> dims = new ArrayList<>(x.subList(0, axis));
      dims.addAll(places);
      dims.addAll(x.subList(axis + 1, x.size()));
      return dims;
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(found(operands.get(0), operands.get(1)));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      return found(operands.get(0).dims(), operands.get(1).dims());
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      List<Integer> x = operands.get(0).dims();
      int axis = words.axis(along, x.size());
      int[] strides = Elements.strides(x);
      long[] said = places(operands.get(1), words);
      int[][] offsets = new int[x.size()][];
      for (int k = 0; k < offsets.length; k++) {
        offsets[k] = Picking.along(k == axis ? said.length : x.get(k), strides[k]);
      }
      for (int i = 0; i < said.length; i++) {
        offsets[axis][i] = place(said[i], x.get(axis), words) * strides[axis];
      }
      return offsets;
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(axed(graph, "Gather", along, operands));
    }
  }

  /** Single elements, each from a place of its own on an axis. */
  record Single(long along, NodeWords words) implements Move {
    Single {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(operands.get(1));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> x = operands.get(0).dims();
      List<Integer> places = operands.get(1).dims();
      within(x, words.axis(along, x.size()), places, words);
      return places;
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      Tensor x = operands.get(0);
      int axis = words.axis(along, x.dims().size());
      return new int[][] {single(x, axis, operands.get(1), words)};
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(axed(graph, "GatherElements", along, operands));
    }
  }

  /** What tuples of places name. */
  record Tuples(long shared, NodeWords words) implements Move {
    Tuples {
      words = words.alone();
    }

    private <T> List<T> found(List<T> x, List<T> places, long width) {
      if (shared < 0 || shared >= places.size() || shared + width > x.size() || width < 0) {
        throw words.refused("tuples of dims %s do not suit dims %s", places, x);
      }
      List<T> dims = new ArrayList<>(places.subList(0, places.size() - 1));
      dims.addAll(x.subList((int) (shared + width), x.size()));
      return dims;
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> places = operands.get(1);
      if (places.isEmpty() || !places.get(places.size() - 1).known()) {
        throw words.refused("the length of its tuples must be known, they are of dims %s", places);
      }
      return List.of(found(operands.get(0), places, places.get(places.size() - 1).number()));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> x = operands.get(0).dims();
      List<Integer> places = operands.get(1).dims();
      List<Integer> dims = found(x, places, places.isEmpty() ? -1 : places.get(places.size() - 1));
      if (!x.subList(0, (int) shared).equals(places.subList(0, (int) shared))) {
        throw words.refused("tuples of dims %s do not suit dims %s", places, x);
      }
      return dims;
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      Tensor x = operands.get(0);
      List<Integer> places = operands.get(1).dims();
      int named = (int) shared + places.get(places.size() - 1);
      int run = Elements.count(x.dims(), named, x.dims().size());
      int[] from = tuples(x, (int) shared, operands.get(1), words);
      return new int[][] {from, Picking.along(run, 1)};
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Map<String, Attr> attributes = Map.of("batch_dims", Attr.of(shared));
      return List.of(graph.op("GatherND", attributes, operands.get(0), operands.get(1)));
    }
  }

  static Value axed(Graph graph, String op, long axis, List<Value> operands) {
    return graph.op(op, Map.of("axis", Attr.of(axis)), operands.toArray(Value[]::new));
  }
}
