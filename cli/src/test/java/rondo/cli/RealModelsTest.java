package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    Path made = real(name);
    Path model = folder.resolve("m.rondo");
    Transcript said = imported(made, task, made.resolve("vocab.txt"), made.resolve("labels.txt"));
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .contains("%d of %d recurrent nodes became cells".formatted(cells, cells));
    JsonNode expected = JSON.readTree(made.resolve("expected.json").toFile());
    requireFigures(model, dev, expected.get("dev"));
    requireFigures(model, test, expected.get("test"));
  }

  private Transcript imported(Path made, String task, Path vocab, Path labels) {
    return Transcript.of(
        "import",
        made.resolve("model.onnx"),
        "--task",
        task,
        "--vocab",
        vocab,
        "--labels",
        labels,
        "--lower-case",
        "-o",
        folder.resolve("m.rondo"));
  }

  /** Lists of another model would make answers of nonsense. */
  @Test
  void listsOfAnotherLengthAreRefused() throws IOException {
    Path made = real("intent-snips-gru");
    Path vocab = made.resolve("vocab.txt");
    Path labels = made.resolve("labels.txt");
    Path words = shorter(vocab);
    refused(
        imported(made, "classify", words, labels),
        "it has an embedding of 4392 ids, and the list of words has 4391 entries");
    Path few = shorter(labels);
    refused(
        imported(made, "classify", vocab, few),
        "none of its outputs scores 6 labels for each text; there are 'scores' [batch, 7]");
    refused(
        imported(made, "tag", vocab, labels),
        "none of its outputs scores 7 labels for each token; there are 'scores' [batch, 7]");
    assertThat(folder.resolve("m.rondo")).doesNotExist();
  }

  private static void refused(Transcript said, String sentence) {
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.MODEL);
    assertThat(said.err()).startsWith("rondo: ").contains(sentence).hasLineCount(1);
  }

  /** A list without its last entry. */
  private Path shorter(Path list) throws IOException {
    List<String> lines = Files.readAllLines(list);
    return Files.write(
        folder.resolve(list.getFileName().toString()), lines.subList(0, lines.size() - 1));
  }

  private static Path real(String name) {
    Path made = SHARED.resolve("onnx/real").resolve(name);
    assumeTrue(Files.isDirectory(made), made + " is not there; set the property rondo.shared");
    return made;
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
