package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;
import rondo.engine.tiny.TinyPlugin;
import rondo.engine.work.Workers;

class NativeRunnerTest {
  private static final int[] IDS = {1, 2, 3, 1, 2, 2, 3, 3}; // 4 steps of 2 examples

  private static Runner runner(String direction) {
    Schema tokens = Schema.of(Map.of("words", new Schema.Kind.Ids(4)));
    Demand demand = new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, 3);
    Settings options =
        Settings.of(
            new TreeMap<>(
                Map.of("cell", "leak", "hidden", "5", "embedding", "4", "direction", direction)));
    Network network =
        new RecurrentNetworkType()
            .create(
                new NetworkSpec("recurrent", demand, options),
                Plugins.of(new EnginePlugin(), new TinyPlugin()).cells(),
                new FreshWeights(3));
    return new NativeRunner(network, new ScalarKernels(), Workers.ONE);
  }

  private static Inputs step(int t, int... rows) {
    int[] ids = new int[rows.length];
    int[] ones = new int[rows.length];
    for (int r = 0; r < rows.length; r++) {
      ids[r] = IDS[t * 2 + rows[r]];
      ones[r] = 1;
    }
    return Inputs.ids("words", 1, ones, ids);
  }

  private static Matrix whole(Runner runner) {
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      return cursor.score(Inputs.ids("words", 4, new int[] {4, 4}, IDS)).values().rows().copy();
    }
  }

  private static void assertRow(Matrix is, int row, Matrix due, int dueRow) {
    for (int j = 0; j < due.cols(); j++) {
      assertThat(is.get(row, j)).isEqualTo(due.get(dueRow, j));
    }
  }

  @Test
  void streamEqualsWhole() {
    Runner runner = runner("forward");
    Matrix whole = whole(runner);
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      for (int t = 0; t < 4; t++) {
        Matrix piece = cursor.score(step(t, 0, 1)).values().rows();
        assertRow(piece, 0, whole, 2 * t);
        assertRow(piece, 1, whole, 2 * t + 1);
      }
    }
  }

  @Test
  void selectedRowsGoOnWhereTheyWere() {
    Runner runner = runner("forward");
    Matrix whole = whole(runner);
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      assertThat(cursor.score(step(0, 0, 1)).values().batch()).isEqualTo(2);
      cursor.select(new int[] {1, 0, 1});
      assertThat(cursor.score(step(1, 1, 0, 1)).values().batch()).isEqualTo(3);
      cursor.select(new int[] {2});
      Matrix last = cursor.score(step(2, 1)).values().rows();
      assertRow(last, 0, whole, 5);
    }
  }

  @Test
  void scoresAreGoodUntilTheNextCall() {
    Runner runner = runner("forward");
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      Matrix first = cursor.score(step(0, 0, 1)).values().rows();
      Matrix kept = first.copy();
      cursor.select(new int[] {1, 1});
      assertRow(first, 0, kept, 0);
      assertRow(first, 1, kept, 1);
    }
  }

  @Test
  void aPieceThatIsRefusedChangesNothing() {
    Runner runner = runner("forward");
    Matrix whole = whole(runner);
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      assertThat(cursor.score(step(0, 0, 1)).values().batch()).isEqualTo(2);
      assertThatThrownBy(() -> cursor.score(step(1, 0)))
          .hasMessage(
              "a piece of 1 examples goes on where 2 are under way; select the rows that live on");
      assertThatThrownBy(
              () -> cursor.score(Inputs.ids("word", 1, new int[] {1, 1}, new int[] {1, 1})))
          .hasMessageContaining("words");
      assertThatThrownBy(() -> cursor.select(new int[] {2}))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("row 2 of 2 cannot live on");
      assertRow(cursor.score(step(1, 0, 1)).values().rows(), 1, whole, 3);
    }
  }

  @Test
  void aModelThatReadsBothWaysTakesNoSecondPiece() {
    Runner runner = runner("bidirectional");
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      assertThat(cursor.score(step(0, 0, 1)).values().batch()).isEqualTo(2);
      assertThatThrownBy(() -> cursor.score(step(1, 0, 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "this model reads each sequence as a whole and takes no second piece; "
                  + "train one with network.direction = forward to stream");
    }
  }
}
