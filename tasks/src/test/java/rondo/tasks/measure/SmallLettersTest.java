package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallLettersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Straße ÖRE|straße öre",
        "𐐀 Ǆ ǅ|𐐨 ǆ ǆ", // U+10400, and a letter in three cases
        "İI|i\u0307i", // the dot stays, and no country decides
        "ΟΔΟΣ ΣΑΣ|οδος σας",
        "Σ ΣΣ|σ σς", // by itself it ends no word
        "ΑΣ. ΑΣ.Α ΑΣ'|ας. ασ.α ας'", // a stop may stand inside a word
        "ΑΣ\u0301 ΑΣ\u0301Α|ας\u0301 ασ\u0301α", // and so may an accent
        "Α-Σ 1Σ Α1Σ ΑΣ1|α-σ 1σ α1σ ας1", // a dash or a digit may not
        "𐐀Σ Σ𐐀|𐐨ς σ𐐨",
      })
  void areThoseOfUnicode(String text, String small) {
    assertThat(SmallLetters.of(text)).isEqualTo(small);
  }
}
