package rondo.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Param;

class PackedCopiesTest {
  private final PackedCopies copies = new PackedCopies((w, earlier) -> w.data().clone());

  @Test
  void aCopyIsMadeOnceAVersion() {
    Param p = new Param("p", Matrix.of(1, 2, 3, 4));
    float[] first = copies.of(p);
    p.value().fill(5);
    assertThat(copies.of(p)).isSameAs(first);
    assertThat(first[0]).isEqualTo(3);
    p.changed();
    assertThat(copies.of(p)[0]).isEqualTo(5);
    assertThat(copies.count()).isEqualTo(1);
  }

  @Test
  void parametersOfOnePathHaveCopiesOfTheirOwn() {
    Param one = new Param("p", Matrix.of(1, 1, 1));
    Param two = new Param("p", Matrix.of(1, 1, 2));
    assertThat(copies.of(one)[0]).isEqualTo(1);
    assertThat(copies.of(two)[0]).isEqualTo(2);
  }

  @Test
  void aCopyGoesWithItsParameter() throws InterruptedException {
    Param kept = new Param("kept", Matrix.zeros(10, 10));
    for (int i = 0; i < 100; i++) {
      copies.of(new Param("p" + i, Matrix.zeros(10, 10)));
    }
    for (int i = 0; i < 100 && copies.count() > 1; i++) {
      System.gc();
      Thread.sleep(10);
      copies.of(kept);
    }
    assertThat(copies.count()).isEqualTo(1);
  }
}
