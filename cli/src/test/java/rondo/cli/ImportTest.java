package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.TaskSpec;
import rondo.engine.model.ModelFile;

/** The verb {@code import}, on files of a format that only a plugin knows. */
class ImportTest {
  @TempDir Path folder;
  private Path jars = Path.of("");
  private Path vocab = Path.of("");
  private Path labels = Path.of("");

  @BeforeEach
  void write() throws IOException {
    jars = ToyFormat.ToyPlugin.in(folder);
    vocab = Files.writeString(folder.resolve("vocab.txt"), "<pad>\n[UNK]\nada\nmet\n");
    labels = Files.writeString(folder.resolve("labels.txt"), "O\nB-PER\nI-PER\n");
  }

  private Path toy(String... lines) throws IOException {
    return ToyFormat.write(folder.resolve("made.toy"), lines);
  }

  private Path good() throws IOException {
    return toy(
        "toy 3",
        "/embedding/Gather Gather LAYER an embedding",
        "/lstm/LSTM LSTM CELL lstm, both directions, 8 -> 2 x 4",
        "/gru/GRU GRU INTERPRETED as the file says",
        "c\u001b[31mol\u202eor Concat FOLDED weights\u0007",
        "/Transpose Transpose REARRANGED free of the batch");
  }

  private Transcript imported(Path file, Object... more) {
    List<Object> words = new ArrayList<>(List.of("import", file, "--plugins", jars));
    words.addAll(List.of(more));
    return Transcript.of(words.toArray());
  }

