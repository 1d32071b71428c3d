package rondo.gru;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.engine.kernel.ScalarKernels;
import rondo.testkit.OnnxCase;

/** What others have computed is what this cell computes. */
class GruGoldenTest {
  /** Floats summed in another order differ by some 1e-7 a step; the cases have ten steps or so. */
  private static final double TOLERANCE = 1e-5;

  static List<OnnxCase> pytorch() throws IOException {
    return OnnxCase.all(Path.of("src/test/resources/pytorch"), new GruType());
  }

  static Stream<OnnxCase> conformance() throws IOException {
    return Stream.concat(
        OnnxCase.all(OnnxCase.shared("onnx/conformance"), new GruType()).stream(),
        OnnxCase.all(OnnxCase.shared("onnx/conformance-extra"), new GruType()).stream());
  }

  @ParameterizedTest
  @MethodSource("pytorch")
  void answersAsPyTorchDid(OnnxCase model) throws IOException {
    model.verify(TOLERANCE, new ScalarKernels());
  }

  @ParameterizedTest
  @MethodSource("conformance")
  void conformsToTheOperator(OnnxCase model) throws IOException {
    model.verify(TOLERANCE, new ScalarKernels());
  }
}
