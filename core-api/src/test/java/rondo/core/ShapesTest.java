package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What flows refuses to be built of shapes that do not agree, and says which. */
class ShapesTest {
  @Test
  void aMatrixLiesWithinItsFloats() {
    assertThatThrownBy(() -> new Matrix(3, 4, new float[11], 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("a 3 x 4 matrix at 0 needs 12 floats, there are 11");
    assertThatThrownBy(() -> new Matrix(1 << 20, 1 << 20, new float[1], 0))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> new Matrix(-1, 4, new float[9], 0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void windowsShareFloatsAndCopiesDoNot() {
    Matrix m = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6);
    Matrix middle = m.rows(1, 1);
    Matrix copy = middle.copy();
    middle.fill(9);
    assertThat(m.data()).containsExactly(1, 2, 9, 9, 5, 6);
    assertThat(copy.data()).containsExactly(3, 4);
    assertThat(m.reshaped(2, 3).get(1, 0)).isEqualTo(9);
    assertThatThrownBy(() -> m.reshaped(4, 2)).hasMessage("3 x 2 cannot be read as 4 x 2");
    assertThatThrownBy(() -> m.add(copy)).hasMessage("1 x 2 does not fit 3 x 2");
  }

  @Test
  void aSequenceHasARowForEachStepOfEachExample() {
    assertThatThrownBy(() -> new Sequence(3, Matrix.zeros(5, 2), new int[] {3, 1}))
        .hasMessage("a sequence of 3 steps of 2 examples needs 6 rows, there are 5");
    assertThatThrownBy(() -> new Sequence(3, Matrix.zeros(6, 2), new int[] {4, 1}))
        .hasMessage("a length of 4 in a sequence of 3 steps");
    Sequence s = new Sequence(2, Matrix.of(4, 1, 1, 2, 3, 4), new int[] {2, 1});
    assertThat(s.step(1).get(0, 0)).isEqualTo(3);
    assertThat(s.alive(1, 0)).isTrue();
    assertThat(s.alive(1, 1)).isFalse();
  }

  @Test
  void inputsHaveAPlaceForEachStepOfEachExample() {
    assertThatThrownBy(() -> Inputs.ids("words", 3, new int[] {3, 2}, new int[5]))
        .hasMessage("column 'words' has 5 places where 3 steps of 2 examples need 6");
    for (int length : new int[] {4, -1}) { // so that no runtime is ever given one
      assertThatThrownBy(() -> Inputs.ids("words", 3, new int[] {3, length}, new int[6]))
          .isInstanceOf(ShapeException.class)
          .hasMessage("a length of " + length + " in inputs of 3 steps");
    }
    Inputs in = Inputs.ids("words", 1, new int[] {1}, new int[] {4});
    assertThat(in.ids("words")).containsExactly(4);
    assertThatThrownBy(() -> in.column("chars"))
        .hasMessage("the model reads a column 'chars'; there are [words]");
    Inputs real = Inputs.of(1, new int[] {1}, Map.of("x", new Column.Reals(Matrix.zeros(1, 2))));
    assertThatThrownBy(() -> real.ids("x")).hasMessageContaining("holds none");
  }

  @Test
  void aStateIsCutAndJoinedByOwner() {
    Matrix a = Matrix.of(1, 1, 1);
    Matrix b = Matrix.of(1, 1, 2);
    State joined = State.join(List.of(State.of(a), State.of(b)));
    assertThat(joined.slice(1, 1).part(0).get(0, 0)).isEqualTo(2);
    assertThat(State.NONE.slice(1, 1).none()).isTrue();
    State copy = joined.copy();
    a.fill(5);
    assertThat(copy.part(0).get(0, 0)).isEqualTo(1);
  }
}
