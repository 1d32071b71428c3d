package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;

class AveragingTest {
  private static final int ROWS = 5;
  private static final int STEPS = 60;

  private static Averaging averaging(String form, Param p) {
    Map<String, String> given =
        Map.of("average", form, "average-start", "3", "average-decay", "0.75");
    return new Averaging(Averaging.Kind.read(Lesson.settings(given)), List.of(p));
  }

  private static Param drawn() {
    Param p = new Param("p", Matrix.zeros(ROWS, 2));
    for (int i = 0; i < p.value().size(); i++) {
      p.value().data()[i] = Noise.of(1).uniform(i);
    }
    return p;
  }

  private static Progress in(int epoch, long step) {
    return new Progress(epoch, 0, step, 0, 0, 0, 0, Standing.START);
  }

  @Test
  void itBeginsWithItsEpochAndItsStep() {
    Map<String, String> given = Map.of("average-start", "3", "average-after", "7");
    Averaging.Kind kind = Averaging.Kind.read(Lesson.settings(given));
    assertThat(kind.begins(in(1, 9))).isFalse();
    assertThat(kind.begins(in(2, 6))).isFalse();
    assertThat(kind.begins(in(2, 7))).isTrue();
  }

  /** Moves row 0 in each step, row 1 in a third of them, row 2 once, rows 3 and 4 never. */
  private static void move(Param p, int step, Averaging averaging) {
    for (int row = 0; row < 3; row++) {
      if (row == 0 || (row == 1 && step % 3 == 0) || (row == 2 && step == 40)) {
        Patch patch = new Patch(p, row, Matrix.zeros(1, 2), true);
        averaging.settle(patch);
        for (int j = 0; j < 2; j++) {
          p.value().data()[p.value().at(row) + j] += Noise.of(9).at(step).uniform(j) - 0.5f;
        }
      }
    }
    averaging.stepped();
  }

  private static void requireAverage(String form, DoubleBinaryOperator first) {
    Param p = drawn();
    Averaging averaging = averaging(form, p);
    averaging.before(in(1, 50)); // too early
    move(p, 0, averaging);
    assertThat(averaging.values()).isEmpty();
    averaging.before(in(2, 50));
    double[] due = new double[p.value().size()];
    for (int i = 0; i < due.length; i++) {
      due[i] = p.value().data()[i];
    }
    for (int step = 1; step <= STEPS; step++) {
      move(p, step, averaging);
      for (int i = 0; i < due.length; i++) {
        double share = first.applyAsDouble(step, i);
        due[i] += share * (p.value().data()[i] - due[i]);
      }
      Matrix found = averaging.values().orElseThrow().get(0);
      for (int i = 0; i < due.length; i++) {
        // a rounding of numbers of about 1 in each of 60 steps
        assertThat((double) found.data()[i]).isCloseTo(due[i], within(2e-6));
      }
    }
  }

  @Test
  void meanIsTheMeanOfTheWeights() {
    requireAverage("mean", (step, i) -> 1 / step);
  }

  @Test
  void exponentialForgetsAStepAtATimeAndFasterAtFirst() {
    requireAverage("exponential", (step, i) -> Math.max(0.25, 9 / (step + 9)));
  }

  @Test
  void askingForTheAverageLeavesNoMark() {
    Param asked = drawn();
    Param left = drawn();
    Averaging one = averaging("mean", asked);
    Averaging other = averaging("mean", left);
    one.before(in(2, 50));
    other.before(in(2, 50));
    for (int step = 0; step < STEPS; step++) {
      move(asked, step, one);
      assertThat(one.values()).isPresent();
      move(left, step, other);
    }
    assertThat(one.values().orElseThrow().get(0).data())
        .isEqualTo(other.values().orElseThrow().get(0).data());
  }

  @Test
  void noneHasNoAverage() {
    Param p = drawn();
    Averaging averaging = averaging("none", p);
    averaging.before(in(5, 50));
    move(p, 0, averaging);
    assertThat(averaging.values()).isEmpty();
    assertThat(averaging.steps()).isNegative();
  }
}
