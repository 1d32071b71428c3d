package rondo.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.testkit.GradientCheck;

/** Everything that a translator learns, against differences of its loss, ragged on both sides. */
final class GradientTest {
  private static final int[] SOURCE = {3, 1, 4};
  private static final int[] TARGET = {2, 4, 1};

  private static void check(Case c, Noise noise) {
    Work work = Work.poisoned(Case.KERNELS, Workers.ONE);
    assertThat(c.run(work, noise)).isPositive();
    Work again = Case.work();
    new GradientCheck(() -> c.loss(again, noise)).params(c.params(), work).verify();
  }

  private static void check(Case c) {
    check(c, Noise.NONE);
    check(c, Noise.of(3).at("step"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dot", "general", "additive", "none"})
  void throughAttention(String attention) {
    check(Case.of(SOURCE, TARGET, "attention", attention));
    check(Case.of(SOURCE, TARGET, "attention", attention, "feeding", "true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dot", "general", "additive"})
  void throughASourceOfOneToken(String attention) {
    check(Case.of(new int[] {1}, new int[] {1}, "attention", attention), Noise.NONE);
    check(
        Case.of(new int[] {1, 1}, new int[] {3, 2}, "attention", attention, "feeding", "true"),
        Noise.NONE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void throughAnEmptySourceAndAnEmptyTarget(boolean feeding) {
    check(Case.of(new int[] {0, 2, 1}, new int[] {3, 1, 0}, "feeding", "" + feeding), Noise.NONE);
  }

  @ParameterizedTest
  @CsvSource({"lstm,gru", "gru,lstm", "lstm,rnn", "rnn,lstm"})
  void throughTheBridgeBetweenCells(String encoder, String decoder) {
    String[] cells = {"encoder.cell", encoder, "decoder.cell", decoder};
    for (String feeding : new String[] {"false", "true"}) {
      check(
          Case.of(SOURCE, TARGET, cells[0], cells[1], cells[2], cells[3], "feeding", feeding),
          Noise.NONE);
    }
  }

  /** Of a stranger, which says no more than it must. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void throughACellThatTakesNoSingleSteps(boolean feeding) {
    check(Case.of(SOURCE, TARGET, "cell", "stranger", "feeding", "" + feeding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"output", "all"})
  void throughTiedVectors(String tie) {
    check(Case.of(SOURCE, TARGET, "tie", tie));
    check(Case.of(SOURCE, TARGET, "tie", tie, "feeding", "true", "attention", "none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"locked", "plain"})
  void throughLayersOnLayers(String kind) {
    for (String feeding : new String[] {"false", "true"}) {
      check(
          Case.of(
              SOURCE,
              TARGET,
              "encoder.layers",
              "2",
              "decoder.layers",
              "2",
              "encoder.direction",
              "forward",
              "dropout-kind",
              kind,
              "word-dropout",
              "0.2",
              "feeding",
              feeding));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"general", "additive"})
  void sameBitsOnAnyNumberOfThreads(String attention) {
    int[] lengths = new int[24];
    for (int b = 0; b < lengths.length; b++) {
      lengths[b] = 30 - b % 3;
    }
    Case c = Case.of(8, lengths, lengths, "hidden", "64", "attention", attention);
    Work one = Case.work();
    double loss = c.run(one, Noise.of(1));
    try (Workers three = Workers.of(3)) {
      Work many = new Work(Case.KERNELS, three);
      assertThat(c.run(many, Noise.of(1))).isEqualTo(loss);
      for (Param p : c.params()) {
        if (one.hasGradient(p)) {
          Matrix expected = one.gradient(p).copy();
          assertThat(many.gradient(p).copy().data()).as(p.path()).isEqualTo(expected.data());
        }
      }
    }
  }

  @Test
  void aBatchLearnsWhatItsSentencesLearn() {
    Case all = Case.of(new int[] {2, 3}, new int[] {3, 2}, "attention", "additive", "dropout", "0");
    Work together = Case.work();
    all.run(together, Noise.NONE);
    Work[] alone = {Case.work(), Case.work()};
    for (int b = 0; b < 2; b++) {
      one(all, b).run(alone[b], Noise.NONE);
    }
    for (Param p : all.params()) {
      if (together.hasGradient(p)) {
        Matrix sum = alone[0].gradient(p).copy().add(alone[1].gradient(p));
        Matrix whole = together.gradient(p);
        for (int i = 0; i < sum.size(); i++) {
          // sums of some dozen floats of size 1, in another order
          assertThat(whole.data()[whole.offset() + i])
              .as(p.path())
              .isCloseTo(sum.data()[i], within(1e-5f));
        }
      }
    }
  }

  /** An example by itself. */
  private static Case one(Case all, int b) {
    int T = all.tokens().time();
    int[] gold = new int[T];
    for (int t = 0; t < T; t++) {
      gold[t] = all.gold()[t * all.tokens().batch() + b];
    }
    return new Case(
        all.network(),
        all.weights(),
        Rows.of(all.source(), "english", b),
        Rows.of(all.tokens(), "german", b),
        gold);
  }
}
