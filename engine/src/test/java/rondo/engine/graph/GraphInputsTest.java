package rondo.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import rondo.core.Column;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Schema;
import rondo.core.ShapeException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;

class GraphInputsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Map.of(
              "words", new Schema.Kind.Ids(10),
              "vectors", new Schema.Kind.Reals(2),
              "characters",
                  new Schema.Kind.Nested(Schema.of(Map.of("letters", new Schema.Kind.Ids(5))))));

  private static Inputs inputs(int... index) {
    Inputs items = Inputs.ids("letters", 3, new int[] {3, 1}, new int[] {1, 2, 3, 0, 4, 0});
    return Inputs.of(
        2,
        new int[] {2, 1},
        Map.of(
            "words", new Column.Ids(new int[] {9, 8, 7, -1}),
            "vectors", new Column.Reals(Matrix.of(4, 2, 1, 2, 3, 4, 5, 6, Float.NaN, Float.NaN)),
            "characters", new Column.Nested(items, index)));
  }

  @Test
  void whatIsWrittenIsWhatIsFed() {
    Graph g = new Graph();
    GraphInputs.write(g, SCHEMA);
    SortedMap<String, Tensor> fed = GraphInputs.feed(SCHEMA, inputs(0, 1, -1, -1));
    assertThat(g.inputs().stream().map(p -> p.value().name()))
        .containsExactlyInAnyOrderElementsOf(fed.keySet());
    for (Port each : g.inputs()) {
      Tensor tensor = tensor(fed, each.value().name());
      assertThat(tensor.type()).isEqualTo(each.type());
      assertThat(tensor.dims()).hasSameSizeAs(each.dims());
    }
  }

  @Test
  void namesSayWhichColumnAndWhichLevel() {
    Graph g = new Graph();
    InputWires tokens = GraphInputs.write(g, SCHEMA);
    assertThat(g.inputs().stream().map(p -> p.value().name() + " " + p.type() + " " + p.dims()))
        .containsExactlyInAnyOrder(
            "lengths INT32 [B]",
            "words INT64 [T, B]",
            "vectors FLOAT [T, B, 2]",
            "characters.index INT64 [T, B]",
            "characters/lengths INT32 [characters.B]",
            "characters/letters INT64 [characters.T, characters.B]");
    assertThat(tokens.columns()).containsOnlyKeys("characters", "vectors", "words");
    GraphInputs.writeSource(g, Schema.of(Map.of("words", new Schema.Kind.Ids(3))));
    assertThat(g.inputs().stream().map(p -> p.value().name() + " " + p.dims()))
        .contains("source/lengths [B]", "source/words [source.T, B]");
    assertThat(GraphInputs.writeSource(g, Schema.NONE)).isEqualTo(InputWires.NONE);
  }

  @Test
  void placesPastALengthAreZero() {
    SortedMap<String, Tensor> fed = GraphInputs.feed(SCHEMA, inputs(0, 1, 1, -1));
    assertThat(longs(fed, "words")).containsExactly(9, 8, 7, 0);
    assertThat(((Tensor.Floats) tensor(fed, "vectors")).data())
        .containsExactly(1, 2, 3, 4, 5, 6, 0, 0);
    assertThat(longs(fed, "characters.index")).containsExactly(0, 1, 1, 0);
    assertThat(longs(fed, "characters/lengths")).containsExactly(3, 1);
  }

  @Test
  void aPlaceWithoutAnItemSaysSo() {
    SortedMap<String, Tensor> fed = GraphInputs.feed(SCHEMA, inputs(0, -1, 1, -1));
    assertThat(longs(fed, "characters.index")).containsExactly(0, -1, 1, 0);
    assertThatThrownBy(() -> GraphInputs.feed(SCHEMA, inputs(0, -2, 1, -1)))
        .hasMessage(
            "column 'characters' has id -2 at step 0 of example 1;"
                + " the model knows ids from -1 to 1");
  }

  @Test
  void noDimensionIsEverZero() {
    Inputs none = Inputs.ids("letters", 0, new int[0], new int[0]);
    Inputs in =
        Inputs.of(0, new int[] {0}, Map.of("characters", new Column.Nested(none, new int[0])));
    Schema schema =
        Schema.of(
            Map.of(
                "characters",
                new Schema.Kind.Nested(Schema.of(Map.of("letters", new Schema.Kind.Ids(5))))));
    GraphInputs.feed(schema, in)
        .forEach((name, tensor) -> assertThat(tensor.dims()).as(name).doesNotContain(0));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Schema small = Schema.of(Map.of("words", new Schema.Kind.Ids(9)));
    assertThatThrownBy(() -> GraphInputs.feed(small, inputs(0, 0, 0, 0)))
        .hasMessage(
            "column 'words' has id 9 at step 0 of example 0; the model knows ids from 0 to 8");
    Schema wide = Schema.of(Map.of("vectors", new Schema.Kind.Reals(3)));
    assertThatThrownBy(() -> GraphInputs.feed(wide, inputs(0, 0, 0, 0)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("column 'vectors' has vectors of 2 where the model reads vectors of 3");
    Schema other = Schema.of(Map.of("words", new Schema.Kind.Reals(3)));
    assertThatThrownBy(() -> GraphInputs.feed(other, inputs(0, 0, 0, 0)))
        .hasMessage("column 'words' holds Ids where the model reads Reals");
  }

  private static long[] longs(SortedMap<String, Tensor> fed, String name) {
    Tensor tensor = tensor(fed, name);
    assertThat(tensor.type()).isIn(ElementType.INT32, ElementType.INT64);
    return ((Tensor.Ints) tensor).data();
  }

  private static Tensor tensor(SortedMap<String, Tensor> fed, String name) {
    return Objects.requireNonNull(fed.get(name), name);
  }
}
