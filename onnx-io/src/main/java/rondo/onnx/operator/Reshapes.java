package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Operators that leave the elements where they are and give them other dims. */
interface Reshapes extends Operator {
  /** The dims of the result; checks the operands. */
  List<Integer> dims(List<Tensor> operands);

  @Override
  default Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(0);
    Tensor y = Elements.tensor(x, dims(operands), Elements.array(x));
    return x instanceof Tensor.Floats
        ? new Computed(List.of(y), d -> Move.only(0, d.get(0), operands.size())) // dx = dy
        : Computed.fixed(y, operands.size());
  }

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Reshape",
        w -> {
          Taking in = new Taking(w.only("allowzero")).input(0);
          return in.by(new Reshape(in.wholes("the target", 1), w.whole("allowzero", 0) != 0, w));
        },
        "Squeeze",
        w -> new Taking(w.only("axes")).input(0).by(new Squeeze(w.wholes("axes", 1), w)),
        "Unsqueeze",
        w -> {
          long[] axes = w.wholes("axes", 1).orElseThrow(() -> w.refused("axes are missing"));
          return new Taking(w.only("axes")).input(0).by(new Unsqueeze(axes, w));
        },
        "Flatten",
        w -> new Taking(w.only("axis")).input(0).by(new Flatten(w.whole("axis", 1), w)));
  }

  /** To dims of which one may be left open (-1), and some be as they were (0). */
  record Reshape(Given target, boolean allowZero, NodeWords words) implements Reshapes {
    public Reshape {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> x = operands.get(0);
      int rank = target.count(operands, words);
      List<Size> sizes = new ArrayList<>();
      if (target.known().isEmpty()) {
        for (int k = 0; k < rank; k++) {
          sizes.add(fresh.get());
        }
        return List.of(sizes);
      }
      long[] to = target.known().get();
      int open = open(to);
      for (int k = 0; k < rank; k++) {
        boolean kept = to[k] == 0 && !allowZero;
        sizes.add(kept ? kept(x, k) : k == open ? Size.ONE : Size.of(words.length(to[k])));
      }
      Size whole = Size.product(x);
      Size rest = Size.product(sizes);
      if (open >= 0) {
        boolean divides = !whole.known() || !rest.known() || whole.over(rest).isPresent();
        if (!divides && rest.number() != 0) {
          throw mismatch(x, to);
        }
        sizes.set(open, whole.over(rest).orElseGet(fresh));
      } else if (whole.known() && rest.known() && whole.number() != rest.number()) {
        throw mismatch(x, to);
      }
      return List.of(sizes);
    }

    private RuntimeException mismatch(List<?> x, long[] to) {
      return words.refused("dims %s cannot be reshaped to %s", x, Arrays.toString(to));
    }

    private int open(long[] to) {
      int open = -1;
      for (int k = 0; k < to.length; k++) {
        if (to[k] == -1 && open >= 0 || to[k] < -1) {
          throw words.refused("the target %s cannot be meant", Arrays.toString(to));
        }
        open = to[k] == -1 ? k : open;
      }
      return open;
    }

    private <T> T kept(List<T> x, int axis) {
      if (axis >= x.size()) {
        throw words.refused("the target keeps axis %d of dims %s", axis, x);
      }
      return x.get(axis);
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> x = operands.get(0).dims();
      long[] to = target.in(operands, words);
      int open = open(to);
      int rest = 1;
      int whole = Elements.count(operands.get(0));
      List<Integer> dims = new ArrayList<>();
      for (int k = 0; k < to.length; k++) {
        boolean same = to[k] == 0 && !allowZero;
        int length = same ? kept(x, k) : k == open ? 1 : words.length(to[k]);
        if (rest > 0 && length > Integer.MAX_VALUE / rest) {
          throw mismatch(x, to);
        }
        rest *= length;
        dims.add(length);
      }
      if (open >= 0 && rest > 0 && whole % rest == 0) {
        dims.set(open, whole / rest);
      } else if (rest != whole || open >= 0) {
        throw mismatch(x, to);
      }
      return dims;
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      Map<String, Attr> attributes = allowZero ? Map.of("allowzero", Attr.of(1)) : Map.of();
      Value to = target.write(graph, operands);
      return List.of(graph.op("Reshape", attributes, operands.get(0), to));
    }
  }

  /** Without axes of length 1: those named, or all. */
  record Squeeze(Optional<long[]> axes, NodeWords words) implements Reshapes {
    public Squeeze {
      words = words.alone();
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> x = operands.get(0);
      if (axes.isEmpty() && !x.stream().allMatch(Size::known)) {
        throw words.refused(
            "it names no axes, and which of %s are 1 is known in use; name the axes", x);
      }
      return List.of(without(x, Size.ONE));
    }

    private <T> List<T> without(List<T> x, T one) {
      List<T> left = new ArrayList<>(x);
      if (axes.isEmpty()) {
        left.removeIf(one::equals);
        return left;
      }
      int[] gone = words.axes(axes.get(), x.size());
      Arrays.sort(gone);
      for (int i = gone.length - 1; i >= 0; i--) {
        T length = left.remove(gone[i]);
        if (!length.equals(one) && !(length instanceof Size size && !size.known())) {
          throw words.refused("axis %d of dims %s is not 1", gone[i], x);
        }
      }
      return left;
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      return without(operands.get(0).dims(), 1);
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(
          axes.isEmpty()
              ? graph.op("Squeeze", operands.get(0))
              : graph.op("Squeeze", operands.get(0), graph.ints(axes.get())));
    }
  }

  /** With more axes of length 1, where they stand in the result. */
  record Unsqueeze(long[] axes, NodeWords words) implements Reshapes {
    public Unsqueeze {
      words = words.alone();
    }

    private <T> List<T> with(List<T> x, T one) {
      int[] there = words.axes(axes, x.size() + axes.length);
      Arrays.sort(there);
      List<T> more = new ArrayList<>(x);
      for (int axis : there) {
        more.add(axis, one);
      }
      return more;
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      return List.of(with(operands.get(0), Size.ONE));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      return with(operands.get(0).dims(), 1);
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(graph.op("Unsqueeze", operands.get(0), graph.ints(axes)));
    }
  }

  /** To two axes: those before one, and those from it on. */
  record Flatten(long axis, NodeWords words) implements Reshapes {
    public Flatten {
      words = words.alone();
    }

    private int from(int rank) {
      if (axis < -rank || axis > rank) {
        throw words.refused("there is no axis %d of %d", axis, rank);
      }
      return (int) (axis < 0 ? axis + rank : axis);
    }

    @Override
    public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
      List<Size> x = operands.get(0);
      int from = from(x.size());
      return List.of(
          List.of(Size.product(x.subList(0, from)), Size.product(x.subList(from, x.size()))));
    }

    @Override
    public List<Integer> dims(List<Tensor> operands) {
      List<Integer> x = operands.get(0).dims();
      int from = from(x.size());
      return List.of(Elements.count(x, 0, from), Elements.count(x, from, x.size()));
    }

    @Override
    public List<Value> write(Graph graph, List<Value> operands) {
      return List.of(Gathers.axed(graph, "Flatten", axis, operands));
    }
  }
}
