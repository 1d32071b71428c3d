package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.core.Evaluation;

class TranslationScoresTest {
  private static final List<String> FOUND = List.of("The boat is leaving now.", "A Cat sleeps");
  private static final List<String> RIGHT = List.of("The boat leaves now.", "A cat sleeps .");

  @Test
  void figuresAreThoseOfBothMeasuresHoweverOftenTheyAreAskedFor() {
    TranslationScores scores = new TranslationScores(Tokenization.V13A, true);
    Bleu bleu = Bleu.lowerCased(Tokenization.V13A);
    Chrf chrf = new Chrf();
    for (int i = 0; i < 2; i++) {
      bleu.add(FOUND.get(i), RIGHT.get(i));
      chrf.add(FOUND.get(i), RIGHT.get(i));
    }
    for (int again = 0; again < 2; again++) {
      Evaluation found = scores.evaluation(FOUND, RIGHT);
      assertThat(found.values()).containsAllEntriesOf(bleu.evaluation().values());
      assertThat(found.value("chrf")).isEqualTo(chrf.evaluation().value());
      assertThat(found.text()).isEqualTo(bleu.evaluation().text() + chrf.evaluation().text());
    }
  }

  @Test
  void aTextDrawnAgainIsMeasuredAsOneThatHasItTwice() {
    TranslationScores scores = new TranslationScores(Tokenization.NONE, false);
    scores.evaluation(FOUND, RIGHT);
    Bleu bleu = new Bleu(Tokenization.NONE);
    for (int i = 0; i < 3; i++) {
      bleu.add(FOUND.get(1), RIGHT.get(1));
    }
    assertThat(
            scores
                .evaluation(
                    List.of(FOUND.get(1), FOUND.get(1), FOUND.get(1)),
                    List.of(RIGHT.get(1), RIGHT.get(1), RIGHT.get(1)))
                .value())
        .isEqualTo(bleu.evaluation().value());
  }

  @Test
  void eachTextNeedsItsReference() {
    TranslationScores scores = new TranslationScores(Tokenization.NONE, false);
    assertThatThrownBy(() -> scores.evaluation(FOUND, RIGHT.subList(0, 1)))
        .hasMessage("2 translations of 1 texts");
  }
}
