package rondo.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Cursor;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.engine.NativeRunner;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** A translator at work: what it scores does not depend on how it is asked. */
final class UseTest {
  private static final int[] SOURCE = {3, 1, 4};
  private static final int[] TARGET = {2, 4, 1};

  /** Sums of a dozen floats of size 1, in another order. */
  private static final float ORDER = 2e-6f;

  static List<List<String>> kinds() {
    List<List<String>> all = new ArrayList<>();
    for (String attention : List.of("dot", "general", "additive", "none")) {
      for (String feeding : List.of("false", "true")) {
        all.add(
            List.of(
                "attention",
                attention,
                "feeding",
                feeding,
                "encoder.cell",
                "gru",
                "decoder.cell",
                "lstm",
                "decoder.layers",
                attention.equals("general") ? "2" : "1"));
      }
    }
    return all;
  }

  private static Case of(int[] target, List<String> options) {
    return Case.of(SOURCE, target, options.toArray(String[]::new));
  }

  private static Carried start(Case c, Work work) {
    return c.network().start(c.source(), work);
  }

  private static Scores score(Case c, Work work) {
    return c.network().score(c.tokens(), start(c, work), work).scores();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void useEqualsTraining(List<String> options) {
    Case c = of(TARGET, options);
    Work work = Work.poisoned(Case.KERNELS, Workers.ONE);
    Batch batch = new Batch(c.source(), c.tokens(), Inputs.NONE, false);
    Sequence hidden = c.network().forward(batch, State.NONE, work).output().sequence();
    Matrix taught = c.network().head().predict(Flow.of(hidden), work).sequence().rows();
    near(score(c, work).values().rows(), taught, ORDER);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void stepsEqualWhole(List<String> options) {
    Case c = of(TARGET, options);
    Work work = Work.poisoned(Case.KERNELS, Workers.ONE);
    Scores whole = score(c, work);
    boolean blind = options.get(1).equals("none");
    assertThat(whole.attention().time()).isEqualTo(blind ? 0 : 4);
    Carried carried = start(c, work);
    for (int t = 0; t < c.tokens().time(); t++) {
      Inputs piece = Rows.step(c.tokens(), "german", t);
      Network.Scored scored = c.network().score(piece, carried, work);
      near(scored.scores().values().rows(), whole.values().step(t), ORDER);
      if (!blind) {
        near(scored.scores().attention().rows(), whole.attention().step(t), ORDER);
      }
      carried = carried.with(scored.state());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nobodyDependsOnTheBatch(List<String> options) {
    Case c = of(TARGET, options);
    for (Kernels kernels : KernelChoice.all()) {
      Work work = Work.poisoned(kernels, Workers.ONE);
      Sequence all = score(c, work).values();
      for (int b = 0; b < SOURCE.length; b++) {
        Inputs source = Rows.of(c.source(), "english", b);
        Sequence alone = score(c.with(source, Rows.of(c.tokens(), "german", b)), work).values();
        for (int t = 0; t < all.time(); t++) {
          bits(alone.step(t), all.step(t).rows(b, 1));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void paddingChangesNothing(List<String> options) {
    Case c = of(TARGET, options);
    Case padded =
        c.with(Rows.padded(c.source(), "english", 3), Rows.padded(c.tokens(), "german", 2));
    Work work = Work.poisoned(Case.KERNELS, Workers.ONE);
    Sequence expected = score(c, work).values();
    Sequence found = score(padded, work).values();
    bits(found.rows().rows(0, expected.rows().rows()), expected.rows());
    int[] gold = Arrays.copyOf(c.gold(), c.gold().length + 6);
    Case longer = new Case(c.network(), c.weights(), padded.source(), padded.tokens(), gold);
    Work other = Work.poisoned(Case.KERNELS, Workers.ONE);
    assertThat(longer.run(other, Noise.NONE)).isEqualTo(c.run(work, Noise.NONE));
    for (Param p : c.params()) {
      if (work.hasGradient(p)) {
        near(other.gradient(p), work.gradient(p), ORDER);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hypothesesReadTheMemoryOfTheirOwnSource(List<String> options) {
    Case c = of(new int[] {2, 2, 2}, options);
    Network network = c.network();
    Inputs first = Rows.step(c.tokens(), "german", 0);
    Inputs second = Rows.step(c.tokens(), "german", 1);
    int[] chosen = {2, 0, 0, 1, 2};
    try (NativeRunner runner = new NativeRunner(network, Case.KERNELS, Workers.ONE);
        Cursor beam = runner.start(c.source())) {
      Matrix begun = beam.score(first).values().rows().copy();
      beam.select(chosen);
      Matrix found = beam.score(Rows.of(second, "german", chosen)).values().rows().copy();
      for (int r = 0; r < chosen.length; r++) {
        int b = chosen[r];
        try (Cursor alone = runner.start(Rows.of(c.source(), "english", b))) {
          bits(alone.score(Rows.of(first, "german", b)).values().rows(), begun.rows(b, 1));
          bits(alone.score(Rows.of(second, "german", b)).values().rows(), found.rows(r, 1));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void attentionIsOfTheOwnSourceAndSumsToOne(List<String> options) {
    Case c = of(TARGET, options);
    Sequence looks = score(c, Case.work()).attention();
    for (int t = 0; t < looks.time(); t++) {
      for (int b = 0; b < looks.batch(); b++) {
        float sum = 0;
        for (int s = 0; s < looks.width(); s++) {
          float weight = looks.step(t).get(b, s);
          assertThat(weight == 0).isEqualTo(s >= SOURCE[b] || t >= TARGET[b]);
          sum += weight;
        }
        assertThat(sum).isCloseTo(t < TARGET[b] ? 1 : 0, within(ORDER));
      }
    }
  }

  @Test
  void anEmptySourceIsAnsweredToo() {
    Case c = Case.of(new int[] {0, 2}, new int[] {2, 2}, "attention", "general");
    Sequence scores = score(c, Work.poisoned(Case.KERNELS, Workers.ONE)).values();
    for (int i = 0; i < scores.rows().size(); i++) {
      assertThat(scores.rows().copy().data()[i]).isFinite();
    }
  }

  private static void near(Matrix found, Matrix expected, float tolerance) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    float[] here = found.copy().data();
    float[] there = expected.copy().data();
    for (int i = 0; i < here.length; i++) {
      assertThat(here[i]).isCloseTo(there[i], within(tolerance));
    }
  }

  private static void bits(Matrix found, Matrix expected) {
    assertThat(found.copy().data()).containsExactly(expected.copy().data());
  }
}
