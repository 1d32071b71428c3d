package rondo.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

class RnnTest {
  /** Five digits are what the trace was worked out to; floats have seven. */
  private static final Offset<Float> CLOSE = within(1e-6f);

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, 1.25, 2.125, 3.0625, 4.03125, 0.03125",
    "0.9, 0.5, 1.45, 2.805, 4.5245, 6.57205, 0.32805"
  })
  void followsTheTraceWorkedOutByHand(
      float memory, float h1, float h2, float h3, float h4, float h5, float dh5dx1) {
    FreshWeights weights = new FreshWeights(1);
    CellSpec spec = new CellSpec("rnn", 1, 1, Settings.of(Map.of("activation", "identity")));
    Cell cell = new RnnType().create(spec, weights);
    for (Param p : weights.params()) { // h = memory h[t-1] + 0.5 x
      p.value().fill(p.path().equals("W") ? 0.5f : p.path().equals("R") ? memory : 0);
      p.changed();
    }
    Work work = new Work(new ScalarKernels(), Workers.ONE).reset(Noise.NONE);
    Sequence x = new Sequence(5, Matrix.of(5, 1, 1, 2, 3, 4, 5), new int[] {5});
    Trace trace = cell.forward(Flow.of(x), work);
    float[] expected = {h1, h2, h3, h4, h5};
    Matrix y = trace.output().sequence().rows();
    for (int t = 0; t < 5; t++) {
      assertThat(y.get(t, 0)).isCloseTo(expected[t], CLOSE);
    }
    Flow gradient = new Flow(Sequence.NONE, State.of(Matrix.of(1, 1, 1)));
    Matrix dx = trace.backward().apply(gradient).sequence().rows();
    assertThat(dx.get(0, 0)).isCloseTo(dh5dx1, CLOSE);
  }
}
