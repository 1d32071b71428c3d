package rondo.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rondo.core.Activation;
import rondo.core.Matrix;
import rondo.core.Recurrence.Direction;
import rondo.core.ShapeException;
import rondo.core.Spelling;

/** Reads one node of a recurrent operator and refuses what it cannot mean. */
final class RecurrentReading {
  private static final Set<String> COMMON =
      Set.of(
          "activation_alpha",
          "activation_beta",
          "activations",
          "clip",
          "direction",
          "hidden_size",
          "layout");

  private final RecurrentOperator operator;
  private final Node node;
  private final Graph graph;

  RecurrentReading(RecurrentOperator operator, Node node, Graph graph) {
    this.operator = operator;
    this.node = node;
    this.graph = graph;
  }

  RecurrentNode read() {
    requireKnown();
    Direction direction = direction();
    int D = direction == Direction.BIDIRECTIONAL ? 2 : 1;
    int G = operator.gates();
    Tensor.Floats W = node.floats(1, "W", graph);
    Tensor.Floats R = node.floats(2, "R", graph);
    int H = hidden(R);
    int I = W.dims().size() == 3 ? W.dims().get(2) : -1;
    require("W", W, D, G * H, Math.max(1, I));
    require("R", R, D, G * H, H);
    float[] b = optional(3, "B", D, 2 * G * H);
    int p = 5 + operator.states();
    float[] P =
        operator.peepholes() == 0 ? new float[0] : optional(p, "P", D, operator.peepholes() * H);

    List<RecurrentNode.Part> directions = new ArrayList<>();
    List<Activation> functions = activations(D);
    for (int d = 0; d < D; d++) {
      Map<String, Matrix> given = new HashMap<>();
      given.put("W", window(W.data(), d, G * H, I));
      given.put("R", window(R.data(), d, G * H, H));
      given.put("b", b.length == 0 ? Matrix.zeros(1, 2 * G * H) : window(b, d, 1, 2 * G * H));
      if (P.length > 0) {
        given.put("P", window(P, d, 1, operator.peepholes() * H));
      }
      int n = operator.activations().size();
      directions.add(new RecurrentNode.Part(functions.subList(d * n, (d + 1) * n), given));
    }

    List<Value> starts = new ArrayList<>();
    List<Value> ends = new ArrayList<>();
    for (int i = 0; i < operator.states(); i++) {
      starts.add(node.input(5 + i));
      ends.add(node.output(1 + i));
    }
    Value lengths = node.input(4);
    return new RecurrentNode(
        direction,
        I,
        H,
        whole("layout", 0, 1) == 1,
        clip(),
        operator.flags().stream().filter(f -> whole(f, 0, 1) == 1).collect(Collectors.toSet()),
        directions,
        new Wires(node.input(0), lengths, starts),
        new Wires(node.output(0), lengths, ends));
  }

  private static Matrix window(float[] data, int d, int rows, int cols) {
    return new Matrix(rows, cols, data, d * rows * cols);
  }

  private void requireKnown() {
    TreeSet<String> known = new TreeSet<>(COMMON);
    known.addAll(operator.flags());
    for (String name : node.attributes().keySet()) {
      if (!known.contains(name)) {
        throw node.refused(
            "unknown attribute '%s'; known are %s.%s",
            name, String.join(", ", known), Spelling.hint(name, known));
      }
    }
    int most = 5 + operator.states() + (operator.peepholes() > 0 ? 1 : 0);
    if (node.inputs().size() > most || node.outputs().size() > 1 + operator.states()) {
      throw node.refused(
          "%d inputs and %d outputs, the operator has at most %d and %d",
          node.inputs().size(), node.outputs().size(), most, 1 + operator.states());
    }
    if (node.input(0).none()) {
      throw node.refused("input X is missing; connect the sequence");
    }
  }

  // attributes

  private Direction direction() {
    String word =
        node.attribute("direction", Attr.Text.class).map(Attr.Text::value).orElse("forward");
    for (Direction each : Direction.values()) {
      if (each.word().equals(word.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw node.refused("direction must be forward, reverse or bidirectional, is '%s'", word);
  }

  private int whole(String name, int fallback, int most) {
    long value = node.attribute(name, Attr.Int.class).map(Attr.Int::value).orElse((long) fallback);
    if (value < 0 || value > most) {
      throw node.refused("attribute '%s' must be from 0 to %d, is %d", name, most, value);
    }
    return (int) value;
  }

  private float clip() {
    float clip = node.attribute("clip", Attr.Real.class).map(Attr.Real::value).orElse(0f);
    if (!(clip >= 0)) {
      throw node.refused("attribute 'clip' must be at least 0, where 0 is none, is %s", clip);
    }
    return Float.isInfinite(clip) ? 0 : clip;
  }

  /** The functions of all directions; alpha and beta go in order to those that take them. */
  private List<Activation> activations(int D) {
    List<String> names =
        node.attribute("activations", Attr.Texts.class).map(Attr.Texts::values).orElse(List.of());
    List<Activation> all = new ArrayList<>();
    if (names.isEmpty()) {
      for (int d = 0; d < D; d++) {
        all.addAll(operator.activations());
      }
      return all;
    }
    if (names.size() != D * operator.activations().size()) {
      throw node.refused(
          "%d activations are needed, %d for each direction, there are %s",
          D * operator.activations().size(), operator.activations().size(), names);
    }
    Iterator<Float> alpha = reals("activation_alpha");
    Iterator<Float> beta = reals("activation_beta");
    for (String name : names) {
      try {
        Activation standard = Activation.Kind.named(name).standard();
        int takes = standard.kind().parameters();
        all.add(
            new Activation(
                standard.kind(),
                takes > 0 && alpha.hasNext() ? alpha.next() : standard.alpha(),
                takes > 1 && beta.hasNext() ? beta.next() : standard.beta()));
      } catch (IllegalArgumentException e) {
        throw node.refused("attribute 'activations': %s", String.valueOf(e.getMessage()));
      }
    }
    return all;
  }

  private Iterator<Float> reals(String name) {
    return node.attribute(name, Attr.Reals.class)
        .map(Attr.Reals::values)
        .orElse(List.of())
        .iterator();
  }

  // constants

  private int hidden(Tensor.Floats R) {
    int H = R.dims().size() == 3 ? R.dims().get(2) : 0;
    int said = whole("hidden_size", H, Integer.MAX_VALUE);
    if (H < 1 || said != H) {
      throw new ShapeException(
          "%s: R must be [directions, %d * hidden_size, hidden_size] with hidden_size %d, is %s",
          node.who(), operator.gates(), said, R.dims());
    }
    return H;
  }

  private float[] optional(int input, String name, int... dims) {
    if (node.input(input).none()) {
      return new float[0];
    }
    Tensor.Floats tensor = node.floats(input, name, graph);
    require(name, tensor, dims);
    return tensor.data();
  }

  private void require(String name, Tensor.Floats tensor, int... dims) {
    List<Integer> wanted = Arrays.stream(dims).boxed().toList();
    if (!tensor.dims().equals(wanted)) {
      throw new ShapeException("%s: %s must be %s, is %s", node.who(), name, wanted, tensor.dims());
    }
  }
}
