package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models that PyTorch trained and exported come in by one command, and score on the files on which
 * they were measured there what they scored there.
 */
class RealModelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SHARED =
      Path.of(System.getProperty("rondo.shared", "../../shared")).toAbsolutePath().normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ner-ncbi-lstm, ner, 2, ner/ncbi-disease/devel.tsv, ner/ncbi-disease/test.tsv",
    "slots-snips-gru-packed, ner, 1, slots/snips/valid, slots/snips/test",
    "slots-snips-gru-packed, tag, 1, slots/snips/valid, slots/snips/test",
    "intent-snips-gru, classify, 1, slots/snips/valid, slots/snips/test"
  })
  void scoresAsItDidWhereItWasMade(String name, String task, int cells, Path dev, Path test)
      throws IOException {
    Path made = SHARED.resolve("onnx/real").resolve(name);
    assumeTrue(Files.isDirectory(made), made + " is not there; set the property rondo.shared");
    Path model = folder.resolve("m.rondo");
    Transcript said =
        Transcript.of(
            "import",
            made.resolve("model.onnx"),
            "--task",
            task,
            "--vocab",
            made.resolve("vocab.txt"),
            "--labels",
            made.resolve("labels.txt"),
            "--lower-case",
            "-o",
            model);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .contains("%d of %d recurrent nodes became cells".formatted(cells, cells));
    JsonNode expected = JSON.readTree(made.resolve("expected.json").toFile());
    requireFigures(model, dev, expected.get("dev"));
    requireFigures(model, test, expected.get("test"));
  }

  private void requireFigures(Path model, Path data, JsonNode expected) throws IOException {
    Path report = folder.resolve("figures.json");
    Path file = SHARED.resolve("data").resolve(data);
    Transcript said = Transcript.of("evaluate", model, file, "--report", report);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    JsonNode found = JSON.readTree(report.toFile()).get("values");
    assertThat(expected.isEmpty()).isFalse();
    expected
        .properties()
        .forEach(
            each -> {
              String figure = each.getKey().replace("token_", "");
              assertThat(found.get(figure).asDouble())
                  .as(data + " " + figure)
                  .isEqualTo(each.getValue().asDouble(), within(0.01));
            });
  }
}