  private Transcript made(Path file, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("--vocab", vocab, "--labels", labels, "-o", folder.resolve("m.rondo")));
    words.addAll(List.of(more));
    return imported(file, words.toArray());
  }

  private static void refused(Transcript said, Exit exit, String sentence) {
    assertThat(said.exit()).as(said.err()).isEqualTo(exit);
    assertThat(said.err()).startsWith("rondo: ").contains(sentence).hasLineCount(1);
  }

  @Test
  void withoutATaskTheReportIsAll() throws IOException {
    Path report = folder.resolve("report.jsonl");
    Transcript said = imported(good(), "--report", report);
    assertThat(said)
        .isEqualTo(
            new Transcript(
                Exit.DONE,
                """
                part               operator   became
                /embedding/Gather  Gather     layer        an embedding
                /lstm/LSTM         LSTM       cell         lstm, both directions, 8 -> 2 x 4
                /gru/GRU           GRU        interpreted  as the file says
                c [31mol or        Concat     folded       weights
                /Transpose         Transpose  rearranged   free of the batch
                1 of 2 recurrent nodes became cells; other parts: 1 layer, 1 rearranged, 1 folded
                """,
                ""));
    assertThat(Files.readAllLines(report))
        .hasSize(5)
        .startsWith(
            """
            {"part":"/embedding/Gather","operator":"Gather","fate":"layer","text":"an embedding"}""");
  }

  @Test
  void aModelOfATaskAnswersAndIsMeasured() throws IOException {
    Transcript said = made(good(), "--task", "ner", "--lower-case", "--task.tokenizer=whitespace");
    Path model = folder.resolve("m.rondo");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).endsWith(" 1 rearranged, 1 folded\n");
    assertThat(said.err())
        .isEqualTo(
            "%s is a model for task 'ner': rondo evaluate %s DATA measures it, rondo train ner --from %s trains it on\n"
                .formatted(model, model, model));
    Path data = Files.writeString(folder.resolve("d.conll"), "ADA\tB-PER\nmet\tO\nBo\tB-PER\n\n");
    Transcript measured = Transcript.of("evaluate", model, data);
    assertThat(measured.exit()).as(measured.err()).isEqualTo(Exit.DONE);
    assertThat(measured.out()).startsWith("3 tokens, ");
    Transcript inspected = Transcript.of("inspect", model);
    assertThat(inspected.out())
        .contains("folding", "lower", "argmax", "whitespace", "reserved", "[UNK] <pad>");
    Path onnx = folder.resolve("text.onnx");
    Transcript exported =
        Transcript.of("export", model, "-o", onnx, "--input", "text", "--task.sentences=none");
    refused(exported, Exit.USAGE, "option 'folding' is 'lower', and no graph makes letters small");
    assertThat(onnx).doesNotExist();
  }

  @Test
  void aModelTrainsOnWithItsOwnWordsAndLabels() throws IOException {
    assertThat(made(good(), "--task", "ner").exit()).isEqualTo(Exit.DONE);
    Path data = Files.writeString(folder.resolve("d.conll"), "ada\tB-PER\nmet\tO\nBo\tB-PER\n\n");
    Path model = folder.resolve("m.rondo");
    Path out = folder.resolve("on");
    Transcript trained =
        Transcript.of(
            "train", "ner", "--from", model, "--data", data, "-o", out, "--train.epochs=1");
    assertThat(trained.exit()).as(trained.err()).isEqualTo(Exit.DONE);
    TaskSpec before = ModelFile.read(model).spec().task();
    TaskSpec after = ModelFile.read(out.resolve("best.rondo")).spec().task();
    assertThat(after.lists()).isEqualTo(before.lists());
    assertThat(after.options().text("decoder")).isEqualTo("argmax");
  }

  /** Words of a vocabulary made elsewhere are found in a graph, too: unknown ones at its own id. */
  @Test
  void exactWordsAreLookedUpInAGraph() throws IOException {
    String more = "--task.tokenizer=whitespace";
    assertThat(made(good(), "--task", "tag", "--unknown", "3", more).exit()).isEqualTo(Exit.DONE);
    Path onnx = folder.resolve("text.onnx");
    Transcript exported =
        Transcript.of(
            "export",
            folder.resolve("m.rondo"),
            "-o",
            onnx,
            "--input",
            "text",
            "--task.sentences=none");
    assertThat(exported.exit()).as(exported.err()).isEqualTo(Exit.DONE);
    assertThat(exported.err()).startsWith("proved: scores at most ");
  }

  @Test
  void whatCannotBeMeantIsRefused() throws IOException {
    Path file = good();
    refused(imported(file, "--task", "ner"), Exit.USAGE, "import needs -o FILE to make a model");
    refused(imported(file, "-o", "m.rondo"), Exit.USAGE, "import needs --task, such as ner");
    refused(imported(file, "--vocab", vocab), Exit.USAGE, "import needs --task, such as ner");
    refused(
        imported(file, "--task", "ner", "-o", "m.rondo"),
        Exit.USAGE,
        "rondo: a model made elsewhere needs the option 'vocab'");
    refused(made(file, "--task", "nre"), Exit.USAGE, "no task named 'nre'");
    refused(
        made(file, "--task", "ner", "--task.vocb=f"), Exit.USAGE, "no option named 'vocb'; known:");
    refused(
        made(file, "--task", "ner", "--task.decoder=crf"),
        Exit.USAGE,
        "option 'decoder' cannot be 'crf' for a model made elsewhere");
    refused(
        made(file, "--task", "ner", "--labls=f"),
        Exit.USAGE,
        "import has no option '--labls'. Did you mean '--labels'?");
    refused(made(file, "--task", "translate"), Exit.USAGE, "no option named 'labels'");
    refused(
        made(file, "--task", "ner", "--unknown", "[unk]"),
        Exit.DATA,
        "vocab.txt: there is no entry '[unk]'");
    refused(
        made(file, "--task", "ner", "--format", "tony"), Exit.USAGE, "no importer named 'tony'");
    assertThat(folder.resolve("m.rondo")).doesNotExist();
  }

  @Test
  void whatStandsInTheWayIsNamed() throws IOException {
    Path loop = toy("toy 3", "/Loop Loop IN_THE_WAY has no fixed body; export it by tracing");
    Transcript said = imported(loop);
    refused(
        said,
        Exit.MODEL,
        "made.toy' cannot become a model: in the way stand 1 of its parts, first '/Loop' (Loop): has"
            + " no fixed body; export it by tracing");
    assertThat(said.out()).contains("/Loop  Loop      in the way  has no fixed body");
    refused(made(loop, "--task", "ner"), Exit.MODEL, "part '/Loop' has no fixed body");
    refused(
        made(toy("toy 2", "/x X LAYER y"), "--task", "tag", "--output", "y"),
        Exit.MODEL,
        "made.toy' cannot be opened: 'y' has 2 scores, and there are 3 labels");
    assertThat(folder.resolve("m.rondo")).doesNotExist();
  }

  @Test
  void filesThatNobodyMadeElsewhereAreRefused() throws IOException {
    assertThat(made(good(), "--task", "tag").exit()).isEqualTo(Exit.DONE);
    Path own = folder.resolve("m.rondo");
    refused(imported(own), Exit.USAGE, "m.rondo' says itself what it is, as what Rondo wrote does");
    refused(imported(folder.resolve("none.onnx")), Exit.MODEL, "there is no model file");
    refused(
        imported(vocab), Exit.MODEL, "vocab.txt' is no model file: it is in none of the formats");
    refused(imported(folder), Exit.MODEL, "is a folder");
  }
}
