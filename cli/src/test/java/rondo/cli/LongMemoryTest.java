package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Example;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.FreshWeights;
import rondo.engine.train.GradientNorms;
import rondo.engine.train.GradientProbe;
import rondo.engine.train.Outcome;
import rondo.engine.train.Trainer;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.testkit.AddingProblem;

/**
 * Cells with gates learn to remember what a plain one forgets, and the gradient shows why. The same
 * at its real size is {@code benchmarks/run adding}.
 */
class LongMemoryTest {
  private static final AddingProblem ADDING = new AddingProblem(40);
  private static final int STEPS = 1200;
  private static final int ROWS = 20;

  private final Rondo rondo = Rondo.load();

  // Found here: errors of 0.0008 and 0.0002 with gates and of 0.177 without, which is the baseline;
  // of the gradient, 0.1 and 0.4 arrive with gates and 5e-9 without. Other lane counts add in
  // another order and end elsewhere, but not a factor of ten away.

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void gatesRemember(String cell) {
    Model<Noise, Float> model = model(cell);
    assertThat(squaredError(learn(model))).isLessThan(0.01);
    assertThat(firstToLast(model)).isGreaterThan(1e-2);
  }

  @Test
  void aPlainCellForgets() {
    Model<Noise, Float> model = model("rnn");
    assertThat(firstToLast(model)).isLessThan(1e-6);
    assertThat(squaredError(learn(model))).isGreaterThan(AddingProblem.BASELINE / 2);
  }

  private Model<Noise, Float> model(String cell) {
    return ADDING.model(rondo.plugins().cells(), Map.of("cell", cell, "hidden", "24"), 1);
  }

  private static Outcome learn(Model<Noise, Float> model) {
    Settings settings =
        Trainer.options()
            .fill(
                Map.of(
                    "epochs", "1",
                    "rows", String.valueOf(ROWS),
                    "part", String.valueOf(ROWS),
                    "rate", "0.01",
                    "clip", "1",
                    "average", "none",
                    "evaluate", "100",
                    "patience", "0",
                    "threads", "1"));
    List<Example<Noise, Float>> data = ADDING.examples(STEPS * ROWS, Noise.of(1));
    List<Example<Noise, Float>> dev = ADDING.examples(200, Noise.of(2));
    return new Trainer<>(model, data, dev, settings, 1, KernelChoice.best()).run();
  }

  private static double squaredError(Outcome outcome) {
    return outcome.best().orElseThrow().value(AddingProblem.MSE);
  }

  /** How large the gradient still is when it arrives at the first step. */
  private double firstToLast(Model<Noise, Float> model) {
    GradientNorms norms = rondo.gradients(model, ADDING.examples(50, Noise.of(3))).get(0);
    List<GradientNorms.Step> steps = norms.steps();
    assertThat(steps).hasSize(ADDING.time());
    return steps.get(0).mean() / steps.get(ADDING.time() - 1).mean();
  }

  /** h[t] = 0.5 h[t-1] + 0.5 x[t] and a loss of h[T-1]: dL/dh[t] = 0.5^(T-1-t), exactly. */
  @Test
  void whatHalvesAtEachStepIsSeenToHalve() {
    int[] lengths = {6, 3};
    GradientProbe probe = new GradientProbe();
    CellType rnn = probe.watch(rondo.plugins().cells()).get("rnn");
    Settings linear = rnn.options().fill(Map.of("activation", "identity"));
    FreshWeights weights = new FreshWeights(1);
    Cell cell = rnn.create(new CellSpec("rnn", 1, 1, linear), weights);
    for (Param p : weights.params()) {
      p.value().fill(p.path().equals("b") ? 0 : 0.5f);
      p.changed();
    }
    Sequence x = new Sequence(6, Matrix.zeros(12, 1).fill(1), lengths);
    Trace trace = cell.forward(Flow.of(x), new Work(KernelChoice.best(), Workers.ONE));
    // 1 - 0.5^length, by the sum of halves; in powers of two, so to the last bit
    assertThat(trace.output().state().part(0).data()).contains(0.984375f, 0.875f);

    Flow ignored = trace.backward().apply(new Flow(Sequence.NONE, State.of(Matrix.of(2, 1, 1, 1))));
    List<double[]> seen = probe.seen().get(0).sequences();
    for (int b = 0; b < lengths.length; b++) {
      assertThat(seen.get(b)).hasSize(lengths[b]);
      for (int t = 0; t < lengths[b]; t++) {
        assertThat(seen.get(b)[t]).isEqualTo(Math.pow(0.5, lengths[b] - 1 - t), within(0.0));
      }
    }
  }
}
