package rondo.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Param;

class GraphTest {
  @Test
  void aScopeIsTheSameGraphUnderALongerName() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N");
    Value y = g.scope("layer0").scope("forward").op("Tanh", x);
    assertThat(y.name()).startsWith("layer0/forward/Tanh");
    assertThat(g.nodes()).hasSize(1);
  }

  @Test
  void aNameIsGivenOnce() {
    Graph g = new Graph();
    g.input("x", ElementType.FLOAT);
    assertThatThrownBy(() -> g.input("x", ElementType.FLOAT))
        .hasMessage(
            "the graph already has a value named 'x'; write this part under a scope of its own");
    assertThatThrownBy(() -> g.body().input("x", ElementType.FLOAT)).hasMessageContaining("'x'");
    Node twice =
        Node.of("n", OpId.onnx("Neg"), List.of(new Value("x")), List.of(new Value("x")), Map.of());
    assertThatThrownBy(() -> g.add(twice)).hasMessageContaining("'x'");
  }

  @Test
  void bodiesSeeOutwardsAndNotEachOther() {
    Graph g = new Graph();
    Value c = g.constant("c", new Tensor.Floats(List.of(), new float[] {2}));
    Graph one = g.body();
    Graph two = g.body();
    one.input("i", ElementType.INT64);
    two.input("i", ElementType.INT64); // the same name in a sibling is another value
    assertThat(one.tensor(c)).isPresent();
    two.constant("own", new Tensor.Floats(List.of(1), new float[1]));
    assertThat(one.tensor(new Value("own"))).isEmpty();
    assertThat(g.tensor(new Value("own"))).isEmpty();
  }

  @Test
  void whatABodyNeverChangesIsComputedAroundIt() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N");
    Graph body = g.body();
    Value i = body.input("i", ElementType.INT64);
    Value two = body.constant("two", new Tensor.Floats(List.of(), new float[] {2}));
    Value same = body.op("Mul", x, two);
    Value after = body.op("Exp", same);
    Value folded = body.op("Neg", two);
    Value turned = body.op("Transpose", x);
    Value other = body.op("Add", after, body.cast(i, ElementType.FLOAT));
    Value told = body.op("Exp", x);
    body.output(new Port(told, ElementType.FLOAT, List.of("N")));
    body.settle();
    assertThat(g.nodes()).extracting(n -> n.outputs().get(0)).containsExactly(same, after);
    assertThat(g.constants()).containsOnlyKeys("two");
    assertThat(body.constants()).isEmpty();
    assertThat(body.nodes())
        .extracting(n -> n.outputs().get(0))
        .contains(folded, turned, other, told)
        .doesNotContain(same, after);
    assertThatThrownBy(() -> g.constant("two", new Tensor.Floats(List.of(), new float[] {2})))
        .hasMessageContaining("'two'");
    assertThatThrownBy(() -> body.input("two", ElementType.FLOAT)).hasMessageContaining("'two'");
  }

  @Test
  void aParameterIsWrittenOnceWhoeverAsks() {
    Param p = new Param("layer0/W", Matrix.of(2, 3, 1, 2, 3, 4, 5, 6));
    Graph g = new Graph();
    Graph body = g.scope("far").body();
    assertThat(body.weight(p)).isEqualTo(g.weight(p)).isEqualTo(new Value("layer0/W"));
    assertThat(g.constants()).hasSize(1);
    assertThat(((Tensor.Floats) g.tensor(g.weight(p)).orElseThrow()).data())
        .containsExactly(1, 2, 3, 4, 5, 6);
    Param impostor = new Param("layer0/W", Matrix.zeros(2, 3));
    assertThatThrownBy(() -> g.weight(impostor)).hasMessageContaining("layer0/W");
  }

  @Test
  void directionsAreStackedAlongANewAxis() {
    Param a = new Param("f/b", Matrix.of(1, 2, 1, 2));
    Param b = new Param("b/b", Matrix.of(1, 2, 3, 4));
    Graph g = new Graph();
    Tensor.Floats t = (Tensor.Floats) g.tensor(g.stacked(List.of(a, b), 2)).orElseThrow();
    assertThat(t.dims()).containsExactly(2, 2);
    assertThat(t.data()).containsExactly(1, 2, 3, 4);
    assertThat(g.weights().get("f/b+b/b")).containsExactly(a, b);
  }

  @Test
  void anOperatorOfOnesOwnIsDefinedOnceAndSeesNothingOutside() {
    Graph g = new Graph();
    g.input("x", ElementType.FLOAT);
    OpId op = new OpId("org.acme", "Twice");
    for (int i = 0; i < 2; i++) {
      g.define(
          op,
          f ->
              f.output(
                  "y",
                  f.op("Add", f.input("x", ElementType.FLOAT), f.scalar(1f)),
                  ElementType.FLOAT));
    }
    assertThat(g.functions()).containsOnlyKeys(op);
    assertThat(g.functions().values()).allSatisfy(f -> assertThat(f.nodes()).hasSize(2));
    assertThat(op).hasToString("org.acme.Twice");
  }

  @Test
  void attributesAreOfTheKindTheyMustBe() {
    Node n = Node.of("n", OpId.onnx("LSTM"), List.of(), List.of(), Map.of("clip", Attr.of(3)));
    assertThatThrownBy(() -> n.attribute("clip", Attr.Real.class))
        .hasMessage("node 'n' (LSTM): attribute 'clip' must be FLOAT, is INT");
    assertThat(n.attribute("direction", Attr.Text.class)).isEmpty();
    assertThat(n.input(4).none()).isTrue();
  }

  @Test
  void aTensorHoldsAsManyValuesAsItsDimsSay() {
    assertThatThrownBy(() -> new Tensor.Floats(List.of(2, 3), new float[5]))
        .hasMessage("a tensor of dims [2, 3] holds 5 values");
    assertThatThrownBy(() -> new Tensor.Ints(List.of(-1), new long[1], ElementType.INT64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tensor.Floats(List.of(-2, -3), new float[6]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
