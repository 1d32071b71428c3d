package rondo.testkit.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.CellSpec;
import rondo.core.Column;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.layer.Features;
import rondo.engine.layer.LastOutput;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

final class FeaturesTest {
  private static final Schema LETTERS = Schema.of(Map.of("letters", new Schema.Kind.Ids(5)));
  private static final Schema SCHEMA =
      Schema.of(
          Map.of(
              "a", new Schema.Kind.Reals(2),
              "b", new Schema.Kind.Nested(LETTERS),
              "c", new Schema.Kind.Ids(7)));

  private final Work work = new Work(new ScalarKernels(), Workers.ONE);
  private final FreshWeights weights = new FreshWeights(1);
  private final Features features = new Features(SCHEMA, new Plain(), weights);

  /** Embeddings of 3, an encoder of 2 each way. */
  private static final class Plain implements Features.Choices {
    @Override
    public int embedding(String column) {
      return 3;
    }

    @Override
    public boolean frozen(String column) {
      return false;
    }

    @Override
    public double dropout(String column) {
      return 0;
    }

    @Override
    public Layer encoder(String column, int width, Weights weights) {
      CellSpec spec = new CellSpec("elman", width, 2, Settings.NONE);
      return new LastOutput(Recurrence.create(Direction.BIDIRECTIONAL, Elman.TYPE, spec, weights));
    }

    @Override
    public Features.Choices within(String column) {
      return this;
    }
  }

  private static Inputs inputs(int[] index, int... lettersLengths) {
    int places = index.length;
    int[] letters = new int[2 * lettersLengths.length];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (3 * i + 1) % 5;
    }
    int[] ids = new int[places];
    for (int i = 0; i < places; i++) {
      ids[i] = i % 7;
    }
    return Inputs.of(
        places,
        new int[] {places - 1}, // the last place is past the end
        Map.of(
            "a", new Column.Reals(Matrix.zeros(places, 2).fill(9)),
            "b", new Column.Nested(Inputs.ids("letters", 2, lettersLengths, letters), index),
            "c", new Column.Ids(ids)));
  }

  @Test
  void columnsStandInTheOrderOfTheirNames() {
    assertThat(features.width()).isEqualTo(2 + 4 + 3);
    assertThat(weights.params().stream().map(Object::toString).toList())
        .containsExactly(
            "b/letters/E",
            "b/encoder/forward/W",
            "b/encoder/forward/R",
            "b/encoder/forward/b",
            "b/encoder/backward/W",
            "b/encoder/backward/R",
            "b/encoder/backward/b",
            "c/E");
    Matrix rows = features.predict(inputs(new int[] {1, 0, -1, 0}, 2, 1), work).rows();
    Matrix embedding = weights.params().get(7).value();
    for (int t = 0; t < 3; t++) {
      assertThat(rows.get(t, 0)).isEqualTo(9);
      assertThat(rows.get(t, 1)).isEqualTo(9);
      assertThat(rows.get(t, 6)).isEqualTo(embedding.get(t, 0));
    }
    assertThat(rows.rows(3, 1).copy().data()).as("past the end").containsOnly(0);
  }

  @Test
  void anItemStandsWhereItsIndexIsAndNothingGivesZeros() {
    Matrix rows = features.predict(inputs(new int[] {1, 0, -1, 0}, 2, 1), work).rows();
    Matrix other = features.predict(inputs(new int[] {0, 1, 1, -1}, 2, 1), work).rows();
    assertThat(spelling(rows, 0)).isEqualTo(spelling(other, 1)).isEqualTo(spelling(other, 2));
    assertThat(spelling(rows, 1)).isEqualTo(spelling(other, 0)).isNotEqualTo(spelling(rows, 0));
    assertThat(spelling(rows, 2)).containsExactly(0f, 0f, 0f, 0f);
  }

  private static List<Float> spelling(Matrix rows, int t) {
    List<Float> values = new ArrayList<>();
    for (int j = 2; j < 6; j++) {
      values.add(rows.get(t, j));
    }
    return values;
  }

  @Test
  void noItemsAtAllGiveZerosAndNoGradient() {
    Inputs none = inputs(new int[] {-1, -1, -1});
    Trace trace = features.forward(none, work);
    Sequence out = trace.output().sequence();
    assertThat(spelling(out.rows(), 0)).containsExactly(0f, 0f, 0f, 0f);
    Flow d = Flow.of(out.with(Matrix.zeros(3, 9).fill(1)));
    assertThat(trace.backward().apply(d)).isEqualTo(Flow.NONE);
    assertThat(work.hasGradient(weights.params().get(1))).isFalse();
  }

  @Test
  void whatIsNotThereIsRefusedByName() {
    assertThatThrownBy(() -> features.predict(inputs(new int[] {2, 0, 0}, 2, 1), work))
        .hasMessage("column 'b' of 2 items knows ids from -1 to 1, not 2 (step 0 of example 0)");
    Inputs missing = Inputs.ids("c", 1, new int[] {1}, new int[] {0});
    assertThatThrownBy(() -> features.predict(missing, work))
        .hasMessage("the model reads a column 'a'; there are [c]");
    assertThatThrownBy(() -> new Features(Schema.NONE, new Plain(), weights))
        .hasMessage("features of no columns");
  }
}
