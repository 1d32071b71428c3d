package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctTest {
  @Test
  void equalRowsComeTogetherAndGoBackToTheirPlaces() {
    Matrix x = rows(2, 1, 1, 2, 1, 3, 2, 0);
    Distinct distinct = Distinct.gather(x);
    assertThat(distinct.count()).isEqualTo(4);
    assertThat(firsts(x.rows(0, 4))).containsExactly(2, 1, 3, 0); // as each is met first
    Matrix y = rows(20, 10, 30, 0, -1, -1, -1, -1);
    distinct.spread(y);
    assertThat(firsts(y)).containsExactly(20, 10, 10, 20, 10, 30, 20, 0);
  }

  @Test
  void rowsWithoutEqualsStayWhereTheyAre() {
    Matrix x = rows(5, 4, 3);
    Matrix same = x.copy();
    Distinct distinct = Distinct.gather(x);
    assertThat(distinct.count()).isEqualTo(3);
    distinct.spread(x);
    assertThat(x.data()).isEqualTo(same.data());
  }

  @Test
  void nothingIsNothing() {
    assertThat(Distinct.gather(Matrix.NONE).count()).isZero();
  }

  /** Rows that are alike at all places that the hash looks at are still told apart. */
  @Test
  void anyMixtureIsRestored() {
    Random random = new Random(9);
    for (int round = 0; round < 200; round++) {
      int kinds = 1 + random.nextInt(60);
      int[] which = random.ints(random.nextInt(300), 0, kinds).toArray();
      Matrix x = Matrix.zeros(which.length, 1 + random.nextInt(70));
      for (int r = 0; r < which.length; r++) {
        x.data()[x.at(r) + which[r] % x.cols()] = 1 + which[r]; // mostly zeros, as one-hot ones
      }
      Matrix same = x.copy();
      Distinct distinct = Distinct.gather(x);
      assertThat(distinct.count())
          .isBetween((int) Arrays.stream(which).distinct().count(), which.length);
      distinct.spread(x);
      assertThat(x.data()).isEqualTo(same.data());
    }
  }

  private static Matrix rows(int... firsts) {
    Matrix x = Matrix.zeros(firsts.length, 40);
    for (int r = 0; r < firsts.length; r++) {
      x.rows(r, 1).fill(firsts[r]);
    }
    return x;
  }

  private static int[] firsts(Matrix x) {
    int[] all = new int[x.rows()];
    Arrays.setAll(all, r -> (int) x.get(r, 0));
    return all;
  }
}
