package rondo.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.engine.kernel.ScalarKernels;

class WorkTest {
  private final Work work = new Work(new ScalarKernels(), Workers.ONE);

  @Test
  void whatIsTakenDoesNotOverlap() {
    List<Matrix> taken = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      taken.clear();
      work.reset(Noise.NONE);
      for (int i = 0; i < 300; i++) {
        taken.add(work.take(1 + i % 7, 1 + i % 211 * (round + 1)).fill(i));
      }
      for (int i = 0; i < 300; i++) {
        assertThat(taken.get(i).copy().data()).containsOnly(i);
      }
    }
  }

  @Test
  void aRoundLikeTheLastOneAllocatesNothingAndLeavesNoGaps() {
    round(work);
    Map<float[], Boolean> arrays = new IdentityHashMap<>();
    work.reset(Noise.NONE);
    for (Matrix m : round(work)) {
      arrays.put(m.data(), true);
    }
    assertThat(arrays).hasSize(1);
    float[] only = arrays.keySet().iterator().next();
    assertThat((long) only.length).isEqualTo(work.peak()).isEqualTo(1000 + 100_000 + 3 * 5000);
    work.reset(Noise.NONE);
    assertThat(round(work)).allSatisfy(m -> assertThat(m.data()).isSameAs(only));
  }

  private static List<Matrix> round(Work work) {
    return List.of(
        work.take(10, 100),
        work.take(1000, 100),
        work.take(5, 1000),
        work.take(5, 1000),
        work.take(5, 1000));
  }

  @Test
  void memoryTakenAsideIsGivenBack() {
    Matrix before = work.take(2, 2).fill(1);
    for (int i = 0; i < 50; i++) {
      work.aside(own -> own.take(1000, 10).fill(7));
    }
    Matrix after = work.take(2, 2).fill(2);
    assertThat(before.copy().data()).containsOnly(1);
    assertThat(after.copy().data()).containsOnly(2);
    assertThat(work.peak()).isEqualTo(4 + 10_000);
  }

  @Test
  void memoryOfAPoisonedPassIsNaN() {
    Work poisoned = Work.poisoned(new ScalarKernels(), Workers.ONE);
    for (int round = 0; round < 3; round++) {
      poisoned.reset(Noise.NONE);
      assertThat(poisoned.take(3, 4).fill(round).data()).isNotEmpty();
      assertThat(poisoned.take(20, 500).copy().data()).containsOnly(Float.NaN);
      assertThat(poisoned.zeros(2, 2).copy().data()).containsOnly(0);
      poisoned.split(1, 1, (from, to, own) -> assertThat(own.take(1, 1).get(0, 0)).isNaN());
    }
  }

  @Test
  void gradientsAddUpUntilTheReset() {
    Param p = new Param("p", Matrix.zeros(2, 3));
    work.gradient(p).data()[4] += 2;
    work.gradient(p).data()[4] += 3;
    work.rows(p).add(1, new float[] {1, 2, 3}, 0);
    assertThat(work.gradient(p).data()).containsExactly(0, 0, 0, 0, 5, 0);
    assertThat(work.hasGradient(p)).isTrue();
    assertThat(work.hasRows(p)).isTrue();
    work.reset(Noise.NONE);
    assertThat(work.hasGradient(p)).isFalse();
    assertThat(work.hasRows(p)).isFalse();
    assertThat(work.gradient(p).data()).containsOnly(0);
  }

  @Test
  void rangesOfASplitCoverAllItemsAndKeepTheirMemory() {
    try (Workers workers = Workers.of(3)) {
      Work parallel = new Work(new ScalarKernels(), workers);
      Param p = new Param("p", Matrix.zeros(10, 1));
      for (int round = 0; round < 20; round++) {
        parallel.reset(Noise.of(round));
        Matrix[] kept = new Matrix[4];
        float[] noise = new float[4];
        parallel.split(
            10,
            3,
            (from, to, own) -> {
              kept[from / 3] = own.take(to - from, 100).fill(from);
              noise[from / 3] = own.noise("site").uniform(0);
              for (int i = from; i < to; i++) {
                own.gradient(p).data()[i] += i;
              }
            });
        for (int i = 0; i < 4; i++) {
          assertThat(kept[i].rows()).isEqualTo(i < 3 ? 3 : 1);
          assertThat(kept[i].copy().data()).containsOnly(3 * i);
          assertThat(noise[i]).isEqualTo(Noise.of(round).at("site").uniform(0));
        }
        assertThat(parallel.gradient(p).data()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      }
    }
  }
}
