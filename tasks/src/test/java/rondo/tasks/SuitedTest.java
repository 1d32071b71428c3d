package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Settings;

class SuitedTest {
  private static final Settings NER = new NerType().options().fill(Map.of());
  private static final Settings CLASSIFY = new ClassifyType().options().fill(Map.of());

  @Test
  void littleDataAreReadOftenAndWithEveryWord() {
    Map<String, String> suited = Suited.tagging(100, 1_000, 1, NER);
    assertThat(suited)
        .containsEntry("train.epochs", "40")
        .containsEntry("train.average-decay", "0.99000")
        .containsEntry("network.hidden", "100")
        .doesNotContainKey("network.word-dropout")
        .doesNotContainKey("task.min-count");
  }

  @Test
  void muchDataAreReadSeldomAndWithoutWordsSeenOnce() {
    Map<String, String> suited = Suited.tagging(1_000_000, 20_000_000, 9, NER);
    assertThat(suited)
        .containsEntry("train.epochs", "6")
        .containsEntry("train.average-decay", "0.99980")
        .containsEntry("network.hidden", "200")
        .containsEntry("network.word-dropout", "0.2")
        .containsEntry("train.idle", "wait")
        .containsEntry("task.min-count", "2");
  }

  @Test
  void fewShortTextsAreReadByTheirLetters() {
    assertThat(Suited.classifying(5_000, 50_000, CLASSIFY))
        .containsEntry("task.characters", "true")
        .containsEntry("train.idle", "wait");
    assertThat(Suited.classifying(5_000, 500_000, CLASSIFY))
        .containsEntry("task.characters", "false")
        .doesNotContainKey("train.idle");
    assertThat(Suited.classifying(500_000, 5_000_000, CLASSIFY))
        .containsEntry("task.characters", "false");
  }
}
