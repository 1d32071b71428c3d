package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.engine.kernel.ScalarKernels;

class OptimizerTest {
  private static final int ROWS = 4;
  private static final int COLS = 3;
  private static final double RATE = 0.05;
  private static final float SCALE = 0.5f; // as if the loss weighed 2

  /** A single weight, in double precision, written down from the paper's formulas. */
  interface Reference {
    double next(double w, double g);
  }

  private static Reference sgd(double momentum, double decay) {
    double[] m = {0};
    return (w, g) -> {
      m[0] = momentum * m[0] + g;
      return w - RATE * (m[0] + decay * w);
    };
  }

  private static Reference rmsprop(double beta, double epsilon) {
    double[] v = {0};
    return (w, g) -> {
      v[0] = beta * v[0] + (1 - beta) * g * g;
      return w - RATE * g / (Math.sqrt(v[0]) + epsilon);
    };
  }

  private static Reference adam(double beta1, double beta2, double epsilon, double decay) {
    double[] m = {0, 0, 0};
    return (w, g) -> {
      m[2]++;
      m[0] = beta1 * m[0] + (1 - beta1) * g;
      m[1] = beta2 * m[1] + (1 - beta2) * g * g;
      double first = m[0] / (1 - Math.pow(beta1, m[2]));
      double second = m[1] / (1 - Math.pow(beta2, m[2]));
      return w - RATE * (first / (Math.sqrt(second) + epsilon) + decay * w);
    };
  }

  @Test
  void sgdFollowsItsFormula() {
    requireAgreement(Map.of("optimizer", "sgd", "decay", "0.01"), () -> sgd(0.9, 0.01));
  }

  @Test
  void rmspropFollowsItsFormula() {
    requireAgreement(Map.of("optimizer", "rmsprop"), () -> rmsprop(0.9, 1e-8));
  }

  @Test
  void adamFollowsItsFormula() {
    requireAgreement(Map.of(), () -> adam(0.9, 0.999, 1e-8, 0));
  }

  @Test
  void adamwFollowsItsFormula() {
    requireAgreement(Map.of("optimizer", "adamw"), () -> adam(0.9, 0.999, 1e-8, 0.01));
  }

  /**
   * Ten steps over a matrix: row 0 and 1 in all of them, row 2 now and then, row 3 never. A row
   * lives through the updates of the steps that touch it, as if there were no others.
   */
  private static void requireAgreement(
      Map<String, String> given, java.util.function.Supplier<Reference> reference) {
    Noise noise = Noise.of(7);
    Param p = new Param("p", Matrix.zeros(ROWS, COLS));
    double[] due = new double[ROWS * COLS];
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < due.length; i++) {
      p.value().data()[i] = noise.at("start").uniform(i) - 0.5f;
      due[i] = p.value().data()[i];
      references.add(reference.get());
    }
    Matrix start = p.value().copy();
    Optimizer optimizer = Optimizer.read(Lesson.settings(given));
    Moments moments = new Moments(optimizer, List.of(p));
    for (int step = 0; step < 10; step++) {
      Matrix g = Matrix.zeros(ROWS, COLS);
      for (int i = 0; i < g.size(); i++) {
        g.data()[i] = noise.at(step).uniform(i) - 0.4f;
      }
      moments.update(new ScalarKernels(), new Patch(p, 0, g.rows(0, 2)), SCALE, RATE);
      boolean late = step == 3 || step >= 8;
      if (late) {
        moments.update(new ScalarKernels(), new Patch(p, 2, g.rows(2, 1)), SCALE, RATE);
      }
      for (int i = 0; i < (late ? 3 : 2) * COLS; i++) {
        due[i] = references.get(i).next(due[i], SCALE * g.data()[i]);
      }
    }
    for (int i = 0; i < due.length; i++) {
      // ten updates, each rounded to a float of magnitude 1 at most
      assertThat((double) p.value().data()[i]).isCloseTo(due[i], within(1e-6));
    }
    assertThat(p.value().rows(3, 1).copy().data()).isEqualTo(start.rows(3, 1).copy().data());
  }

  @Test
  void aWordThatComesLateTakesAStepOfTheRate() {
    Param p = new Param("E", Matrix.zeros(2, 1));
    Moments moments = new Moments(Optimizer.read(Lesson.settings(Map.of())), List.of(p));
    Matrix g = Matrix.of(1, 1, 0.3f);
    for (int step = 0; step < 1000; step++) {
      moments.update(new ScalarKernels(), new Patch(p, 0, g), 1, RATE);
    }
    moments.update(new ScalarKernels(), new Patch(p, 1, g), 1, RATE);
    // by the count of steps it would be 3.16 times as far; float rounding is all that is left
    assertThat((double) p.value().get(1, 0)).isCloseTo(-RATE, within(1e-6));
  }

  @Test
  void rowsOfDifferentAgesInOnePatchAreCorrectedEachForItself() {
    Param p = new Param("E", Matrix.zeros(3, 1));
    Moments moments = new Moments(Optimizer.read(Lesson.settings(Map.of())), List.of(p));
    for (int step = 0; step < 20; step++) {
      moments.update(new ScalarKernels(), new Patch(p, 1, Matrix.of(1, 1, 0.3f)), 1, RATE);
    }
    Matrix before = p.value().copy();
    moments.update(
        new ScalarKernels(), new Patch(p, 0, Matrix.of(3, 1, 0.3f, 0.3f, 0.3f)), 1, RATE);
    for (int row = 0; row < 3; row++) {
      double moved = p.value().get(row, 0) - before.get(row, 0);
      assertThat(moved).isCloseTo(-RATE, within(1e-6)); // float rounding of weights of at most 1
    }
  }

  @Test
  void decayThatWouldBeIgnoredIsRefused() {
    assertThatThrownBy(() -> Optimizer.read(Lesson.settings(Map.of("decay", "0.1"))))
        .hasMessage(
            "optimizer 'adam' knows no weight decay; use adamw, or leave option 'decay' out");
  }
}
