package rondo.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rondo.core.Activation;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Recurrence.Direction;
import rondo.core.ShapeException;

/** An operator of one gate, two parts of state and peepholes, I = 2 and H = 3. */
class RecurrentOperatorTest {
  private final RecurrentOperator operator =
      new RecurrentOperator(
          OpId.onnx("Toy"), 1, 2, 1, List.of(Activation.SIGMOID, Activation.TANH), Set.of("odd"));
  private final Graph graph = new Graph();
  private final Map<String, Attr> attributes = new TreeMap<>();
  private final List<Value> inputs =
      new ArrayList<>(
          List.of(
              new Value("x"),
              constant("W", 1, 3, 2),
              constant("R", 1, 3, 3),
              Value.NONE,
              Value.NONE,
              Value.NONE,
              new Value("c0")));

  private Value constant(String name, int... dims) {
    int size = 1;
    List<Integer> all = new ArrayList<>();
    for (int d : dims) {
      size *= d;
      all.add(d);
    }
    float[] data = new float[size];
    for (int i = 0; i < size; i++) {
      data[i] = i;
    }
    return graph.constant(name, new Tensor.Floats(all, data));
  }

  private RecurrentNode read() {
    Node node =
        Node.of("n", operator.op(), inputs, List.of(new Value("y")), new TreeMap<>(attributes));
    return operator.read(node, graph);
  }

  private void refuses(String sentence) {
    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("node 'n' (Toy): " + sentence);
  }

  @Test
  void whatANodeLeavesOutIsStandard() {
    RecurrentNode node = read();
    assertThat(node.direction()).isEqualTo(Direction.FORWARD);
    assertThat(node.inputSize()).isEqualTo(2);
    assertThat(node.hiddenSize()).isEqualTo(3);
    assertThat(node.batchFirst()).isFalse();
    assertThat(node.clip()).isZero();
    assertThat(node.flags()).isEmpty();
    RecurrentNode.Part part = node.directions().get(0);
    assertThat(part.functions()).isEqualTo("sigmoid tanh");
    assertThat(part.peepholes()).isFalse();
    Matrix b = part.given().getOrDefault("b", Matrix.NONE);
    assertThat(b.shape()).isEqualTo("1 x 6");
    assertThat(b.data()).containsOnly(0);
    assertThat(node.in().lengths()).isEqualTo(Value.NONE);
    assertThat(node.in().state()).containsExactly(Value.NONE, new Value("c0"));
    assertThat(node.out().sequence()).isEqualTo(new Value("y"));
    assertThat(node.out().state()).containsExactly(Value.NONE, Value.NONE);
  }

  @Test
  void eachDirectionHasItsOwn() {
    inputs.set(1, constant("W2", 2, 3, 2));
    inputs.set(2, constant("R2", 2, 3, 3));
    inputs.set(3, constant("B2", 2, 6));
    inputs.add(constant("P2", 2, 3));
    attributes.put("direction", Attr.of("bidirectional"));
    attributes.put("layout", Attr.of(1));
    attributes.put("odd", Attr.of(1));
    attributes.put("clip", new Attr.Real(0.5f));
    attributes.put("hidden_size", Attr.of(3));
    attributes.put(
        "activations", new Attr.Texts(List.of("TANH", "leakyrelu", "ScaledTanh", "Elu")));
    attributes.put("activation_alpha", new Attr.Reals(List.of(0.1f, 0.2f)));
    attributes.put("activation_beta", new Attr.Reals(List.of(0.3f)));
    RecurrentNode node = read();
    assertThat(node.batchFirst()).isTrue();
    assertThat(node.flags()).containsExactly("odd");
    assertThat(node.clip()).isEqualTo(0.5f);
    RecurrentNode.Part second = node.directions().get(1);
    assertThat(node.directions().get(0).functions()).isEqualTo("tanh leakyrelu(0.1)");
    assertThat(second.functions()).isEqualTo("scaledtanh(0.2,0.3) elu(1.0)");
    assertThat(second.peepholes()).isTrue();
    assertThat(second.given().getOrDefault("W", Matrix.NONE).get(0, 0)).isEqualTo(6);
    assertThat(second.given().getOrDefault("R", Matrix.NONE).get(0, 0)).isEqualTo(9);
    assertThat(second.given().getOrDefault("b", Matrix.NONE).get(0, 0)).isEqualTo(6);
    assertThat(second.given().getOrDefault("P", Matrix.NONE).get(0, 2)).isEqualTo(5);
  }

