package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NerTextsTest {
  private final NerTexts texts = new NerTexts(Tokenizing.REGEX);

  @Test
  void cutsLettersAndDigitsFromEverythingElse() {
    assertThat(
            texts.parse(
                "Übung macht, z.B. 3 Meister! Привет-мир")) // combining and foreign letters hold
        // together
        .containsExactly(
            "Übung", "macht", ",", "z", ".", "B", ".", "3", "Meister", "!", "Привет", "-", "мир");
    assertThat(texts.parse(" \t ")).isEmpty();
    assertThat(new NerTexts(Tokenizing.WHITESPACE).parse(" a.b  c ")).containsExactly("a.b", "c");
  }

  @Test
  void tokensKeepTheirPlaces() {
    String text = "so 😀 (Ada)\u00a0ok";
    for (Token token : Tokenizing.REGEX.tokens(text)) {
      assertThat(text.substring(token.from(), token.to())).isEqualTo(token.text());
    }
    assertThat(texts.parse(text)).containsExactly("so", "😀", "(", "Ada", ")", "ok");
  }

  @Test
  void printsSpansInBrackets() {
    List<String> tokens = List.of("Ada", "Lovelace", "lived", "in", "London");
    assertThat(texts.print(tokens, List.of(new Span("PER", 0, 2), new Span("LOC", 4, 5))))
        .isEqualTo("[Ada Lovelace PER] lived in [London LOC]");
    assertThat(texts.print(tokens, List.of())).isEqualTo("Ada Lovelace lived in London");
    assertThat(texts.print(List.of(), List.of())).isEmpty();
  }
}
