package rondo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** The loss of these tests is Σ tanh(x w)², of x: 3 x 2 and w: 2 x 4. */
class GradientCheckTest {
  private final Draw draw = new Draw(1);
  private final Matrix x = draw.normal(3, 2, 1);
  private final Matrix w = draw.normal(2, 4, 1);

  private double loss() {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        double h = Math.tanh(product(i, j));
        sum += h * h;
      }
    }
    return sum;
  }

  private float product(int i, int j) {
    return x.get(i, 0) * w.get(0, j) + x.get(i, 1) * w.get(1, j);
  }

  /** dw[k,j] = Σ x[i,k] 2 h (1 - h²). */
  private Matrix dw() {
    Matrix dw = Matrix.zeros(2, 4);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        double h = Math.tanh(product(i, j));
        for (int k = 0; k < 2; k++) {
          dw.data()[dw.at(k) + j] += (float) (x.get(i, k) * 2 * h * (1 - h * h));
        }
      }
    }
    return dw;
  }

  private GradientCheck check(Matrix dw) {
    return new GradientCheck(this::loss).tensor("w", w, dw);
  }

  @Test
  void rightGradientPasses() {
    check(dw()).verify();
    assertThat(check(dw()).errors().get("w")).isLessThan(1e-4);
  }

  @Test
  void wrongElementIsNamedWithBothNumbers() {
    Matrix dw = dw();
    dw.data()[6] += 0.5f;
    assertThatThrownBy(() -> check(dw).verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the gradient of w (2 x 4)")
        .hasMessageContaining("worst at [1, 2]")
        .hasMessageContaining("%.4f".formatted(dw.get(1, 2)))
        .satisfies(
            e -> // the estimate nearest to a wrong gradient is the worst one of a right slope
            assertThat(measured(e.toString())).isCloseTo(dw.get(1, 2) - 0.5, within(0.01)));
  }

  private static double measured(String message) {
    return Double.parseDouble(message.replaceAll(".*was computed, (\\S+) by differences.*", "$1"));
  }

  @Test
  void errorOfOnePercentIsSeen() {
    Matrix dw = dw();
    for (int i = 0; i < dw.size(); i++) {
      dw.data()[i] *= 1.01f;
    }
    assertThat(check(dw).errors().get("w")).isBetween(0.004, 0.006); // 0.01 / (1 + 1.01)
    assertThatThrownBy(() -> check(dw).verify()).isInstanceOf(AssertionError.class);
  }

  @Test
  void missingGradientIsSeen() {
    assertThat(check(Matrix.zeros(2, 4)).errors().get("w")).isEqualTo(1);
  }

  @Test
  void gradientThatIsNotANumberFails() {
    Matrix dw = dw();
    dw.data()[3] = Float.NaN;
    assertThatThrownBy(() -> check(dw).verify()).hasMessageContaining("worst at [0, 3]");
  }

  @Test
  void gradientOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> check(Matrix.zeros(4, 2)))
        .hasMessageContaining("w is 2 x 4, its gradient 4 x 2");
  }

  @Test
  void valuesAreLeftAsTheyWere() {
    float[] before = w.data().clone();
    check(dw()).verify();
    assertThat(w.data()).containsExactly(before);
  }

  @Test
  void kinkBesideAValueDoesNotSpoilItsDerivative() {
    // relu(v) at 1e-4: each central step crosses the kink at 0, the derivative is still 1
    Matrix v = Matrix.of(1, 2, 1e-4f, -1e-4f);
    GradientCheck relu =
        new GradientCheck(() -> Math.max(0, v.get(0, 0)) + 3 * Math.max(0, v.get(0, 1)));
    assertThatCode(() -> relu.tensor("v", v, Matrix.of(1, 2, 1, 0)).verify())
        .doesNotThrowAnyException();
    GradientCheck wrong =
        new GradientCheck(() -> Math.max(0, v.get(0, 0)) + 3 * Math.max(0, v.get(0, 1)));
    assertThatThrownBy(() -> wrong.tensor("v", v, Matrix.of(1, 2, 1, 1)).verify())
        .hasMessageContaining("worst at [0, 1]");
  }

  @Test
  void rowGradientsCountAsGradients() {
    // the loss reads row 1 twice and row 3 once
    Param p = new Param("words", draw.normal(4, 2, 1));
    Work work = new Work(new ScalarKernels(), Workers.ONE);
    work.rows(p).add(1, new float[] {2, 2}, 0);
    work.rows(p).add(3, new float[] {1, 0}, 0);
    Matrix v = p.value();
    GradientCheck check =
        new GradientCheck(() -> 2.0 * v.get(1, 0) + 2.0 * v.get(1, 1) + v.get(3, 0));
    check.params(List.of(p), work).verify();
  }

  @Test
  void packedCopiesAreToldOfEveryNudge() {
    Param p = new Param("p", Matrix.of(1, 1, 2));
    float[] packed = {2};
    long[] seen = {0};
    GradientCheck check =
        new GradientCheck(
            () -> {
              if (seen[0] != p.version()) {
                packed[0] = p.value().get(0, 0);
                seen[0] = p.version();
              }
              return packed[0] * packed[0];
            });
    Work work = new Work(new ScalarKernels(), Workers.ONE);
    work.gradient(p).fill(4);
    check.params(List.of(p), work).verify();
  }
}
