package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rondo.core.Batch;
import rondo.core.Inputs;
import rondo.core.Noise;
import rondo.core.Task;
import rondo.tasks.PairSteps.Pair;

class PairStepsTest {
  private static final Task.Plan PLAN = new Task.Plan(50, 13, 1); // four parts

  /** Pairs of all kinds of lengths; the first id of each text is its number. */
  private static List<Pair> pairs(int count) {
    Random random = new Random(1);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] source = new int[1 + random.nextInt(40)];
      source[0] = i;
      pairs.add(new Pair(source, new int[Math.max(1, source.length + random.nextInt(9) - 4)]));
    }
    return pairs;
  }

  private static Batch batch(List<Pair> pairs) {
    return new Batch(
        Epochs.inputs("source", pairs.stream().map(Pair::source).toList()),
        Epochs.inputs("target", pairs.stream().map(Pair::target).toList()),
        Inputs.NONE,
        false);
  }

  private static List<List<Batch>> steps(List<Pair> pairs, Noise order) {
    return PairSteps.of(pairs, PLAN, 400, order, PairStepsTest::batch).toList();
  }

  @Test
  void eachPairComesOnceInStepsOfAboutAsManyPieces() {
    List<List<Batch>> steps = steps(pairs(3000), Noise.of(1));
    TreeSet<Integer> seen = new TreeSet<>();
    int full = 0;
    int padding = 0;
    int places = 0;
    for (List<Batch> step : steps) {
      int rows = step.stream().mapToInt(b -> b.source().batch()).sum();
      int time =
          step.stream()
              .mapToInt(b -> Math.max(b.source().time(), b.tokens().time()))
              .max()
              .orElse(0);
      assertThat(rows).isLessThanOrEqualTo(50);
      assertThat(rows * time).isLessThanOrEqualTo(400);
      assertThat(step).hasSizeLessThanOrEqualTo(4);
      full += rows == 50 || rows * time > 300 ? 1 : 0;
      for (Batch part : step) {
        for (int b = 0; b < part.source().batch(); b++) {
          assertThat(seen.add(part.source().ids("source")[b])).isTrue();
        }
        for (Inputs side : List.of(part.source(), part.tokens())) {
          places += side.time() * side.batch();
          for (int length : side.lengths()) {
            padding += side.time() - length;
          }
        }
      }
    }
    assertThat(seen).hasSize(3000);
    assertThat((double) full / steps.size()).isGreaterThan(0.9);
    assertThat((double) padding / places).isLessThan(0.05); // like lengths stand together
  }

  @Test
  void eachEpochHasAnOrderOfItsOwn() {
    List<Pair> pairs = pairs(300);
    assertThat(firsts(pairs, Noise.of(1))).isEqualTo(firsts(pairs, Noise.of(1)));
    assertThat(firsts(pairs, Noise.of(1))).isNotEqualTo(firsts(pairs, Noise.of(2)));
    List<Integer> plain = firsts(pairs, Noise.NONE);
    assertThat(plain).isSorted();
  }

  private static List<Integer> firsts(List<Pair> pairs, Noise order) {
    return steps(pairs, order).stream().map(s -> s.get(0).source().ids("source")[0]).toList();
  }

  @Test
  void aPairLongerThanAStepIsAStep() {
    List<List<Batch>> steps =
        steps(
            List.of(new Pair(new int[900], new int[2]), new Pair(new int[1], new int[1])),
            Noise.NONE);
    assertThat(steps).hasSize(2);
  }
}
