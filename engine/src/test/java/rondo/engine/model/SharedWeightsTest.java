package rondo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rondo.core.Init;
import rondo.core.Param;
import rondo.core.Weights;

class SharedWeightsTest {
  private final FreshWeights fresh = new FreshWeights(1);
  private final Param W = fresh.in("layer0").matrix("W", 2, 3, Init.uniform(1));
  private final Weights shared = new SharedWeights(fresh.params());

  @Test
  void aTwinGetsTheSameParameterHoweverOftenItAsks() {
    assertThat(shared.in("layer0").matrix("W", 2, 3, Init.ZEROS)).isSameAs(W);
    assertThat(shared.in("layer0").matrix("W", 2, 3, Init.ZEROS)).isSameAs(W);
    assertThat(shared.in("layer0").path()).isEqualTo("layer0");
  }

  @Test
  void whatTheModelHasNotIsRefused() {
    assertThatThrownBy(() -> shared.matrix("W", 2, 3, Init.ZEROS))
        .hasMessage("the twin of a model needs a parameter 'W' of 2 x 3; the model has none there");
    assertThatThrownBy(() -> shared.in("layer0").matrix("W", 3, 2, Init.ZEROS))
        .hasMessage(
            "the twin of a model needs a parameter 'layer0/W' of 3 x 2; the model has 2 x 3");
  }
}
