package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  @TempDir static Path folder;
  private static TinyModel model = new TinyModel(Path.of(""), Path.of(""));

  @BeforeAll
  static void train() throws IOException {
    model = TinyModel.in(folder, "--seed=4");
  }

  @Test
  void printsATable() {
    Transcript said = Transcript.of("evaluate", model.file(), model.test());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).containsPattern("LOC +\\d").containsPattern("PER +\\d").contains("F1");
    assertThat(said.err()).startsWith("40 answered in ");
  }

  @Test
  void tellsAScriptInJson() throws IOException {
    Transcript said = Transcript.of("evaluate", model.file(), model.test(), "--json");
    assertThat(said.err()).isEmpty();
    assertThat(said.out().lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(said.out());
    assertThat(line.path("name").asText()).isEqualTo(model.file().toString());
    assertThat(line.path("metric").asText()).isEqualTo("f1");
    assertThat(line.path("value").asDouble()).isGreaterThan(95); // a world of twelve names
    assertThat(line.path("seed").asLong()).isEqualTo(4);
    assertThat(line.path("seconds").isNumber()).isTrue();
  }

  @Test
  void bothBackendsAreAsGood() {
    Transcript ours = Transcript.of("evaluate", model.file(), model.test());
    Transcript theirs =
        Transcript.of("evaluate", model.file(), model.test(), "--backend", "onnxruntime");
    assertThat(theirs.exit()).as(theirs.err()).isEqualTo(Exit.DONE);
    assertThat(theirs.out()).isEqualTo(ours.out());
  }

  @Test
  void aGateIsPassedOrMissed() {
    assertThat(Transcript.of("evaluate", model.file(), model.test(), "--min", "50").exit())
        .isEqualTo(Exit.DONE);
    Transcript missed =
        Transcript.of("evaluate", model.file(), model.test(), "--json", "--min=100.5");
    assertThat(missed.exit()).isEqualTo(Exit.MISSED);
    assertThat(missed.out()).startsWith("{"); // the result is told all the same
    assertThat(missed.err()).matches("rondo: f1 is \\d+\\.\\d\\d, less than 100.5\n");
  }

  @Test
  void badDataIsToldWithFileAndLine() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.conll"), "Ada PER\n");
    Transcript said = Transcript.of("evaluate", model.file(), bad);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err()).startsWith("rondo: " + bad + ":1: ");
  }

  @Test
  void dataForAModelAreNoModel() {
    Transcript said = Transcript.of("evaluate", model.test(), model.test());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.MODEL);
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void whatIsMissingIsAskedFor() {
    Transcript said = Transcript.of("evaluate", model.file());
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo("rondo: missing required parameter: 'DATA'. See rondo evaluate --help\n");
  }
}
