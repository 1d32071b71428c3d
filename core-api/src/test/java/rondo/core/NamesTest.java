package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is asked for by a wrong name is refused with the right one. */
class NamesTest {
  private record Thing(String name) implements Named {}

  private static Registry<Thing> cells(String... names) {
    return new Registry<>("cell", List.of(names).stream().map(Thing::new).toList());
  }

  @Test
  void anUnknownNameGetsTheNearestKnownOne() {
    assertThatThrownBy(() -> cells("rnn", "lstm", "gru").get("lsmt"))
        .hasMessage(
            "no cell named 'lsmt'; known: gru, lstm, rnn. Did you mean 'lstm'?"
                + " Is its plugin's jar on the class path or in --plugins?");
    assertThatThrownBy(() -> cells().get("lstm")).hasMessageContaining("known: none.");
    assertThat(cells("rnn", "gru").get("gru").name()).isEqualTo("gru");
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThatThrownBy(() -> cells("rnn", "rnn"))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("two cells are named 'rnn'")
        .hasMessageContaining(Thing.class.getName());
  }

  @Test
  void nothingFarAwayIsGuessed() {
    assertThat(Spelling.nearest("transformer", List.of("rnn", "lstm"))).isEmpty();
    assertThat(Spelling.nearest("GUR", List.of("rnn", "gru"))).contains("gru");
    assertThat(Spelling.nearest("hiden", List.of("hidden", "layers"))).contains("hidden");
  }

  @Test
  void optionsAreCompletedAndUnknownOnesRefused() {
    Options options =
        Options.of(new Option("hidden", "100", "the size"), new Option("cell.*", "", "handed on"));
    Settings settings = options.fill(Map.of("cell.clip", "3"));
    assertThat(settings.values())
        .containsOnly(Map.entry("hidden", "100"), Map.entry("cell.clip", "3"));
    assertThat(settings.in("cell").text("clip")).isEqualTo("3");
    assertThatThrownBy(() -> options.fill(Map.of("hiden", "3")))
        .hasMessage("no option named 'hiden'; known: hidden, cell.*. Did you mean 'hidden'?");
    assertThatThrownBy(() -> Options.NONE.fill(Map.of("x", "")))
        .hasMessage("no option named 'x'; known: none.");
  }

  @Test
  void aSettingIsReadAsWhatItMustBe() {
    Settings s = Settings.of(Map.of("n", "12", "r", "0.5", "f", "TRUE", "w", "maen"));
    assertThat(s.number("n", 1, 12)).isEqualTo(12);
    assertThat(s.real("r", 0, 1)).isEqualTo(0.5);
    assertThat(s.flag("f")).isTrue();
    assertThatThrownBy(() -> s.number("n", 1, 11))
        .hasMessage("option 'n' must be a whole number from 1 to 11, is '12'");
    assertThatThrownBy(() -> s.number("r", 0, 9)).hasMessageContaining("is '0.5'");
    assertThatThrownBy(() -> s.real("w", 0, 1))
        .hasMessage("option 'w' must be a number from 0.0 to 1.0, is 'maen'");
    assertThatThrownBy(() -> s.choice("w", "last", "mean", "max"))
        .hasMessage("option 'w' must be one of last, mean, max, is 'maen'. Did you mean 'mean'?");
    assertThatThrownBy(() -> s.text("z")).hasMessageContaining("option 'z' is not set");
    assertThatThrownBy(() -> Settings.of(Map.of("r", "NaN")).real("r", 0, 1))
        .hasMessageContaining("is 'NaN'");
  }

  @Test
  void devicesAreReadAsWritten() {
    for (String word : List.of("cpu", "cuda:0", "cuda:3")) {
      assertThat(Device.parse(word)).hasToString(word);
    }
    assertThat(Device.parse("CUDA")).hasToString("cuda:0");
    assertThatThrownBy(() -> Device.parse("gpu"))
        .hasMessage("no device named 'gpu'; known: cpu, cuda, cuda:N. Did you mean 'cuda'?");
  }
}
