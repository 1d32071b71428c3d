package rondo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

  @Test
  void coloursAreForTerminalsThatHaveThem() {
    assertThat(Style.of(true, XTERM)).isEqualTo(new Style(true, true));
    assertThat(Style.of(false, XTERM)).isEqualTo(Style.PLAIN);
    assertThat(Style.of(true, Map.of("TERM", "dumb"))).isEqualTo(new Style(true, false));
  }

  @Test
  void noColorIsRespectedUnlessItIsEmpty() {
    assertThat(Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).coloured()).isFalse();
    assertThat(Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "")).coloured()).isTrue();
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(Style.PLAIN.strong("Ada") + Style.PLAIN.faint("b") + Style.PLAIN.good("c"))
        .isEqualTo("Adabc");
    assertThat(new Highlighter(Style.PLAIN).mark("Ada", "PER")).isEqualTo("[Ada PER]");
  }

  @Test
  void eachLabelHasAColourOfItsOwnWhileThereAreEnough() {
    Highlighter marks = new Highlighter(new Style(true, true));
    List<String> labels = List.of("PER", "LOC", "ORG", "MISC", "DATE", "NORP");
    assertThat(labels.stream().map(l -> marks.mark("x", l).replace(l, "")).distinct()).hasSize(6);
    assertThat(marks.mark("Ada", "PER"))
        .isEqualTo("\u001b[30;46m Ada \u001b[1mPER \u001b[0m")
        .isEqualTo(marks.mark("Ada", "PER"));
  }
}
