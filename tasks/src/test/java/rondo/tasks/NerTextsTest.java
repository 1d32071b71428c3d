package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.tasks.text.Span;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

class NerTextsTest {
  private final NerTexts texts = texts("regex");

  private static NerTexts texts(String tokenizer) {
    return new NerTexts(new NerType().options().fill(Map.of("tokenizer", tokenizer)));
  }

  private List<String> tokens(String line) {
    return sentences(texts, line).stream().flatMap(List::stream).toList();
  }

  private static List<List<String>> sentences(NerTexts texts, String line) {
    List<List<String>> all = new ArrayList<>();
    texts.ask(line).inputs().forEachRemaining(all::add);
    return all;
  }

  @Test
  void cutsLettersAndDigitsFromEverythingElse() {
    assertThat(
            tokens("Übung macht, z.B. 3 Meister! Привет-мир")) // combining and foreign letters hold
        // together
        .containsExactly(
            "Übung", "macht", ",", "z", ".", "B", ".", "3", "Meister", "!", "Привет", "-", "мир");
    assertThat(tokens(" \t ")).isEmpty();
    assertThat(sentences(texts("whitespace"), " a.b  c ")).containsExactly(List.of("a.b", "c"));
  }

  @Test
  void tokensKeepTheirPlaces() {
    String text = "so 😀 (Ada)\u00a0ok";
    for (Token token : Tokenizing.REGEX.tokens(text)) {
      assertThat(text.substring(token.from(), token.to())).isEqualTo(token.text());
    }
    assertThat(tokens(text)).containsExactly("so", "😀", "(", "Ada", ")", "\u00a0", "ok");
  }

  @Test
  void printsSpansInBrackets() {
    List<String> tokens = List.of("Ada", "Lovelace", "lived", "in", "London");
    assertThat(NerTexts.print(tokens, List.of(new Span("PER", 0, 2), new Span("LOC", 4, 5))))
        .isEqualTo("[Ada Lovelace PER] lived in [London LOC]");
    assertThat(NerTexts.print(tokens, List.of())).isEqualTo("Ada Lovelace lived in London");
    assertThat(NerTexts.print(List.of(), List.of())).isEmpty();
  }
}
