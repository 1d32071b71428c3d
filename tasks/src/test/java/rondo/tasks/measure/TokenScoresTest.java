package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.core.Evaluation;

class TokenScoresTest {
  @Test
  void labelsAreCountedTokenByToken() {
    TokenScores scores = new TokenScores();
    scores.add(List.of("DET", "NOUN", "VERB"), List.of("DET", "NOUN", "NOUN"));
    scores.add(List.of("NOUN"), List.of("NOUN"));
    Evaluation e = scores.evaluation();
    assertThat(e.metric()).isEqualTo("accuracy");
    assertThat(e.values())
        .containsEntry("accuracy", 75.0)
        .containsEntry("sentence-accuracy", 50.0)
        .containsEntry("precision/NOUN", 200.0 / 3)
        .containsEntry("recall/NOUN", 100.0)
        .containsEntry("f1/NOUN", 80.0)
        .containsEntry("f1/VERB", 0.0)
        .containsEntry("macro-f1", 60.0);
    assertThat(e.confusion().count("VERB", "NOUN")).isEqualTo(1);
    assertThat(e.text())
        .isEqualTo(
            """
            4 tokens, 3 right: accuracy 75.00
            2 sentences, 1 right throughout: 50.00

                  precision  recall      F1  gold  found  right
            DET      100.00  100.00  100.00     1      1      1
            NOUN      66.67  100.00   80.00     2      3      2
            VERB       0.00    0.00    0.00     1      0      0
            mean      55.56   66.67   60.00

            most frequent mistakes  times
            VERB, answered as NOUN      1
            """);
  }

  @Test
  void tagsOfSpansAreCountedAsSpansToo() {
    TokenScores scores = new TokenScores();
    scores.add(List.of("B-PER", "I-PER", "O"), List.of("B-PER", "I-PER", "O"));
    scores.add(List.of("O", "O"), List.of("B-LOC", "odd")); // an answer that is no tag is no span
    Evaluation e = scores.evaluation();
    assertThat(e.metric()).isEqualTo("f1");
    assertThat(e.values())
        .containsEntry("accuracy", 60.0)
        .containsEntry("sentence-accuracy", 50.0)
        .containsEntry("precision", 50.0)
        .containsEntry("recall", 100.0)
        .containsEntry("f1", 200.0 / 3)
        .containsEntry("f1/PER", 100.0);
    assertThat(e.confusion().labels()).containsExactly("LOC", "PER");
    assertThat(e.text()).contains("O, answered as B-LOC        1\n");
  }

  @Test
  void oneGoldLabelThatIsNoTagMakesLabelsOfAll() {
    TokenScores scores = new TokenScores();
    scores.add(List.of("B-PER", "O"), List.of("B-PER", "O"));
    assertThat(scores.evaluation().metric()).isEqualTo("f1");
    scores.add(List.of("NOUN"), List.of("O"));
    assertThat(scores.evaluation().metric()).isEqualTo("accuracy");
    assertThat(scores.evaluation().values()).containsKey("f1/B-PER").doesNotContainKey("f1");
  }

  @Test
  void nothingAtAllIsZero() {
    TokenScores scores = new TokenScores();
    assertThat(scores.evaluation().value()).isZero();
    scores.add(List.of(), List.of());
    assertThat(scores.evaluation().value()).isZero();
    scores.add(List.of("O"), List.of("O"));
    assertThat(scores.evaluation().value("f1")).isZero();
    assertThat(scores.evaluation().value("accuracy")).isEqualTo(100);
  }

  @Test
  void aLabelForEachTokenIsNeeded() {
    assertThatThrownBy(() -> new TokenScores().add(List.of("A", "B"), List.of("A")))
        .hasMessage("1 labels are answered for 2 tokens");
  }
}
