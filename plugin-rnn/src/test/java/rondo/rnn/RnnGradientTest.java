package rondo.rnn;

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
class RnnGradientTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "activation=tanh",
        "activation=relu",
        "activation=identity",
        "activation=sigmoid",
        "activation=leakyrelu(0.1)",
        "activation=thresholdedrelu(0.2)",
        "activation=scaledtanh(1.5,0.7)",
        "activation=hardsigmoid(0.3,0.4)",
        "activation=elu(0.8)",
        "activation=softsign",
        "activation=softplus",
        "activation=affine(0.5,0.1)",
        "clip=0.9",
        "activation=affine(0.9,0.1);clip=0.7"
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
          new CellSpec("rnn", draw.between(1, 4), draw.between(1, 5), Settings.of(given));
      Cell cell = new RnnType().create(spec, weights);
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
