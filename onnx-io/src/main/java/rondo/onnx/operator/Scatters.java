package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * What an operand holds with something else in some places, or added to it there. The operands are
 * what is written to, the places and what is written.
 *
 * @param parameter the axis on which places are said for each element; unused of tuples
 */
record Scatters(boolean tuples, long parameter, boolean adds, NodeWords words) implements Operator {
  Scatters {
    words = words.alone();
  }

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "ScatterElements",
        w -> make(w.only("axis", "reduction"), false),
        "Scatter",
        w -> make(w.only("axis"), false),
        "ScatterND",
        w -> make(w.only("reduction"), true));
  }

  private static Operators.Applied make(NodeWords words, boolean tuples) {
    String reduction = words.text("reduction", "none");
    if (!reduction.equals("none") && !reduction.equals("add")) {
      throw words.refused("reduction '%s' is not computed; known are none and add", reduction);
    }
    Scatters op = new Scatters(tuples, words.whole("axis", 0), reduction.equals("add"), words);
    return new Taking(words).input(0).input(1).input(2).by(op);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return List.of(operands.get(0));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(0);
    Tensor updates = operands.get(2);
    if (updates.type() != x.type()) {
      throw words.refused("%s cannot be written among %s", updates.type(), x.type());
    }
    int run = checked(x.dims(), operands.get(1).dims(), updates.dims());
    int[] places =
        Elements.count(updates) == 0
            ? new int[0]
            : tuples
                ? Gathers.tuples(x, 0, operands.get(1), words)
                : Gathers.single(x, words.axis(parameter, x.dims().size()), operands.get(1), words);
    Object y = Elements.fresh(x, room.grant(x.dims()));
    int width = Elements.width(x);
    System.arraycopy(Elements.array(x), 0, y, 0, Elements.count(x) * width);
    for (int i = 0; i < places.length; i++) {
      if (adds) {
        add(Elements.array(updates), i * run, y, places[i], run);
      } else {
        int begin = places[i] * width;
        System.arraycopy(Elements.array(updates), i * run * width, y, begin, run * width);
      }
    }
    Tensor result = Elements.tensor(x, x.dims(), y);
    return x instanceof Tensor.Floats
        ? new Computed(List.of(result), d -> gradients(d.get(0), places, run))
        : Computed.fixed(result, 3);
  }

  private void add(Object from, int begin, Object to, int place, int run) {
    if (from instanceof float[] f) {
      for (int k = 0; k < run; k++) {
        ((float[]) to)[place + k] += f[begin + k];
      }
    } else if (from instanceof long[] l) {
      for (int k = 0; k < run; k++) {
        ((long[]) to)[place + k] += l[begin + k];
      }
    } else if (from instanceof double[] d) {
      for (int k = 0; k < run; k++) {
        ((double[]) to)[place + k] += d[begin + k];
      }
    } else {
      throw words.refused("only numbers are added up");
    }
  }

  private List<float[]> gradients(float[] dy, int[] places, int run) {
    float[] dUpdates = new float[places.length * run];
    float[] dx = dy.clone();
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(dy, places[i], dUpdates, i * run, run); // dUpdates[i] = dy[of i]
    }
    for (int i = 0; i < places.length && !adds; i++) {
      Arrays.fill(dx, places[i], places[i] + run, 0); // written over
    }
    return List.of(dx, Back.NONE, dUpdates);
  }

  /** How many elements are written at each place. */
  private int checked(List<Integer> x, List<Integer> places, List<Integer> updates) {
    if (!tuples) {
      Gathers.within(x, words.axis(parameter, x.size()), places, words);
      if (!places.equals(updates)) {
        throw words.refused("there are places of dims %s for dims %s", places, updates);
      }
      return 1;
    }
    int last = places.size() - 1;
    if (last < 0 || places.get(last) > x.size()) {
      throw words.refused("tuples of dims %s do not suit dims %s", places, x);
    }
    List<Integer> behind = x.subList(places.get(last), x.size());
    List<Integer> due = new ArrayList<>(places.subList(0, last));
    due.addAll(behind);
    if (!due.equals(updates)) {
      throw words.refused("tuples of dims %s write dims %s, not %s", places, due, updates);
    }
    return Elements.count(behind, 0, behind.size());
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Attr reduction = Attr.of(adds ? "add" : "none");
    Value[] in = operands.toArray(Value[]::new);
    return List.of(
        tuples
            ? graph.op("ScatterND", Map.of("reduction", reduction), in)
            : graph.op(
                "ScatterElements", Map.of("axis", Attr.of(parameter), "reduction", reduction), in));
  }
}
