package rondo.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.engine.work.Workers;

class PackedCopiesTest {
  private final PackedCopies copies = new PackedCopies(new Doubled(), Workers.ONE);

  /** Twice each value, a share for each row. */
  private static final class Doubled implements PackedCopies.Packer {
    private final AtomicInteger packed = new AtomicInteger(); // shares

    @Override
    public int size(Matrix value) {
      return value.size();
    }

    @Override
    public int shares(Matrix value) {
      return value.rows();
    }

    @Override
    public void pack(Matrix value, int share, Matrix to) {
      packed.incrementAndGet();
      for (int c = 0; c < value.cols(); c++) {
        to.data()[to.offset() + share * value.cols() + c] = 2 * value.get(share, c);
      }
    }
  }

  @Test
  void threadsPackTogetherAndReadWhatIsWhole() {
    Doubled packer = new Doubled();
    int rounds = 200;
    try (Workers workers = Workers.of(4)) {
      PackedCopies shared = new PackedCopies(packer, workers);
      Param p = new Param("p", Matrix.zeros(64, 8));
      for (int round = 1; round <= rounds; round++) {
        float value = round;
        p.value().fill(value);
        p.changed();
        workers.run(
            4,
            i -> {
              Matrix all = shared.of(p);
              for (int c = 0; c < all.cols(); c++) {
                assertThat(all.get(0, c)).isEqualTo(2 * value);
              }
            });
      }
    }
    assertThat(packer.packed).hasValue(64 * rounds);
  }

  @Test
  void aCopyIsMadeOnceAVersion() {
    Param p = new Param("p", Matrix.of(1, 2, 3, 4));
    Matrix first = copies.of(p);
    p.value().fill(5);
    assertThat(copies.of(p)).isSameAs(first);
    assertThat(first.get(0, 0)).isEqualTo(6);
    p.changed();
    assertThat(copies.of(p).get(0, 0)).isEqualTo(10);
    assertThat(copies.count()).isEqualTo(1);
  }

  @Test
  void parametersOfOnePathHaveCopiesOfTheirOwn() {
    Param one = new Param("p", Matrix.of(1, 1, 1));
    Param two = new Param("p", Matrix.of(1, 1, 2));
    assertThat(copies.of(one).get(0, 0)).isEqualTo(2);
    assertThat(copies.of(two).get(0, 0)).isEqualTo(4);
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
