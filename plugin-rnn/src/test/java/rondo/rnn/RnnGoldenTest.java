package rondo.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.engine.kernel.ScalarKernels;
import rondo.testkit.OnnxCase;
import rondo.testkit.StoredGradients;

/** What others have computed is what this cell computes. */
class RnnGoldenTest {
  /** Floats summed in another order differ by some 1e-7 a step; the cases have ten steps or so. */
  private static final double TOLERANCE = 1e-5;

  static List<OnnxCase> pytorch() throws IOException {
    return OnnxCase.all(Path.of("src/test/resources/pytorch"), new RnnType());
  }

  @ParameterizedTest
  @MethodSource("pytorch")
  void answersAsPyTorchDid(OnnxCase model) throws IOException {
    model.verify(TOLERANCE, new ScalarKernels());
  }

  @Test
  void goesBackAsPyTorchDid() throws IOException {
    new StoredGradients(Path.of("src/test/resources/gradients"))
        .verify(new RnnType(), new ScalarKernels(), TOLERANCE);
  }

  @Test
  void conformsToTheOperator() throws IOException {
    List<OnnxCase> cases = new ArrayList<>();
    for (String suite : List.of("onnx/conformance", "onnx/conformance-extra")) {
      cases.addAll(OnnxCase.all(OnnxCase.shared(suite), new RnnType()));
    }
    assertThat(cases).hasSize(14);
    for (OnnxCase each : cases) {
      each.verify(TOLERANCE, new ScalarKernels());
    }
  }
}
