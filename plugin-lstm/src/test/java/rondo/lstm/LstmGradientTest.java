package rondo.lstm;

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
class LstmGradientTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "activations=sigmoid tanh tanh",
        "activations=hardsigmoid softsign elu",
        "activations=sigmoid, relu, identity",
        "activations=sigmoid scaledtanh(1.2,0.8) softplus",
        "peepholes=true",
        "coupled=true",
        "coupled=true;peepholes=true",
        "clip=0.8",
        "clip=0.8;peepholes=true",
        "clip=0.6;peepholes=true;coupled=true;activations=hardsigmoid(0.25,0.5) tanh leakyrelu(0.2)"
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
          new CellSpec("lstm", draw.between(1, 4), draw.between(1, 5), Settings.of(given));
      Cell cell = new LstmType().create(spec, weights);
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
