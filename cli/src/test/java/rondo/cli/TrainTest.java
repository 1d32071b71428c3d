package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainTest {
  @TempDir Path folder;
  private Path data = Path.of("");
  private Path dev = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeData() throws IOException {
    data = Corpus.write(folder.resolve("train.conll"), 24, 1);
    dev = Corpus.write(folder.resolve("dev.conll"), 8, 2);
    out = folder.resolve("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void trainsWhicheverCellIsNamed(String cell) {
    Transcript said = train("--cell", cell);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .matches("model  \\Q" + out.resolve("best.rondo") + "\\E\nf1 +\\d+\\.\\d\\d on dev\n");
    assertThat(said.err())
        .containsPattern(
            "^training on 24 examples, choosing by 8, [\\d,]+ weights, 1 epochs at most")
        .containsPattern(
            "\nepoch 1  step 3  loss \\d+\\.\\d{4}  f1 \\d+\\.\\d\\d best  [\\d,]+ tokens/s")
        .containsPattern("\ndone after 1 epochs, 3 steps, ");
    assertThat(out).isDirectoryContaining("glob:**/{best.rondo}");
    assertThat(out).isDirectoryContaining("glob:**/{recipe.txt}");
    assertThat(Transcript.of("inspect", out.resolve("best.rondo")).out())
        .containsPattern("network.cell +" + cell + "\n");
  }

  @Test
  void aKeyMayStandApartFromItsValue() {
    assertThat(train("--network.layers", "2", "--network.residual=true").exit())
        .isEqualTo(Exit.DONE);
    assertThat(Transcript.of("inspect", out.resolve("best.rondo")).out())
        .containsPattern("network.layers +2\n")
        .containsPattern("network.residual +true\n");
  }

  @Test
  void aRecipeIsTheBeginningAndOptionsChangeIt() throws IOException {
    train("--seed", "5");
    Path recipe = folder.resolve("recipe.txt");
    Files.writeString(
        recipe, Transcript.of("inspect", out.resolve("best.rondo"), "--recipe").out());
    Path again = folder.resolve("again");
    assertThat(Transcript.of("train", "--recipe", recipe, "-o", again, "--threads", "2").exit())
        .isEqualTo(Exit.DONE);
    assertThat(again.resolve("best.rondo")).hasSameBinaryContentAs(out.resolve("best.rondo"));
    Path other = folder.resolve("other");
    assertThat(Transcript.of("train", "--recipe", recipe, "-o", other, "--seed=6").exit())
        .isEqualTo(Exit.DONE);
    assertThat(Transcript.of("inspect", other.resolve("best.rondo")).out())
        .containsPattern("recipe.seed +6\n");
  }

  @Test
  void tellsAScriptInJson() throws IOException {
    Transcript said = train("--json", "--seed=7");
    JsonNode line = new ObjectMapper().readTree(said.out());
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly("name", "metric", "value", "seed", "seconds");
    assertThat(line.path("metric").asText()).isEqualTo("f1");
    assertThat(line.path("seed").asLong()).isEqualTo(7);
    assertThat(line.path("value").asDouble(-1)).isBetween(0.0, 100.0);
  }

  @Test
  void withoutDevDataTheLastModelIsKept() {
    Transcript said = Transcript.of(words("train", "ner", "--data", data, "-o", out));
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).isEqualTo("model  " + out.resolve("best.rondo") + "\n");
  }

  // what goes wrong

  @Test
  void unknownKeyGetsTheNearestOne() {
    Transcript said = train("--network.hiden=3");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .isEqualTo("rondo: no recipe key 'network.hiden'. Did you mean 'network.hidden'?\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void unknownCellGetsTheNearestOne() {
    Transcript said = train("--cell=lsmt");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo(
            "rondo: no cell named 'lsmt'; known: gru, lstm, rnn. Did you mean 'lstm'?"
                + " Is its plugin's jar on the class path or in --plugins?\n");
  }

  @Test
  void badValueIsRefusedWithWhatItMustBe() {
    Transcript said = train("--train.epochs=many");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("'epochs' must be a whole number").doesNotContain("\tat ");
  }

  @Test
  void whatIsMissingIsAskedFor() {
    Transcript said = Transcript.of("train", "ner", "-o", out);
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo("rondo: a training needs --data FILE. See rondo train --help\n");
  }

  @Test
  void badDataIsToldWithFileAndLine() throws IOException {
    Files.writeString(data, "Ada B-PER\nlived O\nin\n");
    Transcript said = train();
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err()).startsWith("rondo: " + data + ":3: ");
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void dataThatIsNotThereIsToldByName() {
    Transcript said = Transcript.of("train", "ner", "--data", folder.resolve("no"), "-o", out);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err()).startsWith("rondo: " + folder.resolve("no") + ": there is no such file");
  }

  @Test
  void divergenceHasItsOwnExit() {
    Transcript said =
        train("--train.optimizer=sgd", "--train.rate=1000", "--train.decay=1", "--train.epochs=20");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DIVERGED);
    assertThat(said.err().lines().reduce((a, b) -> b).orElse("")).startsWith("rondo: ");
  }

  @Test
  void divergenceNamesACheckpointFromWhichALowerRateGoesOn() throws IOException {
    String[] wild = {"--train.rate=1000", "--train.decay=1", "--train.clip=0", "--train.epochs=20"};
    assertThat(train("--train.optimizer=sgd", "--train.rate=0.1").exit()).isEqualTo(Exit.DONE);
    Path checkpoint = out.resolve("last.checkpoint");
    byte[] good = Files.readAllBytes(checkpoint);
    List<Object> words = new ArrayList<>(List.of("--train.optimizer=sgd"));
    words.addAll(List.of(wild));
    words.add("--train.checkpoint=1000000");
    Transcript said = train(words.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DIVERGED);
    assertThat(said.err())
        .endsWith(
            "; the last good checkpoint is '%s', after step 3. Try a lower rate or clip\n"
                .formatted(checkpoint));
    assertThat(checkpoint).hasBinaryContent(good);
    assertThat(Transcript.of("inspect", out.resolve("best.rondo")).exit()).isEqualTo(Exit.DONE);
    Transcript tame = train("--train.optimizer=sgd", "--train.rate=0.1", "--train.epochs=2");
    assertThat(tame.exit()).as(tame.err()).isEqualTo(Exit.DONE);
    assertThat(tame.err()).contains("going on after step 3");
  }

  @Test
  void aFolderThatCannotBeIsTold() {
    for (Path no : List.of(data, data.resolve("within/a-file"))) {
      Transcript said = train("-o", no);
      assertThat(said.exit()).isEqualTo(Exit.DATA);
      assertThat(said.err())
          .isEqualTo(
              "rondo: the folder '%s' cannot be used: a file stands where a folder is needed; choose another folder\n"
                  .formatted(no));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void oneTwoAndFourThreadsGiveTheSameModel(String cell) throws IOException {
    List<Path> models = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      Path own = folder.resolve("on" + threads);
      Transcript said =
          train(
              "--cell=" + cell,
              "--network.layers=2",
              "--network.dropout=0.3",
              "--train.epochs=3",
              "--train.part=3",
              "--train.average-start=1",
              "--task.characters=true",
              "--threads=" + threads,
              "-o",
              own);
      assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
      models.add(own.resolve("best.rondo"));
    }
    assertThat(models.get(1)).hasSameBinaryContentAs(models.get(0));
    assertThat(models.get(2)).hasSameBinaryContentAs(models.get(0));
  }

  @Test
  void whatMustGoOnNeedsACheckpoint() {
    Transcript said = train("--resume", "must");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("no checkpoint");
  }

  @Test
  void goesOnWhereItEnded() {
    assertThat(train().exit()).isEqualTo(Exit.DONE);
    Transcript more = train("--train.epochs=2", "--resume", "must");
    assertThat(more.exit()).as(more.err()).isEqualTo(Exit.DONE);
    assertThat(more.err())
        .contains("going on after step 3")
        .contains("done after 2 epochs, 6 steps");
  }

  private Transcript train(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "ner"));
    words.addAll(List.of("--data", data, "--dev", dev, "-o", out));
    words.addAll(List.of(more));
    return Transcript.of(words(words.toArray()));
  }

  /** With what makes it small; of two words for the same thing the last one counts. */
  private static Object[] words(Object... said) {
    List<Object> all = new ArrayList<>(List.of(said).subList(0, 1));
    all.addAll(TinyModel.SMALL);
    all.add("--train.epochs=1");
    all.addAll(List.of(said).subList(1, said.length));
    return all.toArray();
  }
}
