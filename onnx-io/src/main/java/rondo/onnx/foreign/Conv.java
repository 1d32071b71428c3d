package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.foreign.Operators.Applied;
import rondo.onnx.foreign.Operators.Maker;

/**
 * Kernels [M,C/groups,…] that move over channels [N,C,…] of one axis or two. What a kernel sees at
 * all its places stands in the columns of a matrix, so that moving is a product.
 *
 * @param words whose attributes say, axis by axis, how the kernels move
 */
record Conv(NodeWords words, Window.Fit fit, int groups) implements Operator {
  private static final int MOST = 1 << 24; // a bound, so that sums of such numbers fit

  static Map<String, Maker> makers() {
    return Map.of("Conv", Conv::of);
  }

  private static Applied of(NodeWords words) {
    words.only("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides");
    String pad = words.text("auto_pad", "NOTSET");
    Window.Fit fit =
        switch (pad) {
          case "NOTSET", "VALID" -> Window.Fit.SAID;
          case "SAME_UPPER" -> Window.Fit.SAME_UPPER;
          case "SAME_LOWER" -> Window.Fit.SAME_LOWER;
          default -> throw words.refused("there is no auto_pad '%s'", pad);
        };
    if (!pad.equals("NOTSET") && words.wholes("pads").isPresent()) {
      throw words.refused("pads cannot be said where auto_pad is %s", pad);
    }
    Conv conv = new Conv(words.alone(), fit, number(words, "group", words.whole("group", 1), 1));
    List<Value> operands = new ArrayList<>(List.of(words.operand(0), words.operand(1)));
    if (!words.node().input(2).none()) {
      operands.add(words.operand(2));
    }
    return new Applied(conv, operands);
  }

  private static int number(NodeWords words, String called, long said, int least) {
    if (said < least || said > MOST) {
      throw words.refused("%s must be %d to %d, is %d", called, least, MOST, said);
    }
    return (int) said;
  }

  private List<Window> windows(int axes) {
    List<Integer> strides = numbers("strides", axes, 1);
    List<Integer> dilations = numbers("dilations", axes, 1);
    List<Integer> pads = numbers("pads", 2 * axes, 0);
    List<Window> windows = new ArrayList<>();
    for (int k = 0; k < axes; k++) {
      windows.add(
          new Window(strides.get(k), dilations.get(k), fit, pads.get(k), pads.get(axes + k)));
    }
    return windows;
  }

  /** As many as are wanted, each as small as can be where they are not said. */
  private List<Integer> numbers(String called, int count, int least) {
    List<Long> said =
        words.wholes(called).orElseGet(() -> Collections.nCopies(count, (long) least));
    if (said.size() != count) {
      throw words.refused("%s must be %d numbers, is %s", called, count, said);
    }
    return said.stream().map(each -> number(words, called, each, least)).toList();
  }

  /** The axes behind the channels, of which there must be one or two. */
  private <T> List<T> axes(List<T> dims) {
    if (dims.size() < 3 || dims.size() > 4) {
      throw words.refused(
          "it is computed over channels of one axis or two, not over values of dims %s", dims);
    }
    return dims.subList(2, dims.size());
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> x = operands.get(0);
    List<Size> w = operands.get(1);
    List<Size> axes = axes(x);
    if (w.size() != x.size()) {
      throw apart(w, x);
    }
    List<Window> windows = windows(axes.size());
    List<Size> out = new ArrayList<>(List.of(x.get(0), w.get(0)));
    for (int k = 0; k < windows.size(); k++) {
      out.add(windows.get(k).places(axes.get(k), w.get(2 + k)).orElseGet(fresh));
    }
    return List.of(out);
  }

  private RuntimeException apart(List<?> w, List<?> x) {
    return words.refused(
        "kernels of dims %s in %d groups do not fit values of dims %s", w, groups, x);
  }

  private Patches patches(List<Integer> x, List<Integer> w) {
    List<Integer> lengths = axes(x);
    List<Window> windows = windows(lengths.size());
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
    List<Integer> places = new ArrayList<>();
    for (int k = 0; k < windows.size(); k++) {
      places.add(words.length(windows.get(k).places(lengths.get(k), kernel.get(k))));
    }
    return Patches.of(w.get(1), lengths, kernel, places, windows);
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
