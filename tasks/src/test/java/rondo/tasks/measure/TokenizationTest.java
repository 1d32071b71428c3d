package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizationTest {
  private static void assertTokens(Tokenization tokenization, String text, String tokens) {
    assertThat(String.join(" ", tokenization.tokens(text))).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Yes, it's $3.50 (or so).|Yes , it's $ 3.50 ( or so ) .",
        "1,000.5 at 10:30|1,000.5 at 10 : 30",
        "in 1990-95, well-known|in 1990 - 95 , well-known", // a dash is cut after a digit alone
        ".5 and 5.|. 5 and 5 .", // a line begins and ends with a space
        "wait...|wait . . .",
        "a/b [c] {d} ~e`f^g_h|a / b [ c ] { d } ~ e ` f ^ g _ h",
        "«Où?» — “là”|«Où ? » — “là”", // marks beyond ASCII stay
        "&quot;a&quot; &amp; &lt;b&gt; &#39;|\" a \" & < b > & # 39 ;",
        "&amp;lt; &amp;quot;|< & quot ;", // one after the other, quotes first
        "see<skipped> here|see here",
        "１.５ ٣,٤|１ . ５ ٣ , ٤", // a digit is an ASCII digit
        "😀.😀|😀 . 😀",
      })
  void the13aCutsAroundAsciiMarks(String text, String tokens) {
    assertTokens(Tokenization.V13A, text, tokens);
  }

  @Test
  void the13aJoinsWordsThatALineBreakCut() {
    assertTokens(Tokenization.V13A, "exam-\nple and\nmore\n", "example and more");
    assertTokens(Tokenization.V13A, "exam-\n", "exam-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Yes, it's $3.50 (or so).|Yes , it ' s $ 3.50 ( or so ) .",
        "«Où?» — “là”|« Où ? » — “ là ”",
        "東京は、首都です。|東京は 、 首都です 。",
        "1,000.5 2.|1,000.5 2.", // between numbers, and after one at the end
        ".5 2. 3|.5 2 . 3",
        "3€+4=7|3 € + 4 = 7", // symbols are cut everywhere
        "&quot;|& quot ;", // no entities
        "a😀b|a 😀 b", // U+1F600, a symbol
        "𝟙.𝟚 𐄇,𐄈|𝟙.𝟚 𐄇,𐄈", // U+1D7D9 and U+10107, numbers
        "a𐄀b 𐐷.𐐨|a 𐄀 b 𐐷 . 𐐨", // U+10100, a mark; U+10437, a letter
        "½.¼ ٣,٤|½.¼ ٣,٤",
      })
  void intlCutsAroundMarksOfAnyScript(String text, String tokens) {
    assertTokens(Tokenization.INTL, text, tokens);
  }

  @Test
  void charCutsCodePoints() {
    assertTokens(Tokenization.CHAR, " a😀 b\t𐐷é", "a 😀 b 𐐷 é");
  }

  @Test
  void noneCutsAtSpacesOfAnyKind() {
    assertTokens(
        Tokenization.NONE,
        " a,\tb.\u00a0c\u2003d\u3000e\u2028f\u0085g\u001ch\u202fi\n",
        "a, b. c d e f g h i");
    assertTokens(Tokenization.NONE, "a\u200bb", "a\u200bb"); // of no width, so no space
  }

  @Test
  void ofNothingThereIsNothing() {
    for (Tokenization each : Tokenization.values()) {
      assertThat(each.tokens("")).isEmpty();
      assertThat(each.tokens(" \t\u00a0")).isEmpty();
    }
  }

  @Test
  void isFoundByItsSign() {
    for (Tokenization each : Tokenization.values()) {
      assertThat(Tokenization.of(each.sign())).isEqualTo(each);
    }
    assertThatThrownBy(() -> Tokenization.of("zh"))
        .hasMessage("a tokenization is one of 13a, none, char, intl, not 'zh'.");
  }
}
