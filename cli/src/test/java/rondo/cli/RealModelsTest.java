package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Device;
import rondo.core.Matrix;
import rondo.core.StoredModel;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;
import rondo.engine.Plugins;
import rondo.engine.Rondo;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.onnx.foreign.ForeignModel;

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

  /** Learns from some sentences what is not frozen, is exported, and the file is proved. */
  @Test
  void trainsOnAndLeavesFrozenWeightsAlone() throws IOException {
    Path made = real("slots-snips-gru-packed");
    imported(made, "ner", made.resolve("vocab.txt"), made.resolve("labels.txt"));
    Path model = folder.resolve("m.rondo");
    Path some = some(SHARED.resolve("data/slots/snips/valid"));
    Transcript said =
        Transcript.of(
            "train",
            "ner",
            "--data",
            some,
            "--dev",
            some,
            "--from",
            model,
            "--freeze",
            "embedding0,layer0/forward",
            "--train.epochs=2",
            "-o",
            folder.resolve("on"));
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    Path after = folder.resolve("on/best.rondo");
    StoredModel before = Rondo.load().stored(model);
    StoredModel trained = Rondo.load().stored(after);
    assertThat(trained.weights().keySet()).isEqualTo(before.weights().keySet());
    for (String path : before.weights().keySet()) {
      boolean frozen = path.contains("embedding0") || path.contains("layer0/forward");
      Matrix old = before.weights().getOrDefault(path, Matrix.NONE);
      Matrix now = trained.weights().getOrDefault(path, Matrix.NONE);
      assertThat(Arrays.equals(old.copy().data(), now.copy().data())).as(path).isEqualTo(frozen);
    }
    Path file = folder.resolve("on.onnx");
    Transcript exported = Transcript.of("export", after, "-o", file);
    assertThat(exported.err() + exported.out())
        .contains("proved: ")
        .contains("0 answers are otherwise");
    assertThat(Transcript.of("evaluate", file, some).out())
        .isEqualTo(Transcript.of("evaluate", after, some).out());
  }

  @Test
  void aProgramRunsTheGraphUnderItsOwnNames() throws IOException {
    Path file = real("slots-snips-gru-packed").resolve("model.onnx");
    Tensor ids = new Tensor.Ints(List.of(2, 3), new long[] {5, 6, 7, 8, 9, 0}, ElementType.INT64);
    Tensor lengths = new Tensor.Ints(List.of(2), new long[] {3, 2}, ElementType.INT64);
    ForeignModel model = ForeignModel.of(OnnxFile.read(file), Plugins.load().cells().all());
    Tensor scores = model.run(Map.of("ids", ids, "lengths", lengths)).get("scores");
    try (OrtModel runtime = OrtModel.open(Files.readAllBytes(file), Device.CPU)) {
      Tensor due = runtime.run(Map.of("ids", ids, "lengths", lengths)).get("scores");
      assertThat(data(due)).hasSize(2 * 3 * 72);
      assertThat(data(scores)).containsExactly(data(due), Offset.offset(1e-5f));
    }
  }

  private static float[] data(@Nullable Tensor tensor) {
    return tensor instanceof Tensor.Floats floats ? floats.data() : new float[0];
  }

  /** A few sentences of Snips' files: words, labels and intents, line by line. */
  private Path some(Path all) throws IOException {
    Path some = Files.createDirectory(folder.resolve("some"));
    try (Stream<Path> files = Files.list(all)) {
      for (Path each : files.toList()) {
        List<String> lines = Files.readAllLines(each);
        Files.write(
            some.resolve(each.getFileName()), lines.subList(0, Math.min(120, lines.size())));
      }
    }
    return some;
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
