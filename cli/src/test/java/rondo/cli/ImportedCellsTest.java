package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Example;
import rondo.core.Exporter;
import rondo.core.Model;
import rondo.engine.Rondo;
import rondo.onnx.OnnxFile;
import rondo.onnx.wire.ModelProto;
import rondo.onnx.wire.TensorProto;

/** The cells of an imported model are seen as those of any other. */
class ImportedCellsTest {
  private static final String CELL = "network/layer0/forward";
  private static final List<String> WORDS = List.of("ada", "met", "alan");

  private final Rondo rondo = Rondo.load();

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void importTagger() throws IOException {
    Path made =
        Files.write(folder.resolve("made.onnx"), OnnxFile.write(RefusedImportsTest.tagger()));
    Path vocab = Files.writeString(folder.resolve("vocab.txt"), "<pad>\n<unk>\nada\nmet\nalan\n");
    Path labels = Files.writeString(folder.resolve("labels.txt"), "A\nB\n");
    file = folder.resolve("m.rondo");
    Transcript said =
        Transcript.of(
            "import", made, "--task", "tag", "--vocab", vocab, "--labels", labels, "-o", file);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void theProofOfAnExportNamesTheCellThatIsSpoilt() throws IOException {
    @SuppressWarnings("unchecked") // a tagger's
    Model<List<String>, List<String>> model = (Model<List<String>, List<String>>) rondo.model(file);
    Path exported = folder.resolve("m.onnx");
    rondo.export(model, List.of(WORDS), "onnx", exported, Map.of());
    ModelProto.Builder spoilt = ModelProto.parseFrom(Files.readAllBytes(exported)).toBuilder();
    TensorProto.Builder weights =
        spoilt.getGraphBuilder().getInitializerBuilderList().stream()
            .filter(t -> t.getName().startsWith(CELL + "/R"))
            .findFirst()
            .orElseThrow();
    weights.setRawData(ByteString.copyFrom(new byte[weights.getRawData().size()]));
    Files.write(exported, spoilt.build().toByteArray());
    Exporter.Finding found = rondo.verify(model, List.of(WORDS), "onnx", exported);
    assertThat(found.equal()).isFalse();
    assertThat(found.text()).contains("the first to differ is what cell '" + CELL + "' says");
  }

  @Test
  void theGradientIsSeenOnItsWayBack() {
    Example<List<String>, List<String>> example = new Example<>(WORDS, List.of("A", "B", "A"));
    assertThat(rondo.gradients(rondo.model(file), List.of(example)))
        .singleElement()
        .satisfies(
            norms -> {
              assertThat(norms.cell()).isEqualTo(CELL);
              assertThat(norms.sequences())
                  .singleElement()
                  .satisfies(n -> assertThat(n).hasSize(3));
            });
  }

  @Test
  void whatIsLongIsCutWhereAModelIsShown() {
    Transcript said = Transcript.of("inspect", file);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .containsPattern("\nnetwork\\.graph +\\S{60} … \\([\\d,]+ characters\\)\n");
  }
}
