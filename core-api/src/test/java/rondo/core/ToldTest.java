package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {
  private static final List<String> TOKENS = List.of("Ada", "Lovelace", "met", "Charles");
  private static final Told SPANS =
      Told.spans(TOKENS, List.of(new Told.Mark("PER", 0, 2), new Told.Mark("PER", 3, 4)));

  @Test
  void tokensWithoutATextMakeOneWithSpacesBetween() {
    assertThat(SPANS.text()).isEqualTo("Ada Lovelace met Charles");
    assertThat(SPANS.tokens()).isEqualTo(TOKENS);
    assertThat(SPANS.at(SPANS.marks().get(0))).isEqualTo("Ada Lovelace");
    assertThat(SPANS.place(SPANS.marks().get(1))).isEqualTo(new Told.Word(17, 24));
  }

  @Test
  void wordsStandInTheLineThatTheyWereCutFrom() {
    String line = "So: Ada met";
    Told told =
        Told.labels(List.of("Ada", "met"), List.of("NOUN", "VERB"))
            .in(line, List.of(new Told.Word(4, 7), new Told.Word(8, 11)));
    assertThat(told.tokens()).containsExactly("Ada", "met");
    assertThat(told.print(false)).isEqualTo("Ada/NOUN met/VERB");
    assertThat(told.rated(List.of(0.5, 0.25)).print(true))
        .isEqualTo("Ada/NOUN/0.5000 met/VERB/0.2500");
  }

  @Test
  void whatIsSaidOfTheWholeNeedsNoWords() {
    Told label = Told.label(TOKENS, "past").rated(List.of(0.75)).in("Ada Lovelace...", List.of());
    assertThat(label.label()).isEqualTo("past");
    assertThat(label.at(label.marks().get(0))).isEqualTo("Ada Lovelace...");
    assertThat(label.print(true)).isEqualTo("0.7500\tpast");
    assertThat(Told.text("two", "dos").print(false)).isEqualTo("dos");
    assertThatThrownBy(SPANS::label).hasMessageContaining("nothing is said of the whole");
  }

  @Test
  void marksThatCannotStandThereAreRefused() {
    assertThatThrownBy(() -> Told.spans(TOKENS, List.of(new Told.Mark("PER", 3, 5))))
        .hasMessageContaining("in a text of 4 words");
    assertThatThrownBy(
            () ->
                Told.spans(TOKENS, List.of(new Told.Mark("PER", 0, 2), new Told.Mark("PER", 1, 3))))
        .hasMessageContaining("cannot stand behind word 2");
    assertThatThrownBy(() -> Told.labels(TOKENS, List.of("NOUN")))
        .hasMessageContaining("1 marks of a text of 4 words");
    assertThatThrownBy(() -> SPANS.rated(List.of(1.0))).hasMessageContaining("1 chances");
  }
}
