package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, what was cut can be found in it again, and nothing visible is lost. */
class OffsetsTest {
  private static final List<String> DOCUMENTS = MixedTexts.documents(1000);

  static Stream<Tokenizing> tokenizers() {
    return Stream.of("regex", "words", "whitespace", "simple", "opennlp:en", "opennlp:de")
        .map(Tokenizing::of);
  }

  static Stream<Sentences> splitters() {
    return Stream.of("rule", "none", "opennlp:en")
        .flatMap(
            name ->
                Stream.of("regex", "whitespace", "simple", "opennlp:en")
                    .map(t -> Sentences.of(name, Tokenizing.of(t))));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void tokensCutTheirTextOutOfTheDocument(Tokenizing tokenizing) {
    for (String text : DOCUMENTS) {
      assertCuts(text, tokenizing.tokens(text));
    }
  }

  @ParameterizedTest
  @MethodSource("splitters")
  void sentencesCutTheirTextOutOfTheDocument(Sentences sentences) {
    int several = 0;
    for (String text : DOCUMENTS) {
      List<Token> tokens = new ArrayList<>();
      List<Sentence> split = sentences.split(text);
      for (Sentence s : split) {
        assertThat(text.substring(s.from(), s.to())).isEqualTo(s.text());
        assertThat(s.tokens()).isNotEmpty();
        assertThat(s.tokens().get(0).from()).isEqualTo(s.from());
        assertThat(s.tokens().get(s.tokens().size() - 1).to()).isEqualTo(s.to());
        tokens.addAll(s.tokens());
      }
      several += split.size() > 1 ? 1 : 0;
      assertCuts(text, tokens);
    }
    assertThat(several).isGreaterThan(800);
  }

  /** In order, exact, never within a character, and with nothing visible between them. */
  private static void assertCuts(String text, List<Token> tokens) {
    int at = 0;
    for (Token token : tokens) {
      boolean right =
          token.from() >= at
              && token.to() > token.from()
              && text.startsWith(token.text(), token.from())
              && token.text().length() == token.to() - token.from()
              && Characters.border(text, token.from())
              && Characters.border(text, token.to())
              && invisible(text.substring(at, token.from()));
      if (!right) {
        throw new AssertionError(token + " stands wrong behind " + at + " of " + text);
      }
      at = token.to();
    }
    assertThat(invisible(text.substring(at))).as("what is behind %d of %s", at, text).isTrue();
  }

  private static boolean invisible(String gap) {
    return gap.codePoints().allMatch(c -> Characters.space(c) || Character.isWhitespace(c));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "a", " ", ".", "\u0301", "a. ", "1. a ", ".\" (", "\n", "😀", "。", "x.Y", "a'", "1,",
        "\u200D");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aMegabyteOfAnythingTakesNoLongTime(String piece) {
    String text = piece.repeat((1 << 20) / piece.length());
    assertQuick(text, Sentences.of("rule", Tokenizing.REGEX));
    assertQuick(text, Sentences.of("none", Tokenizing.WORDS));
    String less = text.substring(0, 1 << 14); // trained ones think about each char
    assertQuick(less, Sentences.of("none", Tokenizing.WHITESPACE));
    assertQuick(less, Sentences.of("rule", Tokenizing.of("simple")));
    assertQuick(less, Sentences.of("opennlp:en", Tokenizing.REGEX));
    assertQuick(less, Sentences.of("none", Tokenizing.of("opennlp:en")));
  }

  private static void assertQuick(String text, Sentences sentences) {
    // What takes the square of a length would take minutes; this takes a tenth of a second.
    List<Sentence> split =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sentences.split(text));
    assertThat(split).allMatch(s -> s.tokens().size() <= Sentences.MOST);
    assertCuts(text, split.stream().flatMap(s -> s.tokens().stream()).toList());
  }
}
