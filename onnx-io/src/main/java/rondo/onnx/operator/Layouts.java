package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Operators that lay the same elements out in another order, or several times. */
final class Layouts {
  private Layouts() {}

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Transpose",
        w -> {
          Transpose op = new Transpose(w.only("perm").wholes("perm"), w);
          return new Taking(w).input(0).by(op);
        },
        "Expand",
        w -> {
          Taking in = new Taking(w.only()).input(0);
          return in.by(new Expand(in.wholes("the target", 1), w));
        },
        "Tile",
        w -> {
          Taking in = new Taking(w.only()).input(0);
          return in.by(new Tile(in.wholes("the repeats", 1), w));
        });
  }

  /** Axes in another order; turned around where none is said. */
  record Transpose(Optional<List<Long>> perm, NodeWords words) implements Move {
    Transpose {
      words = words.alone();
    }

    private int[] order(int rank) {
      if (perm.isEmpty()) {
        return IntStream.range(0, rank).map(k -> rank - 1 - k).toArray();
      }
      if (perm.get().size() != rank) {
        throw words.refused("perm %s does not name the %d axes there are", perm.get(), rank);
      }
      return words.axes(perm.get().stream().mapToLong(Long::longValue).toArray(), rank);
    }

    private <T> List<T> ordered(List<T> dims) {
      return IntStream.of(order(dims.size())).mapToObj(dims::get).toList();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(ordered(operands.get(0)));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      return ordered(operands.get(0).dims());
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      int[] strides = Elements.strides(operands.get(0).dims());
      int[] order = order(dims.size());
      int[][] offsets = new int[order.length][];
      for (int k = 0; k < order.length; k++) {
        offsets[k] = Picking.along(dims.get(k), strides[order[k]]);
      }
      return offsets;
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(
          graph.op(
              "Transpose",
              perm.<Map<String, Attr>>map(p -> Map.of("perm", new Attr.Ints(p))).orElse(Map.of()),
              operands.get(0)));
    }
  }

  /** Axes of length 1 repeated, and axes before the first, until the dims are the target's. */
  record Expand(Given target, NodeWords words) implements Move {
    Expand {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> x = operands.get(0);
      int count = target.count(operands, words);
      int rank = Math.max(count, x.size());
      List<Size> sizes = new ArrayList<>();
      for (int k = 0; k < rank; k++) {
        int own = k - rank + x.size();
        int asked = k - rank + count;
        Size there = own < 0 ? Size.ONE : x.get(own);
        if (asked < 0 || there.known() && !there.one() && target.known().isEmpty()) {
          sizes.add(there);
        } else if (target.known().isEmpty()) {
          sizes.add(fresh.get());
        } else {
          long wanted = target.known().get()[asked];
          sizes.add(there.known() ? Size.of(both(there.number(), wanted)) : unknown(there, wanted));
        }
      }
      return List.of(sizes);
    }

    /** Of an axis whose length is not known: it is the target's, or one. */
    private static Size unknown(Size there, long wanted) {
      return wanted == 1 ? there : Size.of(wanted);
    }

    private long both(long there, long wanted) {
      if (wanted < 0 || wanted != there && wanted != 1 && there != 1) {
        throw words.refused("an axis of %d cannot be expanded to %d", there, wanted);
      }
      return there == 1 ? wanted : there;
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> x = operands.get(0).dims();
      long[] to = target.in(operands, words);
      int rank = Math.max(to.length, x.size());
      List<Integer> dims = new ArrayList<>();
      for (int k = 0; k < rank; k++) {
        int own = k - rank + x.size();
        int asked = k - rank + to.length;
        dims.add(words.length(both(own < 0 ? 1 : x.get(own), asked < 0 ? 1 : to[asked])));
      }
      return dims;
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      List<Integer> x = operands.get(0).dims();
      int[] strides = Elements.strides(x);
      int[][] offsets = new int[dims.size()][];
      for (int k = 0; k < offsets.length; k++) {
        int own = k - dims.size() + x.size();
        boolean still = own < 0 || x.get(own) == 1;
        offsets[k] = Picking.along(dims.get(k), still ? 0 : strides[own]);
      }
      return offsets;
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(graph.op("Expand", operands.get(0), target.write(graph, operands)));
    }
  }

  /** Each axis so many times. */
  record Tile(Given repeats, NodeWords words) implements Move {
    Tile {
      words = words.alone();
    }

    private long times(long[] all, int axis, int rank) {
      if (all.length != rank || all[axis] < 0) {
        throw words.refused("%s do not suit %d axes", repeats, rank);
      }
      return all[axis];
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> x = operands.get(0);
      return List.of(
          IntStream.range(0, x.size())
              .mapToObj(
                  k ->
                      repeats
                          .known()
                          .map(all -> x.get(k).times(Size.of(times(all, k, x.size()))))
                          .orElseGet(fresh))
              .toList());
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> x = operands.get(0).dims();
      long[] all = repeats.in(operands, words);
      List<Integer> dims = new ArrayList<>();
      for (int k = 0; k < x.size(); k++) {
        long most = Math.min(times(all, k, x.size()), Integer.MAX_VALUE);
        dims.add(words.length(most * x.get(k)));
      }
      return dims;
    }

    @Override
    public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
      List<Integer> x = operands.get(0).dims();
      int[] strides = Elements.strides(x);
      int[][] offsets = new int[dims.size()][];
      for (int k = 0; k < offsets.length; k++) {
        offsets[k] = new int[dims.get(k)];
        for (int i = 0; i < offsets[k].length; i++) {
          offsets[k][i] = i % x.get(k) * strides[k];
        }
      }
      return offsets;
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(graph.op("Tile", operands.get(0), repeats.write(graph, operands)));
    }
  }
}
