package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> KNOWN =
      List.of("convolution", "recurrent", "gru", "lstm", "--threads", "--train.epochs");

  @ParameterizedTest
  @CsvSource({
    "lsmt, lstm",
    "GUR, gru",
    "bilstm, lstm",
    "recurent, recurrent",
    "cnn, convolution",
    "conv, convolution",
    "--thr, --threads",
    "--treads, --threads",
  })
  void whatIsNearOrShortIsGuessed(String word, String meant) {
    assertThat(Spelling.nearest(word, KNOWN)).contains(meant);
    assertThat(Spelling.hint(word, KNOWN)).isEqualTo(" Did you mean '" + meant + "'?");
  }

  @Test
  void nothingIsGuessedOfWhatIsFar() {
    assertThat(List.of("transformer", "x", "--", "onv", ""))
        .allSatisfy(word -> assertThat(Spelling.hint(word, KNOWN)).isEmpty());
  }
}
