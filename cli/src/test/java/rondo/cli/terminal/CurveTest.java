package rondo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final Style TERMINAL = new Style(true, false);

  @Test
  void aColumnIsAsHighAsItsValue() {
    assertThat(new Curve(List.of(0.0, 1.0, 3.0, 4.5, 6.0), Style.PLAIN).lines())
        .containsExactly(
            "6 |        ##", // 4.5 fills half of the second line
            "  |      ####",
            "  |      ####",
            "  |    ######",
            "  |    ######",
            "0 |  ########");
  }

  @Test
  void terminalsShowEighths() {
    assertThat(new Curve(List.of(0.0, 0.75, 3.25, 6.0), TERMINAL).lines())
        .containsExactly(
            "6 │      ██",
            "  │      ██",
            "  │    ▂▂██",
            "  │    ████",
            "  │    ████",
            "0 │  ▆▆████");
  }

  @Test
  void manyValuesShareColumnsAndTheLastOneIsSeen() {
    List<Double> many =
        IntStream.range(0, 1000).mapToObj(i -> i == 999 ? 9.25 : 1.0).collect(Collectors.toList());
    List<String> lines = new Curve(many, Style.PLAIN).lines();
    assertThat(lines.get(0)).isEqualTo("9.25 |" + " ".repeat(59) + "#");
    assertThat(lines.get(5)).isEqualTo("   0 |" + "#".repeat(60));
  }

  @Test
  void aFlatLineAndValuesBelowZeroHaveAScale() {
    assertThat(new Curve(List.of(0.0, 0.0), Style.PLAIN).lines()).hasSize(6);
    assertThat(new Curve(List.of(-2.0, 2.0), Style.PLAIN).lines().get(5)).startsWith("-2 |");
    assertThatThrownBy(() -> new Curve(List.of(), Style.PLAIN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
