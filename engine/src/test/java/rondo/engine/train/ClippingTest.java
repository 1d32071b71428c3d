package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

class ClippingTest {
  private final ScalarKernels kernels = new ScalarKernels();
  private final Param dense = new Param("W", Matrix.zeros(1, 2));
  private final Param sparse = new Param("E", Matrix.zeros(1000, 2));

  /** The whole gradient (6, 0), and a row (0, 8): a sum with norm 10. */
  private Patches patches() {
    Work part = new Work(kernels, Workers.ONE);
    part.gradient(dense).data()[0] = 6;
    part.rows(sparse).add(77, new float[] {0, 8}, 0);
    GradientSum sum = new GradientSum(List.of(dense, sparse), kernels, Workers.ONE);
    sum.begin(1);
    sum.add(List.of(part));
    return sum.patches();
  }

  @Test
  void aNormBelowTheBoundIsLeftAlone() {
    Clipping.Clipped clipped = new Clipping(0, 5.1).clip(patches(), 2, kernels);
    assertThat(clipped).isEqualTo(new Clipping.Clipped(5, 0.5f));
  }

  @Test
  void aNormAboveTheBoundIsScaledToIt() {
    Clipping.Clipped clipped = new Clipping(0, 1).clip(patches(), 2, kernels);
    assertThat(clipped).isEqualTo(new Clipping.Clipped(5, 0.1f)); // of the sum: 10 * 0.1 = 1
  }

  @Test
  void eachNumberIsBoundedBeforeTheNorm() {
    Patches patches = patches(); // means 3 and 4
    Clipping.Clipped clipped = new Clipping(3.5, 0).clip(patches, 2, kernels);
    assertThat(clipped.scale()).isEqualTo(1);
    // the root of 3 squared and 3.5 squared, exact in double
    assertThat(clipped.norm()).isCloseTo(Math.sqrt(9 + 12.25), within(1e-12));
    assertThat(patches.sum(p -> p.gradient().get(0, 0) + p.gradient().get(0, 1))).isEqualTo(6.5);
  }

  @Test
  void withoutBoundsOnlyTheWeightDivides() {
    Clipping.Clipped clipped = new Clipping(0, 0).clip(patches(), 4, kernels);
    assertThat(clipped).isEqualTo(new Clipping.Clipped(2.5, 0.25f));
  }

  @Test
  void whatIsNoNumberShowsInTheNorm() {
    Work part = new Work(kernels, Workers.ONE);
    part.gradient(dense).data()[0] = Float.NaN;
    GradientSum sum = new GradientSum(List.of(dense), kernels, Workers.ONE);
    sum.begin(1);
    sum.add(List.of(part));
    assertThat(new Clipping(1, 1).clip(sum.patches(), 1, kernels).norm()).isNaN();
  }

  @Test
  void onlyTouchedRowsAreLookedAt() {
    assertThat(patches().sum(p -> p.gradient().rows())).isEqualTo(2); // of 1001
    Work none = new Work(kernels, Workers.ONE).reset(Noise.NONE);
    GradientSum sum = new GradientSum(List.of(dense, sparse), kernels, Workers.ONE);
    sum.begin(1);
    sum.add(List.of(none));
    assertThat(sum.patches().none()).isTrue();
  }

  @Test
  void aParameterUsedBothWaysGetsBothGradients() {
    Work part = new Work(kernels, Workers.ONE);
    part.rows(sparse).add(3, new float[] {1, 2}, 0);
    Work other = new Work(kernels, Workers.ONE);
    other.gradient(sparse).fill(1);
    GradientSum sum = new GradientSum(List.of(sparse), kernels, Workers.ONE);
    sum.begin(1);
    sum.add(List.of(part, other));
    // 2000 ones of the whole gradient, and 3 more in the row
    assertThat(sum.patches().sum(p -> total(p.gradient()))).isEqualTo(2003);
  }

  private static double total(Matrix m) {
    double sum = 0;
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.cols(); c++) {
        sum += m.get(r, c);
      }
    }
    return sum;
  }
}
