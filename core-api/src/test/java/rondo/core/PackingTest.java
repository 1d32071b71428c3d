package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackingTest {
  private final Packing ragged = Packing.of(3, new int[] {1, 3, 2, 0});

  @Test
  void someExamplesOfABatchStandAtTheirPlaces() {
    Packing some = Packing.of(3, new int[] {1, 3, 2, 0}, 1, 3); // the second and the third
    assertThat(some.batch()).isEqualTo(2);
    assertThat(some.rows()).isEqualTo(5);
    Matrix step = Matrix.of(4, 1, 10, 11, 12, 13);
    Matrix packed = Matrix.zeros(5, 1);
    some.packStep(1, step, packed);
    assertThat(packed.data()).containsExactly(0, 0, 11, 12, 0);
    Matrix back = Matrix.of(4, 1, -1, -1, -1, -1);
    some.unpackStep(1, packed, back);
    assertThat(back.data()).containsExactly(-1, 11, 12, -1);
    Matrix sorted = Matrix.zeros(2, 1);
    some.sort(step, sorted);
    assertThat(sorted.data()).containsExactly(11, 12);
  }

  @Test
  void thoseAliveAreTheFirstRowsOfEachStep() {
    assertThat(ragged.rows()).isEqualTo(6);
    assertThat(ragged.alive(0)).isEqualTo(3);
    assertThat(ragged.alive(1)).isEqualTo(2);
    assertThat(ragged.alive(2)).isEqualTo(1);
    assertThat(ragged.first(1)).isEqualTo(3);
    assertThat(ragged.before(0)).isZero();
    assertThat(ragged.before(2)).isEqualTo(4 + 3);
    assertThat(ragged.after(2)).isEqualTo(4 + 5);
  }

  @Test
  void packingLeavesOutWhatIsPastALengthAndUnpackingPutsZerosThere() {
    // row t * batch + b; what is past a length is not a number
    float no = Float.NaN;
    Matrix x = Matrix.of(12, 1, 1, 2, 3, no, no, 4, 5, no, no, 6, no, no);
    Matrix packed = ragged.pack(x, new Heap());
    assertThat(packed.data()).containsExactly(2, 3, 1, 4, 5, 6);
    assertThat(ragged.unpack(packed, new Heap()).data())
        .containsExactly(1, 2, 3, 0, 0, 4, 5, 0, 0, 6, 0, 0);
  }

  @Test
  void whatIsNotRaggedStaysWhereItIs() {
    Packing whole = Packing.of(2, new int[] {2, 2});
    Matrix x = Matrix.zeros(4, 3);
    assertThat(whole.pack(x, new Heap())).isSameAs(x);
    assertThat(whole.unpack(x, new Heap())).isSameAs(x);
  }

  @Test
  void statesStandAtTheLength() {
    // the start of examples 1, 2, 0, 3, then the states after each step
    Matrix states = Matrix.of(10, 1, 10, 20, 0, 30, 11, 21, 1, 12, 22, 13);
    Matrix ends = Matrix.zeros(4, 1);
    ragged.standing(states, 3, ends);
    assertThat(ends.data()).containsExactly(1, 13, 22, 30);
    ragged.standing(states, 1, ends);
    assertThat(ends.data()).containsExactly(1, 11, 21, 30);
    assertThat(ragged.starts(states, new Heap()).data()).containsExactly(10, 20, 0, 11, 21, 12);
    ragged.carry(states);
    assertThat(states.rows(0, 4).copy().data()).containsExactly(13, 22, 1, 30);
  }

  @Test
  void aStretchKeepsTheOrder() {
    Packing rest = ragged.steps(1, 2);
    assertThat(rest.rows()).isEqualTo(3);
    Matrix sorted = Matrix.zeros(4, 1);
    rest.sort(Matrix.of(4, 1, 0, 1, 2, 3), sorted);
    assertThat(sorted.data()).containsExactly(1, 2, 0, 3);
    Matrix back = Matrix.zeros(4, 1);
    rest.unsort(sorted, back);
    assertThat(back.data()).containsExactly(0, 1, 2, 3);
  }

  /** A pass of fresh arrays. */
  private static final class Heap implements Pass {
    @Override
    public Kernels kernels() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Matrix take(int rows, int cols) {
      return Matrix.zeros(rows, cols).fill(Float.NaN);
    }

    @Override
    public Noise noise(String site) {
      return Noise.NONE;
    }

    @Override
    public Matrix gradient(Param p) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RowGradient rows(Param p) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void split(int items, int grain, Range body) {
      body.run(0, items, this);
    }
  }
}
