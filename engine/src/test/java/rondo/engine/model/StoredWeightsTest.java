package rondo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.Param;

class StoredWeightsTest {
  private final Matrix value = Matrix.of(1, 2, 3, 4);

  @Test
  void handsOutWhatStandsAtThePath() {
    StoredWeights weights = new StoredWeights(Map.of("layer0/W", value));
    Param p = weights.in("layer0").matrix("W", 1, 2, Init.uniform(9));
    assertThat(p.path()).isEqualTo("layer0/W");
    assertThat(p.value().data()).containsExactly(3, 4);
    assertThat(weights.params()).containsExactly(p);
  }

  @Test
  void anotherShapeNamesPathAndBothShapes() {
    StoredWeights weights = new StoredWeights(Map.of("W", value));
    assertThatThrownBy(() -> weights.matrix("W", 2, 1, Init.ZEROS))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("the model needs parameter 'W' as 2 x 1, it is stored as 1 x 2");
  }

  @Test
  void aMissingOneIsNamedWithItsShape() {
    assertThatThrownBy(() -> new StoredWeights(Map.of()).in("a").matrix("W", 2, 1, Init.ZEROS))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("the model needs a parameter 'a/W' of 2 x 1, which is not stored");
  }

  @Test
  void whatNobodyAskedForIsRefused() {
    StoredWeights weights = new StoredWeights(Map.of("W", value, "X", value, "Y", value));
    assertThat(weights.matrix("W", 1, 2, Init.ZEROS)).isNotNull();
    assertThatThrownBy(weights::params)
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "parameter 'X' is stored (1 x 2), and the model has none at that path; there are 1 more of that kind");
  }
}
