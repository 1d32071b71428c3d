package rondo.gru;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.Settings;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.FreshWeights;
import rondo.testkit.Draw;
import rondo.testkit.GradientCheck;

/** Every option's way back against differences of a loss; the contract checks the plain cell. */
class GruGradientTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset=after",
        "reset=before",
        "clip=0.7",
        "clip=0.7;reset=before",
        "activations=hardsigmoid relu",
        "activations=sigmoid softsign;reset=before",
        "activations=softplus elu;clip=1.5"
      })
  void gradientsAgreeWithDifferences(String options) {
    Map<String, String> given = new TreeMap<>();
    for (String each : options.split(";")) {
      String[] pair = each.split("=");
      given.put(pair[0], pair[1]);
    }
    for (int seed = 0; seed < 8; seed++) {
      Draw draw = new Draw(seed);
      FreshWeights weights = new FreshWeights(seed);
      CellSpec spec =
          new CellSpec("gru", draw.between(1, 4), draw.between(1, 5), Settings.of(given));
      Cell cell = new GruType().create(spec, weights);
      draw.weights(weights.params());
      int time = draw.between(1, 5);
      GradientCheck.of(
              cell,
              weights.params(),
              draw.flow(time, draw.lengths(time, draw.between(1, 4)), cell.ports()),
              new ScalarKernels())
          .verify();
    }
  }
}
