package rondo.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.engine.kernel.ScalarKernels;

final class AsideTest {
  @Test
  void memoryTakenAsideIsFreeAgain() {
    Work work = new Work(new ScalarKernels(), Workers.ONE);
    Matrix kept = work.take(3, 3).fill(7);
    List<Matrix> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      work.aside(own -> use(own, taken));
    }
    taken.add(work.take(300, 300));
    for (Matrix each : List.of(taken.get(2), taken.get(4), taken.get(6))) {
      assertThat(each.data()).isSameAs(taken.get(0).data());
      assertThat(each.offset()).isEqualTo(taken.get(0).offset());
    }
    assertThat(taken.get(3).data()).as("that of a range").isSameAs(taken.get(1).data());
    assertThat(taken.get(3).offset()).isEqualTo(taken.get(1).offset());
    assertThat(kept.data()).isNotSameAs(taken.get(1).data());
    assertThat(kept.copy().data()).as("what was taken before stays").containsOnly(7);
  }

  private static void use(Pass own, List<Matrix> taken) {
    taken.add(own.take(300, 300).fill(1));
    own.split(1, 1, (from, to, child) -> taken.add(child.take(2, 2).fill(2)));
  }
}
