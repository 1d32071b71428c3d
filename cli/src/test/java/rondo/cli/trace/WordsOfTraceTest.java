package rondo.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Matrix;

/** How cells, numbers and units are said. */
class WordsOfTraceTest {
  @Test
  void anOptionBelongsToTheCellBeforeIt() {
    List<CellWords> all = CellWords.all("rnn,activation=scaledtanh(1.7,0.6),lstm,clip=3,gru");
    assertThat(all).extracting(CellWords::type).containsExactly("rnn", "lstm", "gru");
    assertThat(all.get(0).options()).isEqualTo(Map.of("activation", "scaledtanh(1.7,0.6)"));
    assertThat(all.get(1).said()).isEqualTo("lstm,clip=3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rnn,,gru", "clip=3", "rnn,gru"})
  void whatIsNotOneCellIsRefused(String said) {
    assertThatThrownBy(() -> CellWords.one(said)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void commasPartStepsUnlessSemicolonsDo() {
    assertThat(Numbers.steps("1,0, 0 2", "--input").shape()).isEqualTo("4 x 1");
    Matrix two = Numbers.steps("1,0;-.5,2e1;", "--input");
    assertThat(two.shape()).isEqualTo("2 x 2");
    assertThat(two.get(1, 0)).isEqualTo(-0.5f);
    assertThat(two.get(1, 1)).isEqualTo(20);
    assertThatThrownBy(() -> Numbers.steps("1,0;2", "--input")).hasMessageContaining("step 2");
    assertThat(Numbers.areIn("1,x")).isFalse();
  }

  @Test
  void aNameHasTheNumbersUpToTheNextName() {
    assertThat(Numbers.named("W=1,0,0,1,R=0.5, b2=-1", "--weights"))
        .isEqualTo(Map.of("W", List.of(1f, 0f, 0f, 1f), "R", List.of(0.5f), "b2", List.of(-1f)));
    assertThat(Numbers.named("", "--weights")).isEmpty();
    assertThatThrownBy(() -> Numbers.named("0.5", "--weights")).hasMessageContaining("names");
    assertThatThrownBy(() -> Numbers.named("W=x", "--weights")).hasMessageContaining("'x'");
  }

  @Test
  void theMostActiveUnitsComeFirstUnlessSomeAreNamed() {
    Matrix part = Matrix.of(2, 3, 0.1f, -0.9f, 0.5f, 0.1f, 0.8f, 0.5f);
    assertThat(new Units("").of(part, 2)).containsExactly(1, 2);
    assertThat(new Units("2,0-1").of(part, 1)).containsExactly(0, 1, 2);
    assertThat(new Units("all").of(part, 1)).containsExactly(0, 1, 2);
    assertThatThrownBy(() -> new Units("1-3").of(part, 1)).hasMessageContaining("0 to 2");
    assertThatThrownBy(() -> new Units("first")).hasMessageContaining("0-7,12");
  }
}
