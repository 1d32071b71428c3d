package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rondo.core.Evaluation;

class ScheduleTest {
  private static final Offset<Double> EXACT = within(1e-12); // doubles, a few operations

  private static Schedule schedule(String... given) {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 0; i < given.length; i += 2) {
      settings.put(given[i], given[i + 1]);
    }
    return Schedule.read(Lesson.settings(settings), 110);
  }

  /** Before the update of this number, counted from 1. */
  private static Progress before(long update) {
    return new Progress(0, 0, update - 1, 0, 0, 0, 0, Standing.START);
  }

  private static Progress inEpoch(int epoch) {
    return new Progress(epoch, 0, 1, 0, 0, 0, 0, Standing.START);
  }

  @Test
  void constantStaysOne() {
    Schedule constant = schedule();
    for (long update : List.of(1L, 50L, 1000L)) {
      assertThat(constant.factor(before(update))).isEqualTo(1);
    }
  }

  @Test
  void warmupRisesEvenly() {
    Schedule warm = schedule("warmup", "10");
    assertThat(warm.factor(before(1))).isCloseTo(0.1, EXACT);
    assertThat(warm.factor(before(5))).isCloseTo(0.5, EXACT);
    assertThat(warm.factor(before(10))).isEqualTo(1);
    assertThat(warm.factor(before(11))).isEqualTo(1);
  }

  @Test
  void stepDropsEachSoManyEpochs() {
    Schedule step = schedule("schedule", "step", "schedule-every", "3", "schedule-factor", "0.1");
    assertThat(step.factor(inEpoch(0))).isEqualTo(1);
    assertThat(step.factor(inEpoch(2))).isEqualTo(1);
    assertThat(step.factor(inEpoch(3))).isCloseTo(0.1, EXACT);
    assertThat(step.factor(inEpoch(7))).isCloseTo(0.01, EXACT);
  }

  @Test
  void inverseRootFallsAfterItsWarmup() {
    Schedule root = schedule("schedule", "inverse-sqrt", "warmup", "4");
    assertThat(root.factor(before(2))).isCloseTo(0.5, EXACT);
    assertThat(root.factor(before(4))).isEqualTo(1);
    assertThat(root.factor(before(16))).isCloseTo(0.5, EXACT); // the root of 4 / 16
    assertThat(root.factor(before(400))).isCloseTo(0.1, EXACT);
  }

  @Test
  void cosineGoesFromTheEndOfTheWarmupToTheEndOfTheRun() {
    Schedule cosine = schedule("schedule", "cosine", "warmup", "10", "schedule-least", "0.2");
    assertThat(cosine.factor(before(10))).isCloseTo(1, EXACT);
    assertThat(cosine.factor(before(11))).isCloseTo(1, EXACT);
    assertThat(cosine.factor(before(61))).isCloseTo(0.6, EXACT); // half way from 1 to 0.2
    assertThat(cosine.factor(before(111))).isCloseTo(0.2, EXACT);
    assertThat(cosine.factor(before(500))).isCloseTo(0.2, EXACT);
  }

  @Test
  void plateauDropsWhenTheMetricStands() {
    Schedule plateau =
        schedule(
            "schedule",
            "plateau",
            "schedule-patience",
            "2",
            "schedule-factor",
            "0.5",
            "schedule-least",
            "0.2");
    Standing standing = Standing.START;
    double[] metrics = {50, 60, 60, 59, 61, 61, 61, 61, 61, 61, 61};
    double[] factors = {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2};
    for (int i = 0; i < metrics.length; i++) {
      Evaluation found = new Evaluation("f1", new TreeMap<>(Map.of("f1", metrics[i])), "");
      standing = standing.after(found, i, plateau.patience());
      assertThat(plateau.factor(new Progress(0, 0, i, 0, 0, 0, 0, standing)))
          .as("after %s", List.of(i, metrics[i]))
          .isCloseTo(factors[i], EXACT);
    }
    assertThat(standing.bestStep()).isEqualTo(4);
    assertThat(standing.since()).isEqualTo(6);
  }

  @Test
  void anEvaluationThatIsNoNumberIsNeverTheBest() {
    Evaluation nan = new Evaluation("f1", new TreeMap<>(Map.of("f1", Double.NaN)), "");
    Standing standing = Standing.START.after(nan, 1, 0);
    assertThat(standing.best()).isEmpty();
    assertThat(standing.since()).isEqualTo(1);
  }
}