  @Test
  void whatIsWrittenIsRead() {
    Param W = new Param("a/W", Matrix.of(3, 2, 1, 2, 3, 4, 5, 6));
    Param R = new Param("a/R", Matrix.of(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    Param b = new Param("a/b", Matrix.of(1, 6, 1, 2, 3, 4, 5, 6));
    Param P = new Param("a/P", Matrix.of(1, 3, 1, 2, 3));
    List<Activation> functions = List.of(Activation.parse("elu(0.5)"), Activation.IDENTITY);
    RecurrentOperator.Parts parts =
        new RecurrentOperator.Parts(W, R, b, List.of(P), functions, 2, Set.of("odd"));
    Graph g = new Graph();
    Wires in = Wires.of(g.input("X", ElementType.FLOAT), g.input("L", ElementType.INT32));
    Wires out = operator.write(Direction.REVERSE, List.of(parts), g, in);
    assertThat(g.nodes()).hasSize(1);
    RecurrentNode node = operator.read(g.nodes().get(0), g);
    assertThat(node.direction()).isEqualTo(Direction.REVERSE);
    assertThat(node.clip()).isEqualTo(2);
    assertThat(node.flags()).containsExactly("odd");
    assertThat(node.in()).isEqualTo(new Wires(in.sequence(), in.lengths(), none()));
    assertThat(node.out()).isEqualTo(out);
    RecurrentNode.Part part = node.directions().get(0);
    assertThat(part.activations()).isEqualTo(functions);
    assertThat(part.given().getOrDefault("W", Matrix.NONE).data())
        .containsExactly(W.value().data());
    assertThat(part.given().getOrDefault("R", Matrix.NONE).data())
        .containsExactly(R.value().data());
    assertThat(part.given().getOrDefault("b", Matrix.NONE).data())
        .containsExactly(b.value().data());
    assertThat(part.given().getOrDefault("P", Matrix.NONE).data())
        .containsExactly(P.value().data());
  }

  private static List<Value> none() {
    return List.of(Value.NONE, Value.NONE);
  }

  @Test
  void onlyWhatDiffersFromTheStandardIsWritten() {
    Param W = new Param("a/W", Matrix.zeros(3, 2));
    Param R = new Param("a/R", Matrix.zeros(3, 3));
    Param b = new Param("a/b", Matrix.zeros(1, 6));
    RecurrentOperator.Parts parts =
        new RecurrentOperator.Parts(W, R, b, List.of(), operator.activations(), 0, Set.of());
    Graph g = new Graph();
    operator.write(Direction.FORWARD, List.of(parts), g, Wires.of(new Value("X"), new Value("L")));
    Node node = g.nodes().get(0);
    assertThat(node.attributes().keySet()).containsExactly("direction", "hidden_size", "odd");
    assertThat(node.inputs()).hasSize(5);
  }

  @Test
  void oneNodeHoldsOneClip() {
    Param none = new Param("none", Matrix.NONE);
    List<RecurrentOperator.Parts> two = new ArrayList<>();
    for (float clip : new float[] {0, 1}) {
      two.add(
          new RecurrentOperator.Parts(
              none, none, none, List.of(), operator.activations(), clip, Set.of()));
    }
    assertThat(operator.holds(two)).isFalse();
    assertThat(operator.holds(two.subList(0, 1))).isTrue();
  }

  @Test
  void whatItDoesNotKnowIsRefused() {
    attributes.put("activaton", Attr.of(1));
    refuses(
        "unknown attribute 'activaton'; known are activation_alpha, activation_beta, activations,"
            + " clip, direction, hidden_size, layout, odd. Did you mean 'activations'?");
  }

  @Test
  void attributesOfAnotherKindAreRefused() {
    attributes.put("clip", Attr.of(1));
    refuses("attribute 'clip' must be FLOAT, is INT");
  }

  @Test
  void valuesThatMeanNothingAreRefused() {
    attributes.put("layout", Attr.of(2));
    refuses("attribute 'layout' must be from 0 to 1, is 2");
    attributes.put("layout", Attr.of(0));
    attributes.put("clip", new Attr.Real(-1));
    refuses("attribute 'clip' must be at least 0, where 0 is none, is -1.0");
    attributes.remove("clip");
    attributes.put("direction", Attr.of("sideways"));
    refuses("direction must be forward, reverse or bidirectional, is 'sideways'");
  }

  @Test
  void otherFunctionsAreRefused() {
    attributes.put("activations", new Attr.Texts(List.of("Tanh")));
    refuses("2 activations are needed, 2 for each direction, there are [Tanh]");
    attributes.put("activations", new Attr.Texts(List.of("Tanh", "Gelu")));
    assertThatThrownBy(this::read)
        .hasMessageStartingWith("node 'n' (Toy): attribute 'activations': no activation named");
  }

  @Test
  void shapesThatDisagreeAreNamed() {
    inputs.set(1, constant("W3", 1, 4, 2));
    assertThatThrownBy(this::read)
        .isInstanceOf(ShapeException.class)
        .hasMessage("node 'n' (Toy): W must be [1, 3, 2], is [1, 4, 2]");
    attributes.put("hidden_size", Attr.of(4));
    assertThatThrownBy(this::read)
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "node 'n' (Toy): R must be [directions, 1 * hidden_size, hidden_size] with hidden_size"
                + " 4, is [1, 3, 3]");
  }

  @Test
  void oneDirectionIsNotTwo() {
    attributes.put("direction", Attr.of("bidirectional"));
    assertThatThrownBy(this::read).hasMessage("node 'n' (Toy): W must be [2, 3, 2], is [1, 3, 2]");
  }

  @Test
  void weightsOfTheMomentAreRefused() {
    inputs.set(1, new Value("later"));
    refuses(
        "input W ('later') is computed at run time, a cell needs a constant; fold the graph's"
            + " constants first, or run the file on ONNX Runtime");
    inputs.set(1, Value.NONE);
    refuses("input W is missing; a cell cannot be without it");
    inputs.set(1, graph.constant("D", new Tensor.Doubles(List.of(1, 3, 2), new double[6])));
    refuses("input W ('D') must hold 32-bit floats, holds DOUBLE; convert it first");
  }

  @Test
  void inputsBeyondTheLastAreRefused() {
    inputs.add(Value.NONE);
    inputs.add(new Value("more"));
    refuses("9 inputs and 1 outputs, the operator has at most 8 and 3");
  }
}
