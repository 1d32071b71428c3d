package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void theExportedModelAnswersTheSame(String cell) throws IOException {
    TinyModel model = TinyModel.in(folder, "--cell", cell);
    Path file = folder.resolve("ner.onnx");
    Transcript said = Transcript.of("export", model.file(), "-o", file);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).startsWith(file + "\n");
    assertThat(file).isNotEmptyFile();
    String text = Corpus.lines(model.test());
    Transcript ours = Transcript.reading(text, "predict", model.file());
    Transcript theirs =
        Transcript.reading(text, "predict", model.file(), "--backend", "onnxruntime");
    assertThat(ours.out()).contains(" PER]").contains(" LOC]");
    assertThat(theirs.out()).isEqualTo(ours.out());
  }

  @Test
  void theFormatMayBeNamed() throws IOException {
    TinyModel model = TinyModel.in(folder, "--train.epochs=1");
    Path file = folder.resolve("model.bin");
    assertThat(Transcript.of("export", model.file(), "-o", file, "--format=onnx").exit())
        .isEqualTo(Exit.DONE);
    assertThat(file).isNotEmptyFile();
    Transcript unknown = Transcript.of("export", model.file(), "-o", file);
    assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
    assertThat(unknown.err()).startsWith("rondo: no exporter named 'bin'; known: onnx, rondo.");
    Transcript option = Transcript.of("export", model.file(), "-o", file, "--fromat=onnx");
    assertThat(option.exit()).isEqualTo(Exit.USAGE);
  }

  /** The file of a step reads no transitions of tags, which are a part of the model. */
  @Test
  void aModelOfStepsAndFrozenVectorsComesBackWhole() throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), "London 0.1 -0.2\nAda 0.3 0.5\n");
    TinyModel model =
        TinyModel.in(
            folder,
            "--network.direction=forward",
            "--task.vectors=" + vectors,
            "--network.frozen=vectors",
            "--train.epochs=2");
    Path file = folder.resolve("ner.onnx");
    Path again = folder.resolve("again.rondo");
    assertThat(Transcript.of("export", model.file(), "-o", file, "--step").exit())
        .isEqualTo(Exit.DONE);
    Transcript back = Transcript.of("export", file, "-o", again);
    assertThat(back.exit()).as(back.err()).isEqualTo(Exit.DONE);
    assertThat(again).hasSameBinaryContentAs(model.file());
  }

  @Test
  void whatIsExportedIsUsedAsAModelIs() throws IOException {
    TinyModel model = TinyModel.in(folder, "--train.epochs=2");
    Path file = folder.resolve("ner.onnx");
    assertThat(Transcript.of("export", model.file(), "-o", file).exit()).isEqualTo(Exit.DONE);
    same(model.file(), file, "evaluate", model.test());
    same(model.file(), file, "predict", model.test(), "--backend=onnxruntime");
    Transcript seen = Transcript.of("inspect", file);
    assertThat(seen.out().replaceFirst(".*\n", ""))
        .isEqualTo(Transcript.of("inspect", model.file()).out().replaceFirst(".*\n", ""));
    Path mean = folder.resolve("mean.rondo");
    assertThat(Transcript.of("average", file, model.file(), "-o", mean).exit())
        .isEqualTo(Exit.DONE);
  }

  private static void same(Path model, Path file, String verb, Object... more) {
    List<Object> ours = new ArrayList<>(List.of(verb, model));
    ours.addAll(List.of(more));
    List<Object> theirs = new ArrayList<>(ours);
    theirs.set(1, file);
    Transcript said = Transcript.of(theirs.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).isEqualTo(Transcript.of(ours.toArray()).out()).isNotEmpty();
  }

  @Test
  void aFileInNoKnownFormatIsToldWhichThereAre() throws IOException {
    Path file = Files.writeString(folder.resolve("m.onnx"), "no model");
    Transcript said = Transcript.of("export", file, "-o", folder.resolve("m.rondo"));
    assertThat(said.exit()).isEqualTo(Exit.MODEL);
    assertThat(said.err())
        .isEqualTo(
            "rondo: '%s' is no model file: it is in none of the formats that are known (onnx, rondo)\n"
                .formatted(file));
  }

  @Test
  void aMissingModelLeavesNoFile() {
    Path file = folder.resolve("ner.onnx");
    Transcript said = Transcript.of("export", folder.resolve("no.rondo"), "-o", file);
    assertThat(said.exit()).isEqualTo(Exit.MODEL);
    assertThat(file).doesNotExist();
  }

  @Test
  void misspeltOptionGetsTheNearestOne() {
    Transcript said =
        Transcript.of("export", "m.rondo", "-o", folder.resolve("m.onnx"), "--fromat=onnx");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("no option '--fromat'. Did you mean '--format'?");
  }
}
