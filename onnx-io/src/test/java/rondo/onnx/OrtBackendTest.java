package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Column;
import rondo.core.Cursor;
import rondo.core.Demand.Wanted;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.engine.NativeRunner;
import rondo.engine.graph.SampleInputs;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Workers;

class OrtBackendTest {
  /** Sums of a few dozen floats in another order, through two layers and 20 steps. */
  private static final float TOLERANCE = 1e-5f;

  @ParameterizedTest
  @CsvSource({
    "EACH_TOKEN, bidirectional", "EACH_TOKEN, forward",
    "WHOLE_SEQUENCE, bidirectional", "WHOLE_SEQUENCE, forward"
  })
  void scoresAreTheNativeOnes(Wanted wanted, String direction) {
    Model<?, ?> model = Labels.model(Labels.RICH, wanted, direction, Gated.Fault.NONE);
    try (Runner here = here(model);
        Runner there = new OrtBackend().open(model, Device.CPU.threads(2))) {
      int[][] batches = {{1}, {20}, {3, 1, 20, 7}, {0, 2}, {2, 0, 5}};
      for (int i = 0; i < batches.length; i++) {
        Inputs tokens = SampleInputs.draw(Labels.RICH, Noise.of(i), batches[i]);
        same(one(there, tokens), one(here, tokens));
      }
    }
  }

  @Test
  void nothingIsAnsweredWithNothing() {
    Model<?, ?> model =
        Labels.model(Labels.RICH, Wanted.EACH_TOKEN, "bidirectional", Gated.Fault.NONE);
    try (Runner here = here(model);
        Runner there = new OrtBackend().open(model, Device.CPU)) {
      for (int[] lengths : new int[][] {{}, {0}, {0, 0}}) {
        Inputs tokens = SampleInputs.draw(Labels.RICH, Noise.of(1), lengths);
        same(one(there, tokens), one(here, tokens));
      }
    }
  }

  @Test
  void placesWithoutAnItemAreZerosOnBothSides() {
    Schema schema = Labels.RICH;
    Model<?, ?> model = Labels.model(schema, Wanted.EACH_TOKEN, "bidirectional", Gated.Fault.NONE);
    Inputs drawn = SampleInputs.draw(schema, Noise.of(4), 3, 2);
    Column.Nested nested = (Column.Nested) drawn.column("characters");
    Map<String, Column> columns = new TreeMap<>(drawn.columns());
    columns.put("characters", new Column.Nested(nested.items(), new int[] {0, -1, -1, 1, -1, -1}));
    Inputs some = Inputs.of(drawn.time(), drawn.lengths(), columns);
    Inputs empty = Inputs.ids("letters", 0, new int[0], new int[0]);
    columns.put("characters", new Column.Nested(empty, new int[] {-1, -1, -1, -1, -1, -1}));
    Inputs none = Inputs.of(drawn.time(), drawn.lengths(), columns);
    try (Runner here = here(model);
        Runner there = new OrtBackend().open(model, Device.CPU)) {
      same(one(there, some), one(here, some));
      same(one(there, none), one(here, none));
    }
  }

  @Test
  void aStreamGoesOnWhereItWas() {
    Model<?, ?> model = Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    try (Runner here = here(model);
        Runner there = new OrtBackend().open(model, Device.CPU);
        Cursor a = there.start(Inputs.NONE);
        Cursor b = here.start(Inputs.NONE)) {
      Inputs whole = SampleInputs.draw(Labels.WORDS, Noise.of(2), 6, 6);
      List<Float> pieces = new ArrayList<>();
      for (int t = 0; t < 6; t += 2) {
        Inputs piece = piece(whole, t, 2);
        Sequence scores = a.score(piece).values();
        same(scores, b.score(piece).values());
        pieces.addAll(floats(scores));
      }
      List<Float> once = floats(one(there, whole));
      for (int i = 0; i < once.size(); i++) {
        assertThat(pieces.get(i)).isCloseTo(once.get(i), within(TOLERANCE));
      }
      a.select(new int[] {1, 1, 0});
      b.select(new int[] {1, 1, 0});
      Inputs next = SampleInputs.draw(Labels.WORDS, Noise.of(3), 2, 1, 2);
      same(a.score(next).values(), b.score(next).values());
      assertThatThrownBy(() -> a.score(whole))
          .hasMessageStartingWith("a piece of 2 examples goes on where 3 are under way");
      assertThatThrownBy(() -> a.select(new int[] {3}))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void whatReadsBothWaysTakesNoSecondPiece() {
    Model<?, ?> model =
        Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "bidirectional", Gated.Fault.NONE);
    Inputs tokens = SampleInputs.draw(Labels.WORDS, Noise.of(2), 3);
    List<String> said = new ArrayList<>();
    for (Runner runner : List.of(here(model), new OrtBackend().open(model, Device.CPU))) {
      try (runner;
          Cursor cursor = runner.start(Inputs.NONE)) {
        cursor.score(tokens);
        assertThatThrownBy(() -> cursor.score(tokens))
            .isInstanceOf(IllegalStateException.class)
            .satisfies(e -> said.add(e.getMessage()));
      }
    }
    assertThat(said.get(1)).isEqualTo(said.get(0));
  }

  @Test
  void oneRunnerServesManyThreads() {
    Model<?, ?> model =
        Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "bidirectional", Gated.Fault.NONE);
    Inputs tokens = SampleInputs.draw(Labels.WORDS, Noise.of(2), 3, 9);
    try (Runner there = new OrtBackend().open(model, Device.CPU);
        Workers workers = Workers.of(4)) {
      List<Float> alone = floats(one(there, tokens));
      List<Runnable> pieces = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        pieces.add(() -> assertThat(floats(one(there, tokens))).isEqualTo(alone));
      }
      workers.run(pieces);
    }
  }

  @Test
  void missingCudaIsSaid() {
    Model<?, ?> model = Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    assertThatThrownBy(() -> new OrtBackend().open(model, Device.parse("cuda:3")))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("cuda:3");
  }

  private static Runner here(Model<?, ?> model) {
    return new NativeRunner(model.network(), new ScalarKernels(), Workers.ONE);
  }

  private static Sequence one(Runner runner, Inputs tokens) {
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      Sequence s = cursor.score(tokens).values();
      return new Sequence(s.time(), s.rows().copy(), s.lengths());
    }
  }

  private static Inputs piece(Inputs whole, int from, int steps) {
    int B = whole.batch();
    int[] ids = new int[steps * B];
    System.arraycopy(whole.ids("words"), from * B, ids, 0, ids.length);
    int[] lengths = new int[B];
    Arrays.fill(lengths, steps);
    return Inputs.ids("words", steps, lengths, ids);
  }

  private static List<Float> floats(Sequence s) {
    List<Float> all = new ArrayList<>();
    for (int i = 0; i < s.rows().size(); i++) {
      all.add(s.rows().data()[s.rows().offset() + i]);
    }
    return all;
  }

  private static void same(Sequence got, Sequence wanted) {
    assertThat(got.time()).isEqualTo(wanted.time());
    assertThat(got.lengths()).isEqualTo(wanted.lengths());
    assertThat(got.rows().shape()).isEqualTo(wanted.rows().shape());
    List<Float> g = floats(got);
    List<Float> w = floats(wanted);
    for (int i = 0; i < w.size(); i++) {
      assertThat(g.get(i)).as("score " + i).isCloseTo(w.get(i), within(TOLERANCE));
    }
  }
}
