package rondo.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

final class ColumnsTest {
  private final Work work = Work.poisoned(new ScalarKernels(), Workers.ONE);

  @Test
  void cutsUndoJoins() {
    Matrix a = Matrix.of(2, 1, 1, 2);
    Matrix b = Matrix.of(2, 2, 3, 4, 5, 6);
    Matrix joined = Columns.join(work, a, b);
    assertThat(joined.copy().data()).containsExactly(1, 3, 4, 2, 5, 6);
    assertThat(Columns.cut(work, joined, 0, 1).copy().data()).containsExactly(1, 2);
    assertThat(Columns.cut(work, joined, 1, 2).copy().data()).containsExactly(3, 4, 5, 6);
    assertThatThrownBy(() -> Columns.join(work, a, Matrix.zeros(3, 1)))
        .hasMessage("3 x 1 cannot stand beside 2 x 1");
  }

  @Test
  void reversingStaysWithinTheLengths() {
    // two examples: 1 2 3, and 4 with two steps of nothing, where a 9 does not belong
    Sequence x = new Sequence(3, Matrix.of(6, 1, 1, 4, 2, 9, 3, 9), new int[] {3, 1});
    Sequence back = Columns.reverse(x, work);
    assertThat(back.rows().copy().data()).containsExactly(3, 4, 2, 0, 1, 0);
    assertThat(Columns.reverse(back, work).rows().copy().data()).containsExactly(1, 4, 2, 0, 3, 0);
  }
}
