package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Asked;
import rondo.core.Told;
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
    texts.ask(line).forEachRemaining(asked -> all.add(asked.input()));
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
    List<Span> spans = List.of(new Span("PER", 0, 2), new Span("LOC", 4, 5));
    assertThat(texts.tell(tokens, spans).print(false))
        .isEqualTo("[Ada Lovelace PER] lived in [London LOC]");
    assertThat(texts.tell(tokens, spans).rated(List.of(0.5, 1.0)).print(true))
        .isEqualTo("[Ada Lovelace PER 0.5000] lived in [London LOC 1.0000]");
    assertThat(texts.tell(tokens, List.of()).print(false))
        .isEqualTo("Ada Lovelace lived in London");
    assertThat(texts.tell(List.of(), List.of()).print(false)).isEmpty();
  }

  @Test
  void whatIsToldOfALineStandsThereInItsOwnPlaces() {
    String line = "So 😀 it rained.  Ada  Lovelace slept.";
    Iterator<Asked<List<String>>> asked = texts.ask(line);
    asked.next();
    Asked<List<String>> second = asked.next();
    Told told = texts.tell(second.input(), List.of(new Span("PER", 0, 2))).in(line, second.words());
    assertThat(told.at(told.marks().get(0))).isEqualTo("Ada  Lovelace");
    assertThat(told.print(false)).isEqualTo("[Ada Lovelace PER] slept .");
    assertThat(asked.hasNext()).isFalse();
  }
}
