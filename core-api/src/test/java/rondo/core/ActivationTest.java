package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {
  /** The two functions that activations leave to kernels, from the JDK's mathematics. */
  private final Kernels kernels =
      (Kernels)
          Proxy.newProxyInstance(
              Kernels.class.getClassLoader(),
              new Class<?>[] {Kernels.class},
              (proxy, method, arguments) -> {
                float[] x = (float[]) arguments[0];
                int from = (int) arguments[1];
                for (int i = from; i < from + (int) arguments[2]; i++) {
                  x[i] =
                      (float)
                          switch (method.getName()) {
                            case "sigmoid" -> 1 / (1 + Math.exp(-x[i]));
                            case "tanh" -> Math.tanh(x[i]);
                            default -> throw new AssertionError(method + " is not for activations");
                          };
                }
                return null;
              });

  private double value(Activation a, double x) {
    float[] y = {7, (float) x, 7};
    a.apply(kernels, y, 1, 1);
    assertThat(y[0]).isEqualTo(7); // neighbours stay as they are
    assertThat(y[2]).isEqualTo(7);
    return y[1];
  }

  @ParameterizedTest
  @CsvSource({
    "sigmoid, 0.5, 0.6224593",
    "tanh, 0.5, 0.4621172",
    "relu, -2, 0",
    "relu, 3, 3",
    "leakyrelu, -2, -0.02",
    "leakyrelu(0.3), -2, -0.6",
    "thresholdedrelu, 0.9, 0",
    "thresholdedrelu(0.5), 0.9, 0.9",
    "'scaledtanh(1.7159,0.66667)', 0.5, 0.5516863",
    "hardsigmoid, 1, 0.7",
    "'hardsigmoid(0.5,0.25)', 4, 1",
    "elu, -1, -0.6321206",
    "elu(2), -1, -1.2642411",
    "softsign, -3, -0.75",
    "softplus, 1, 1.3132616",
    "softplus, -40, 0",
    "'affine(2,3)', 4, 11",
    "identity, -5, -5",
    "Tanh, 0.5, 0.4621172"
  })
  void computesWhatOnnxDefines(String name, double x, double y) {
    assertThat(value(Activation.parse(name), x))
        .isCloseTo(y, within(1e-6)); // float's own precision
  }

  @ParameterizedTest
  @EnumSource
  void takesItsSlopeFromItsOutput(Activation.Kind kind) {
    Activation a = kind.parameters() == 2 ? new Activation(kind, 0.8f, 0.3f) : kind.standard();
    double step = 1e-2;
    for (double x = -4.05; x < 4; x += 0.1) { // never within a step of a kink
      double difference = (value(a, x + step) - value(a, x - step)) / (2 * step);
      boolean kinked =
          Math.abs(x) < 2 * step || Math.abs(x - 1) < 2 * step || nearBorder(a, x, step);
      if (!kinked) {
        // a central difference is off by step² f'''/6, below 1e-4 for these functions, and float
        // noise / step
        assertThat((double) a.slope((float) value(a, x)))
            .as("%s at %s", a, x)
            .isCloseTo(difference, within(3e-4));
      }
    }
  }

  private static boolean nearBorder(Activation a, double x, double step) {
    double sum = a.alpha() * x + a.beta();
    boolean hard = a.kind() == Activation.Kind.HARDSIGMOID;
    return hard && (Math.abs(sum) < 2 * step || Math.abs(sum - 1) < 2 * step);
  }

  @ParameterizedTest
  @EnumSource
  void readsBackWhatItPrints(Activation.Kind kind) {
    Activation a =
        new Activation(kind, kind.parameters() > 0 ? 0.75f : 0, kind.parameters() > 1 ? 0.25f : 0);
    assertThat(Activation.parse(a.toString())).isEqualTo(a);
    assertThat(Activation.parse(kind.onnx())).isEqualTo(kind.standard());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tahn",
        "tanh(1)",
        "elu(",
        "elu(x)",
        "leakyrelu(0.1,0.2)",
        "elu(-1)",
        "scaledtanh(0,1)",
        ""
      })
  void refusesWhatItCannotCompute(String name) {
    assertThatThrownBy(() -> Activation.parse(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"tahn, tanh", "sigmiod, sigmoid", "softpluss, softplus"})
  void guessesWhatWasMeant(String wrong, String meant) {
    assertThatThrownBy(() -> Activation.parse(wrong))
        .hasMessageContaining("Did you mean '" + meant + "'?");
  }
}
