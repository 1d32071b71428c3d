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
  private static final int ROWS = 5;
  private static final int COLS = 3;
  private static final double RATE = 0.05;
  private static final float SCALE = 0.5f; // as if the loss weighed 2

  /** A single weight, in double precision, written down from the paper's formulas. */
  interface Reference {
    double next(double w, double g);

    /** A step that leaves the weight alone. */
    default void idle() {}
  }

  /** Makes the reference of a weight. */
  interface References {
    Reference of(boolean embedded);
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

  /** A dense Adam: its moments fade in idle steps too, though the weight stands still in them. */
  private static final class Adam implements Reference {
    private final double beta1;
    private final double beta2;
    private final double decay;
    private double m;
    private double v;
    private int step;

    private Adam(boolean embedded, double decay) {
      this.beta1 = embedded ? 0 : 0.9; // an embedded row goes the whole way of a gradient at once
      this.beta2 = 0.999;
      this.decay = decay;
    }

    @Override
    public double next(double w, double g) {
      fade(g);
      double first = m / (1 - Math.pow(beta1, step));
      double second = v / (1 - Math.pow(beta2, step));
      return w - RATE * (first / (Math.sqrt(second) + 1e-8) + decay * w);
    }

    @Override
    public void idle() {
      fade(0);
    }

    private void fade(double g) {
      step++;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
    }
  }

  @Test
  void sgdFollowsItsFormula() {
    requireAgreement(Map.of("optimizer", "sgd", "decay", "0.01"), embedded -> sgd(0.9, 0.01));
  }

  @Test
  void rmspropFollowsItsFormula() {
    requireAgreement(Map.of("optimizer", "rmsprop"), embedded -> rmsprop(0.9, 1e-8));
  }

  @Test
  void adamFollowsItsFormula() {
    requireAgreement(Map.of(), embedded -> new Adam(embedded, 0));
  }

  @Test
  void adamWhoseMomentsWaitIsThatOfARowThatIsAlone() {
    requireAgreement(Map.of("idle", "wait"), embedded -> new Waiting(new Adam(false, 0)));
  }

  /** Knows nothing of the steps in which its weight is idle. */
  private record Waiting(Reference reference) implements Reference {
    @Override
    public double next(double w, double g) {
      return reference.next(w, g);
    }
  }

  @Test
  void rowsOfDifferentAgesInOnePatchAreCorrectedEachForItself() {
    Param p = new Param("E", Matrix.zeros(3, 1));
    Map<String, String> wait = Map.of("idle", "wait");
    Moments moments = new Moments(Optimizer.read(Lesson.settings(wait)), List.of(p));
    Matrix g = Matrix.of(3, 1, 0.3f, 0.3f, 0.3f);
    for (int step = 1; step <= 20; step++) {
      moments.update(
          new ScalarKernels(), patch(p, g, 1, 1, true), new Optimizer.Stride(1, RATE, step));
    }
    Matrix before = p.value().copy();
    moments.update(
        new ScalarKernels(), patch(p, g, 0, 3, false), new Optimizer.Stride(1, RATE, 21));
    for (int row = 0; row < 3; row++) {
      double moved = p.value().get(row, 0) - before.get(row, 0);
      assertThat(moved).isCloseTo(-RATE, within(1e-6)); // float rounding of weights of at most 1
    }
  }

  @Test
  void adamwFollowsItsFormula() {
    requireAgreement(Map.of("optimizer", "adamw"), embedded -> new Adam(embedded, 0.01));
  }

  /**
   * Ten steps over a matrix: row 0 and 1 in all of them, row 2 now and then and as a row of an
   * embedding, row 3 now and then, row 4 never.
   */
  private static void requireAgreement(Map<String, String> given, References references) {
    Noise noise = Noise.of(7);
    Param p = new Param("p", Matrix.zeros(ROWS, COLS));
    double[] due = new double[ROWS * COLS];
    List<Reference> weights = new ArrayList<>();
    for (int i = 0; i < due.length; i++) {
      p.value().data()[i] = noise.at("start").uniform(i) - 0.5f;
      due[i] = p.value().data()[i];
      weights.add(references.of(i / COLS == 2));
    }
    Matrix start = p.value().copy();
    Moments moments = new Moments(Optimizer.read(Lesson.settings(given)), List.of(p));
    for (int step = 0; step < 10; step++) {
      Matrix g = Matrix.zeros(ROWS, COLS);
      for (int i = 0; i < g.size(); i++) {
        g.data()[i] = noise.at(step).uniform(i) - 0.4f;
      }
      boolean late = step == 3 || step >= 8;
      List<Patch> patches = new ArrayList<>(List.of(patch(p, g, 0, 2, false)));
      if (late) {
        patches.add(patch(p, g, 2, 1, true));
        patches.add(patch(p, g, 3, 1, false));
      }
      for (Patch each : patches) {
        moments.update(new ScalarKernels(), each, new Optimizer.Stride(SCALE, RATE, step + 1));
      }
      for (int i = 0; i < due.length; i++) {
        if (i / COLS < (late ? 4 : 2)) {
          due[i] = weights.get(i).next(due[i], SCALE * g.data()[i]);
        } else {
          weights.get(i).idle();
        }
      }
    }
    for (int i = 0; i < due.length; i++) {
      // ten updates, each rounded to a float of magnitude 1 at most
      assertThat((double) p.value().data()[i]).isCloseTo(due[i], within(1e-6));
    }
    assertThat(p.value().rows(4, 1).copy().data()).isEqualTo(start.rows(4, 1).copy().data());
  }

  private static Patch patch(Param p, Matrix g, int row, int rows, boolean embedded) {
    return new Patch(p, row, g.rows(row, rows), embedded);
  }

  @Test
  void aRareWordGoesAsFarAsADenseAdamWouldMoveItInTime() {
    int steps = 1000;
    double g = 0.3;
    Param p = new Param("E", Matrix.zeros(1, 1));
    Moments moments = new Moments(Optimizer.read(Lesson.settings(Map.of())), List.of(p));
    Patch once = new Patch(p, 0, Matrix.of(1, 1, (float) g), true);
    moments.update(new ScalarKernels(), once, new Optimizer.Stride(1, RATE, steps));
    double due = 0;
    double m = 0.1 * g;
    for (int later = 0; later < 200; later++) { // 0.9^200 is nothing to a float
      double v = 0.001 * g * g * Math.pow(0.999, later);
      double corrected = v / (1 - Math.pow(0.999, steps + later));
      due -= RATE * m * Math.pow(0.9, later) / (Math.sqrt(corrected) + 1e-8);
    }
    // while momentum runs out, v and its correction go on by a few thousandths
    assertThat((double) p.value().get(0, 0)).isCloseTo(due, within(-0.01 * due));
  }

  @Test
  void decayThatWouldBeIgnoredIsRefused() {
    assertThatThrownBy(() -> Optimizer.read(Lesson.settings(Map.of("decay", "0.1"))))
        .hasMessage(
            "optimizer 'adam' knows no weight decay; use adamw, or leave option 'decay' out");
  }
}
