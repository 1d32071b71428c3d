package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
    assertThat(unknown.err()).startsWith("rondo: no exporter named 'bin'; known: onnx.");
    Transcript option = Transcript.of("export", model.file(), "-o", file, "--fromat=onnx");
    assertThat(option.exit()).isEqualTo(Exit.USAGE);
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
