package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * Kernels [M,C/groups,…] that move over channels [N,C,…] of one axis or two. What a kernel sees at
 * all its places stands in the columns of a matrix, so that moving is a product.
 */
record Conv(NodeWords words, Sliding sliding, int groups) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("Conv", Conv::of);
  }

  private static Applied of(NodeWords words) {
    words.only("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides");
    Sliding sliding = Sliding.of(words);
    int groups = sliding.number("group", words.whole("group", 1), 1);
    Conv conv = new Conv(words.alone(), sliding, groups);
    List<Value> operands = new ArrayList<>(List.of(words.operand(0), words.operand(1)));
    if (!words.node().input(2).none()) {
      operands.add(words.operand(2));
    }
    return new Applied(conv, operands);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> x = operands.get(0);
    List<Size> w = operands.get(1);
    List<Size> axes = sliding.axes(x);
    if (w.size() != x.size()) {
      throw apart(w, x);
    }
    List<Size> out = new ArrayList<>(List.of(x.get(0), w.get(0)));
    out.addAll(sliding.places(axes, w.subList(2, w.size()), fresh));
    return List.of(out);
  }

  private RuntimeException apart(List<?> w, List<?> x) {
    return words.refused(
        "kernels of dims %s in %d groups do not fit values of dims %s", w, groups, x);
  }

  private Patches patches(List<Integer> x, List<Integer> w) {
    List<Integer> lengths = sliding.axes(x);
    boolean fits = w.size() == x.size() && (long) w.get(1) * groups == x.get(1);
    if (!fits || w.get(0) % groups != 0 || w.subList(2, w.size()).contains(0)) {
      throw apart(w, x);
    }
    List<Integer> kernel = w.subList(2, w.size());
    words
        .wholes("kernel_shape")
        .filter(said -> !said.equals(kernel.stream().map(Integer::longValue).toList()))
        .ifPresent(
            said -> {
              throw words.refused("kernel_shape is %s, the kernels' dims are %s", said, w);
            });
    return sliding.patches(w.get(1), lengths, kernel);
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    List<Tensor.Floats> all = words.floats(operands);
    Tensor.Floats x = all.get(0);
    Tensor.Floats w = all.get(1);
    Patches patches = patches(x.dims(), w.dims());
    List<Integer> dims = new ArrayList<>(List.of(x.dims().get(0), w.dims().get(0)));
    List<Integer> places = patches.places();
    dims.addAll(places.subList(4 - x.dims().size(), 2));
    float[] y = room.floats(dims);
    room.grant(
        List.of(
            patches.channels(),
            patches.kernel().get(0),
            patches.kernel().get(1),
            places.get(0),
            places.get(1)));
    Turns turns = new Turns(patches, x.dims().get(0), groups, w.dims().get(0) / groups);
    turns.forward(x.data(), w.data(), y);
    if (all.size() > 2) {
      Tensor.Floats b = all.get(2);
      new Walk(dims, words.channels(dims, b), Elements.strides(dims))
          .pairs((from, to) -> y[to] += b.data()[from]);
    }
    return new Computed(
        List.of(new Tensor.Floats(dims, y)),
        gradients -> {
          float[] d = gradients.get(0);
          List<float[]> back = new ArrayList<>(turns.back(x.data(), w.data(), d));
          if (all.size() > 2) {
            Tensor.Floats b = all.get(2);
            Walk walk = new Walk(dims, Elements.strides(dims), words.channels(dims, b));
            back.add(Sums.over(walk, d, b.data().length));
          }
          return back;
        });
  }

  /** A product for each example and group: kernels [M,K] times what they see [K,P]. */
  private record Turns(Patches patches, int N, int G, int M) {
    /** What to do with where values, kernels and results begin. */
    interface Turn {
      void at(int x, int w, int y);
    }

    void each(Turn turn) {
      int group = patches.channels() * patches.area();
      for (int n = 0; n < N * G; n++) {
        turn.at(n * group, n % G * M * patches.seen(), n * M * patches.count());
      }
    }

    void forward(float[] x, float[] w, float[] y) {
      int K = patches.seen();
      int P = patches.count();
      float[] seen = new float[K * P];
      each(
          (i, j, to) -> {
            patches.each(i, (from, s) -> seen[s] = x[from]);
            Plane.of(y, to, P).add(Plane.of(w, j, K), Plane.of(seen, 0, P), M, K, P);
          });
    }

    List<float[]> back(float[] x, float[] w, float[] d) {
      int K = patches.seen();
      int P = patches.count();
      float[] seen = new float[K * P];
      float[] dx = new float[x.length];
      float[] dw = new float[w.length];
      each(
          (i, j, from) -> {
            Plane dy = Plane.of(d, from, P);
            patches.each(i, (at, s) -> seen[s] = x[at]);
            Plane.of(dw, j, K).add(dy, Plane.of(seen, 0, P).transposed(), M, P, K);
            float[] dseen = new float[K * P];
            Plane.of(dseen, 0, P).add(Plane.of(w, j, K).transposed(), dy, K, M, P);
            patches.each(i, (at, s) -> dx[at] += dseen[s]);
          });
      return List.of(dx, dw);
    }
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(graph.op("Conv", words.node().attributes(), operands.toArray(Value[]::new)));
  }
}
