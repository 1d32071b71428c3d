package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientNormsTest {
  private final GradientNorms ragged =
      new GradientNorms(
          "layer0/forward", List.of(new double[] {1, 2, 4}, new double[0], new double[] {3}));

  @Test
  void aStepSumsUpTheSequencesThatHaveIt() {
    assertThat(ragged.steps())
        .containsExactly(
            new GradientNorms.Step(2, 2, 1, 3),
            new GradientNorms.Step(1, 2, 2, 2),
            new GradientNorms.Step(1, 4, 4, 4));
  }

  @Test
  void stepsMayBeCountedFromWhereEachSequenceEnds() {
    assertThat(ragged.stepsFromEnd())
        .containsExactly(
            new GradientNorms.Step(2, 3.5, 3, 4),
            new GradientNorms.Step(1, 2, 2, 2),
            new GradientNorms.Step(1, 1, 1, 1));
  }
}
