package rondo.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rondo.core.Matrix;

class SignedMapsTest {
  private static final Pattern SQUARE =
      Pattern.compile(
          "<rect class=\"(heat|cold)\"[^>]* width=\"26\"[^>]*fill-opacity=\"([^\"]*)\"");

  private static String svg(float... values) {
    return new SignedMaps(
            "states",
            "a caption",
            List.of(
                new SignedMaps.Panel(
                    "h < 1", List.of("one", "two"), List.of("0"), Matrix.of(1, 2, values))))
        .svg();
  }

  @Test
  void theSignIsAColourAndTheSizeItsStrength() {
    Matcher squares = SQUARE.matcher(svg(0.5f, -1));
    assertThat(squares.results().map(r -> r.group(1) + " " + r.group(2)))
        .containsExactly("heat 0.50", "cold 1.00");
  }

  @Test
  void theScaleGoesToOneOrAsFarAsTheNumbers() {
    assertThat(svg(0.5f, -0.25f)).contains(">−1</text>", ">1</text>", "h &lt; 1");
    String wide = svg(2, -4);
    assertThat(wide).contains(">−4</text>", ">4</text>");
    assertThat(SQUARE.matcher(wide).results().map(r -> r.group(2))).containsExactly("0.50", "1.00");
  }

  @Test
  void namesAndValuesMustBeEquallyMany() {
    assertThatThrownBy(() -> new SignedMaps.Panel("h", List.of("one"), List.of(), Matrix.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 x 1 names");
  }
}
