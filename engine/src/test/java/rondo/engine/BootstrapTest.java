package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rondo.core.Answered;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.engine.work.Workers;

class BootstrapTest {
  /** So many examples, the first of them answered rightly. */
  private static Answered<Integer, Integer> answered(int right, int all) {
    List<Example<Integer, Integer>> examples = new ArrayList<>();
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      examples.add(new Example<>(i, 1));
      answers.add(i < right ? 1 : 0);
    }
    return new Answered<>(examples, answers, BootstrapTest::accuracy);
  }

  private static Evaluation accuracy(List<Example<Integer, Integer>> gold, List<Integer> answers) {
    double right = answers.stream().mapToInt(a -> a).sum();
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("accuracy", 100 * right / gold.size());
    if (gold.stream().anyMatch(e -> e.input() == 0)) {
      values.put("first", (double) answers.get(0));
    }
    return new Evaluation("accuracy", values, "");
  }

  private static Interval accuracy(Bootstrap bootstrap, Answered<Integer, Integer> answered) {
    return Optional.ofNullable(bootstrap.intervals(answered, Workers.ONE).get("accuracy"))
        .orElseThrow();
  }

  /** The number below which a binomial variable lies with a probability. */
  private static int quantile(int n, double p, double probability) {
    double sum = 0;
    double each = Math.pow(1 - p, n);
    int k = 0;
    for (; sum + each < probability; k++) {
      sum += each;
      each *= (n - k) / (k + 1.0) * p / (1 - p);
    }
    return k;
  }

  @Test
  void ofASharePredictsWhatTheBinomialDistributionSays() {
    // 300 of 400, drawn 400 times with replacement, is binomial; its quantiles are known
    Interval found = accuracy(new Bootstrap(95, 1000, 1), answered(300, 400));
    assertThat(quantile(400, 0.75, 0.025)).isEqualTo(283);
    assertThat(quantile(400, 0.75, 0.975)).isEqualTo(317);
    // The 25th of 1000 has itself a deviation of sqrt(.025 * .975 / 1000) / density = 0.73 counts,
    // which is 0.18 points; four of them
    assertThat(found.low()).isCloseTo(283 / 4.0, within(0.73));
    assertThat(found.high()).isCloseTo(317 / 4.0, within(0.73));
  }

  @Test
  void theSeedDecidesAndNotTheThreads() {
    Answered<Integer, Integer> answered = answered(60, 90);
    Bootstrap bootstrap = new Bootstrap(90, 200, 7);
    SortedMap<String, Interval> alone = bootstrap.intervals(answered, Workers.ONE);
    try (Workers three = Workers.of(3)) {
      assertThat(bootstrap.intervals(answered, three)).isEqualTo(alone);
    }
    assertThat(bootstrap.intervals(answered)).isEqualTo(alone);
    assertThat(
            Stream.of(1, 2, 3)
                .map(seed -> new Bootstrap(90, 200, seed).intervals(answered, Workers.ONE))
                .distinct())
        .hasSizeGreaterThan(1);
  }

  @Test
  void moreConfidenceIsAWiderInterval() {
    Interval narrow = accuracy(new Bootstrap(50, 400, 3), answered(50, 100));
    Interval wide = accuracy(new Bootstrap(99, 400, 3), answered(50, 100));
    assertThat(wide.low()).isLessThan(narrow.low());
    assertThat(wide.high()).isGreaterThan(narrow.high());
    assertThat(narrow.low()).isLessThan(50).isGreaterThan(wide.low());
  }

  @Test
  void whatIsAlwaysRightDoesNotMove() {
    assertThat(new Bootstrap(95, 100, 1).intervals(answered(30, 30)))
        .containsEntry("accuracy", new Interval(100, 100));
  }

  @Test
  void aFigureThatFewResamplesHaveIsJudgedByThose() {
    // example 0 is in about 632 of 1000 resamples (1 - 1/e), in others the figure is not there
    assertThat(new Bootstrap(95, 1000, 1).intervals(answered(40, 40)))
        .containsEntry("first", new Interval(1, 1));
    // 39 resamples carry 95%, so the 25 or so that have it do not
    assertThat(new Bootstrap(95, 39, 1).intervals(answered(40, 40))).doesNotContainKey("first");
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertThatThrownBy(() -> new Bootstrap(100, 1000, 1))
        .hasMessage("the level of an interval must be between 0 and 100, such as 95, is 100.0");
    assertThatThrownBy(() -> new Bootstrap(95, 38, 1))
        .hasMessage("an interval of 95.0% needs at least 39 resamples, not 38");
    assertThatThrownBy(() -> new Bootstrap(95, 0, 1))
        .hasMessage("resamples must be from 1 to 1,000,000, are 0");
    assertThatThrownBy(() -> new Bootstrap(95, 100, 1).intervals(answered(0, 0)))
        .hasMessage("without examples there is no interval");
  }
}
