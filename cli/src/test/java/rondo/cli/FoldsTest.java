package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldsTest {
  @TempDir Path folder;

  private Transcript folds(String count, String... more) throws IOException {
    Path data = Corpus.write(folder.resolve("all.conll"), 24, 1);
    List<Object> words = new ArrayList<>(List.of("train", "ner", "--data", data));
    words.addAll(List.of("-o", folder.resolve("out"), "--folds", count, "--train.epochs=2"));
    words.addAll(TinyModel.SMALL);
    words.addAll(List.of(more));
    return Transcript.of(words.toArray());
  }

  @Test
  void tellsTheFiguresOfEachFoldAndOfAllTogether() throws IOException {
    Transcript said = folds("3", "--dev", "10%");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .containsPattern("^[\\d,]+ tokens, [\\d,]+ right: accuracy ")
        .containsPattern(
            "\nfold +examples +dev +f1\n"
                + "1 +8 +\\d+\\.\\d\\d +\\d+\\.\\d\\d\n"
                + "2 +8 +\\d+\\.\\d\\d +\\d+\\.\\d\\d\n"
                + "3 +8 +\\d+\\.\\d\\d +\\d+\\.\\d\\d\n"
                + "mean +\\d+\\.\\d\\d\n"
                + "deviation +\\d+\\.\\d\\d\n"
                + "pooled +24 +\\d+\\.\\d\\d\n$");
    assertThat(said.err())
        .containsPattern("^fold 1 of 3\ntraining on 14 examples, choosing by 2, ")
        .containsPattern("\nfold 1: f1 \\d+\\.\\d\\d on 8 examples left out\nfold 2 of 3\n");
    for (int k = 1; k <= 3; k++) {
      assertThat(folder.resolve("out/fold-0" + k + "/best.rondo")).isRegularFile();
    }
  }

  @Test
  void tellsAScriptInJsonAndWritesAReport() throws IOException {
    Path report = folder.resolve("report.json");
    Transcript said = folds("2", "--json", "--seed=5", "--report", report.toString());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    JsonNode line = new ObjectMapper().readTree(said.out());
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "name", "metric", "value", "seed", "seconds", "folds", "mean", "deviation");
    assertThat(line.path("name").asText()).isEqualTo(folder.resolve("out").toString());
    assertThat(line.path("seed").asLong()).isEqualTo(5);
    JsonNode all = new ObjectMapper().readTree(report.toFile());
    assertThat(all.path("each")).hasSize(2);
    assertThat(all.at("/each/0/value").asDouble() + all.at("/each/1/value").asDouble())
        .isCloseTo(2 * line.path("mean").asDouble(), within(2e-4)); // four digits each
    assertThat(all.at("/labels/PER/gold").asInt()).isPositive();
  }

  @Test
  void theSameCommandAgainFindsEverythingDone() throws IOException {
    Transcript first = folds("2");
    Transcript again = folds("2");
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(again.err()).contains(", going on after step ").doesNotContain("  loss ");
  }

  @Test
  void whatCannotBeMeantIsRefused() throws IOException {
    Transcript one = folds("1");
    assertThat(one.exit()).isEqualTo(Exit.USAGE);
    assertThat(one.err()).contains("there is no fold 1 of 1 of 24 examples");
    assertThat(folds("100").exit()).isEqualTo(Exit.USAGE);
    Transcript alone =
        Transcript.of(
            "train", "ner", "--data", "d", "-o", folder.resolve("o"), "--report", "r.json");
    assertThat(alone.exit()).isEqualTo(Exit.USAGE);
    assertThat(alone.err())
        .isEqualTo("rondo: --report is for --folds; rondo evaluate has one of its own\n");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
