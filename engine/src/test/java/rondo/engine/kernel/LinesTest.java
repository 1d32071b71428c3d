package rondo.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rondo.core.Matrix;

class LinesTest {
  private static final int HEADER = 16; // bytes
  private static final int LINE = 64;

  private final Lines lines = new Lines(1 << 12);

  @Test
  void rowsBeginLinesAndShareRegionsWithoutTouching() {
    Matrix[] rows = new Matrix[40];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = lines.take(1 + 37 * i).fill(i);
    }
    for (int i = 0; i < rows.length; i++) {
      assertThat((HEADER + Float.BYTES * rows[i].offset()) % LINE).isZero();
      for (int c = 0; c < rows[i].cols(); c++) {
        assertThat(rows[i].get(0, c)).isEqualTo(i);
      }
    }
    assertThat(rows[1].data()).isSameAs(rows[0].data()).hasSize(1020); // and its header: a region
    assertThat(rows[39].data()).hasSize(1 + 37 * 39 + 12);
  }

  @Test
  void whatFitsARegionExactlyHasOneToItself() {
    Matrix row = lines.take(1020 - 16);
    assertThat(row.data()).hasSize(1020);
    assertThat(lines.take(16).data()).isNotSameAs(row.data());
    assertThat(lines.take(1020 - 15).data()).hasSize(1020 - 15 + 12);
  }

  @Test
  void withoutRegionsARowIsAnArray() {
    assertThat(new Lines(0).take(5))
        .extracting(Matrix::offset, m -> m.data().length)
        .containsExactly(0, 5);
  }
}
