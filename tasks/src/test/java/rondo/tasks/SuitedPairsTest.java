package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuitedPairsTest {
  @Test
  void littleIsReadOftenAndWithAllItsPieces() {
    assertThat(SuitedPairs.translating(List.of("Un perro.", "Un gato.")))
        .containsEntry("network", "seq2seq")
        .containsEntry("train.epochs", "40")
        .containsEntry("task.merges", "1000")
        .containsEntry("network.hidden", "192")
        .containsEntry("task.step-pieces", "600")
        .containsEntry("train.average-decay", "0.90000")
        .containsEntry("network.dropout", "0.1")
        .doesNotContainKey("train.warmup")
        .doesNotContainKey("task.min-count");
  }

  @Test
  void muchIsReadSeldomAndWithoutPiecesSeenOnce() {
    assertThat(SuitedPairs.translating(Collections.nCopies(1_000_000, "Un perro come un gato.")))
        .containsEntry("train.epochs", "6")
        .containsEntry("task.merges", "32000")
        .containsEntry("network.hidden", "512")
        .containsEntry("network.dropout", "0.2")
        .containsEntry("train.rate", "0.002")
        .containsEntry("train.warmup", "400")
        .containsEntry("task.step-pieces", "1200")
        .containsEntry("train.average-decay", "0.99952") // 4,167 steps an epoch
        .containsEntry("task.min-count", "2");
  }

  @Test
  void whatALargeNetworkWouldLearnByHeartIsMadeHard() {
    assertThat(SuitedPairs.translating(Collections.nCopies(70_000, "Un perro come un gato.")))
        .containsEntry("train.epochs", "11")
        .containsEntry("network.hidden", "512")
        .containsEntry("network.dropout", "0.5")
        .containsEntry("train.rate", "0.003")
        .containsEntry("train.warmup", "400");
  }
}
