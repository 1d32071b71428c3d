package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * The largest or the mean of what a window sees at each of its places on channels [N,C,…].
 *
 * @param kernel how large the window is; where that is not said, as large as a channel
 * @param zeros whether the zeros around a channel count for the mean
 */
record Pool(
    NodeWords words, Sliding sliding, Optional<List<Integer>> kernel, boolean max, boolean zeros)
    implements Operator {
  static Map<String, Maker> makers() {
    return Map.of(
        "MaxPool", words -> of(words, true),
        "AveragePool", words -> of(words, false),
        "GlobalMaxPool", words -> global(words.only(), true),
        "GlobalAveragePool", words -> global(words.only(), false));
  }

  private static Applied global(NodeWords words, boolean max) {
    Pool pool = new Pool(words.alone(), Sliding.of(words), Optional.empty(), max, false);
    return new Applied(pool, words.operand(0));
  }

  private static Applied of(NodeWords words, boolean max) {
    words.only(
        "auto_pad",
        "ceil_mode",
        "count_include_pad",
        "dilations",
        "kernel_shape",
        "pads",
        "storage_order",
        "strides");
    if (words.whole("ceil_mode", 0) != 0) {
      throw words.refused("ceil_mode must be 0; pad the values before it");
    }
    if (!words.node().output(1).none()) {
      throw words.refused("where the largest stand is not computed; leave that output out");
    }
    if (!max && words.wholes("dilations").stream().flatMap(List::stream).anyMatch(d -> d != 1)) {
      throw words.refused("a mean is computed of neighbours; dilations must be 1");
    }
    Sliding sliding = Sliding.of(words);
    List<Integer> kernel =
        words.wholes("kernel_shape").stream()
            .flatMap(List::stream)
            .map(each -> sliding.number("kernel_shape", each, 1))
            .toList();
    boolean zeros = words.whole("count_include_pad", 0) != 0;
    Pool pool = new Pool(words.alone(), sliding, Optional.of(kernel), max, zeros);
    return new Applied(pool, words.operand(0));
  }

  private <T> List<T> kernel(List<T> dims, List<T> said) {
    List<T> lengths = sliding.axes(dims);
    if (kernel.isPresent() && said.size() != lengths.size()) {
      throw words.refused("kernel_shape must be %d numbers, is %s", lengths.size(), said);
    }
    return kernel.isPresent() ? said : lengths;
  }

  private List<Integer> said() {
    return kernel.orElse(List.of());
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> x = operands.get(0);
    List<Size> out = new ArrayList<>(x.subList(0, Math.min(2, x.size())));
    List<Size> seen = kernel(x, said().stream().map(Size::of).toList());
    if (kernel.isPresent()) {
      out.addAll(sliding.places(sliding.axes(x), seen, fresh));
    } else {
      seen.forEach(each -> out.add(Size.ONE));
    }
    return List.of(out);
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor.Floats x = words.floats(operands).get(0);
    List<Integer> dims = x.dims();
    Patches patches = sliding.patches(1, sliding.axes(dims), kernel(dims, said()));
    List<Integer> out = new ArrayList<>(dims.subList(0, 2));
    out.addAll(patches.places().subList(4 - dims.size(), 2));
    float[] y = room.floats(out);
    return max ? largest(x, y, out, patches) : mean(x, y, out, patches);
  }

  private static int channels(Tensor.Floats x) {
    return Elements.count(x.dims(), 0, 2);
  }

  private static Computed largest(Tensor.Floats x, float[] y, List<Integer> dims, Patches patches) {
    int P = patches.count();
    int[] from = new int[y.length];
    Arrays.fill(from, -1);
    Arrays.fill(y, Float.NEGATIVE_INFINITY);
    for (int c = 0; c < channels(x); c++) {
      int begin = c * P;
      patches.each(
          c * patches.area(),
          (at, seen) -> {
            int place = begin + seen % P;
            if (from[place] < 0 || x.data()[at] > y[place]) {
              from[place] = at;
              y[place] = x.data()[at];
            }
          });
    }
    return new Computed(
        List.of(new Tensor.Floats(dims, y)),
        gradients -> {
          float[] dx = new float[x.data().length];
          for (int i = 0; i < from.length; i++) {
            if (from[i] >= 0) {
              dx[from[i]] += gradients.get(0)[i];
            }
          }
          return List.of(dx);
        });
  }

  private Computed mean(Tensor.Floats x, float[] y, List<Integer> dims, Patches patches) {
    int P = patches.count();
    float[] share = new float[P]; // of each value that a place sees
    patches.each(0, (at, seen) -> share[seen % P]++);
    for (int p = 0; p < P; p++) {
      share[p] = 1 / (zeros ? patches.seen() : share[p]);
    }
    for (int c = 0; c < channels(x); c++) {
      int begin = c * P;
      patches.each(
          c * patches.area(), (at, seen) -> y[begin + seen % P] += x.data()[at] * share[seen % P]);
    }
    return new Computed(
        List.of(new Tensor.Floats(dims, y)),
        gradients -> {
          float[] dx = new float[x.data().length];
          float[] d = gradients.get(0);
          for (int c = 0; c < channels(x); c++) {
            int begin = c * P;
            patches.each(
                c * patches.area(), (at, seen) -> dx[at] += d[begin + seen % P] * share[seen % P]);
          }
          return List.of(dx);
        });
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes = new TreeMap<>(words.node().attributes());
    if (!max) {
      attributes.remove("dilations"); // newer than what is written, and 1
    }
    return List.of(graph.op(words.node().op().name(), attributes, operands.get(0)));
  }
}
