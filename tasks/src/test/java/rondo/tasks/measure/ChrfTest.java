package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChrfTest {
  private static final Offset<Double> ROUNDING = within(1e-10); // of doubles around 100

  private static double chrf(String hypothesis, String... references) {
    return score(new Chrf(), hypothesis, references);
  }

  private static double plusPlus(String hypothesis, String... references) {
    return score(Chrf.plusPlus(), hypothesis, references);
  }

  private static double score(Chrf chrf, String hypothesis, String... references) {
    chrf.add(hypothesis, List.of(references));
    return chrf.evaluation().value();
  }

  @Test
  void agreesWithWhatIsWorkedOutByHand() {
    // one character: 2 of 3 found and of 4 gold; two: 1 of 2 and of 3; three: 0 of 1 and of 2
    double p = (2.0 / 3 + 1.0 / 2) / 3;
    double r = (2.0 / 4 + 1.0 / 3) / 3;
    assertThat(chrf("abx", "ab cd")).isCloseTo(100 * 5 * p * r / (4 * p + r), ROUNDING);
    // and words: 0 of 1 and of 2; two words are not found, so that order does not count
    assertThat(plusPlus("abx", "ab cd"))
        .isCloseTo(100 * 5 * (p * 0.75) * (r * 0.75) / (4 * p * 0.75 + r * 0.75), ROUNDING);
  }

  @Test
  void theSameTextIsAHundred() {
    String text = "“Well,” said she (at 10:30). 😀";
    assertThat(chrf(text, text)).isEqualTo(100);
    assertThat(plusPlus(text, text)).isEqualTo(100);
    assertThat(chrf("a", "a")).isEqualTo(100);
    assertThat(plusPlus("a", "a")).isEqualTo(100);
  }

  @Test
  void spacesCountForNothingWithoutWords() {
    assertThat(chrf("to gether", "together\u00a0")).isEqualTo(100);
    assertThat(plusPlus("to gether", "together")).isLessThan(90);
  }

  @Test
  void nothingAtAllIsZero() {
    assertThat(new Chrf().evaluation().value()).isZero();
    assertThat(chrf("", "")).isZero();
    assertThat(chrf("", "a")).isZero();
    assertThat(chrf("a", "")).isZero();
    assertThat(plusPlus("abc", "xyz")).isZero();
  }

  @Test
  void whatHasNoReferenceIsNotHeldAgainstTheText() {
    Chrf chrf = new Chrf();
    chrf.add("abcdef", "abcdef");
    chrf.add("wrong", ""); // sacreBLEU 2.6.0 says 100, too
    assertThat(chrf.evaluation().value()).isEqualTo(100);
    chrf.add("", "missed");
    assertThat(chrf.evaluation().value()).isLessThan(60);
  }

  @Test
  void ofSeveralReferencesTheBestCounts() {
    assertThat(chrf("ab cd", "xy", "abcd", "abce")).isEqualTo(100);
    assertThat(chrf("ab", "xx", "ax")).isEqualTo(chrf("ab", "ax"));
    Chrf chrf = new Chrf();
    chrf.add("a", List.of("a", "b"));
    assertThat(chrf.signature()).startsWith("nrefs:2|");
    assertThatThrownBy(() -> chrf.add("a", List.of()))
        .hasMessage("a translation needs a reference to be measured by");
  }

  /** Two texts of the same characters are equal when their words are. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "word,|word ,",
        "(word|( word",
        "(word)|(word )", // one mark is cut, the last
        "...|.. .",
        ",|,",
        "😀.|😀 .",
        "«mot»|«mot»", // marks beyond ASCII stay
      })
  void aMarkIsAWord(String text, String cut) {
    assertThat(Chrf.plusPlus().counts(text, List.of("? " + text)).orders().get(6))
        .isEqualTo(
            new Overlap(1 + cut.split(" ").length, cut.split(" ").length, cut.split(" ").length));
  }

  @Test
  void countsOfSentencesAddUp() {
    Chrf chrf = Chrf.plusPlus();
    ChrfCounts first = chrf.counts("one small step", List.of("a small step"));
    ChrfCounts second = chrf.counts("two", List.of("two more"));
    chrf.add("one small step", "a small step");
    chrf.add("two", "two more");
    assertThat(first.and(second)).isEqualTo(chrf.counts());
    ChrfCounts characters = new Chrf().counts("two", List.of("two more"));
    assertThatThrownBy(() -> first.and(characters))
        .hasMessage("counts of 6 orders of n-grams do not add to counts of 8");
  }

  @Test
  void readsAsSacreBleuWrites() { // and has its figures
    Chrf chrf = Chrf.plusPlus();
    chrf.add("a b c d e", "a b c d f");
    assertThat(chrf.evaluation().text())
        .isEqualTo(
            "chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:rondo-development = 60.95\n");
    assertThat(chrf.evaluation().values()).containsOnlyKeys("chrf++");
  }
}
