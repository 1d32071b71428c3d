package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are there are proved again, and say so by how the command ends. */
class VerifyTest {
  @TempDir Path folder;

  @Test
  void aFileIsProvedAgainstItsModelOnRealSentencesToo() throws IOException {
    TinyModel model = TinyModel.in(folder, "--train.epochs=1");
    Path text = Files.writeString(folder.resolve("t.txt"), Corpus.lines(model.test()) + "\n\n");
    Path file = folder.resolve("ner.onnx");
    Transcript written =
        Transcript.of("export", model.file(), "-o", file, "--check", text, "--data", model.test());
    assertThat(written.exit()).as(written.err()).isEqualTo(Exit.DONE);
    assertThat(written.out()).isEqualTo(file + "\n");
    assertThat(written.err()).startsWith("proved: scores at most ");

    Transcript same =
        Transcript.of("verify", file, "--model", model.file(), "--data", model.test());
    assertThat(same.exit()).as(same.err()).isEqualTo(Exit.DONE);
    assertThat(same.out())
        .startsWith(file + " answers as its model: scores at most ")
        .contains(" answers are otherwise");

    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    TinyModel another = TinyModel.in(elsewhere, "--train.epochs=2");
    Transcript other = Transcript.of("verify", file, "--model", another.file());
    assertThat(other.exit()).isEqualTo(Exit.MISSED);
    assertThat(other.out()).isEmpty();
    assertThat(other.err())
        .startsWith("rondo: " + file + " does not answer as its model: output 'scores' is ")
        .contains("the first to differ is ");
  }

  @Test
  void aStepIsWrittenAndProved() throws IOException {
    TinyModel model = TinyModel.in(folder, "--train.epochs=1", "--network.direction=forward");
    Path file = folder.resolve("step.onnx");
    Transcript written = Transcript.of("export", model.file(), "--step", "-o", file);
    assertThat(written.exit()).as(written.err()).isEqualTo(Exit.DONE);
    Transcript same = Transcript.of("verify", file, "--model", model.file());
    assertThat(same.exit()).as(same.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void whatIsNoExportIsSaid() throws IOException {
    TinyModel model = TinyModel.in(folder, "--train.epochs=1");
    Path file = Files.writeString(folder.resolve("no.onnx"), "no graph at all");
    Transcript damaged = Transcript.of("verify", file, "--model", model.file());
    assertThat(damaged.exit()).isEqualTo(Exit.MODEL);
    assertThat(damaged.err()).contains(file + ": this is no whole ONNX file");
    Transcript missing = Transcript.of("verify", folder.resolve("none.onnx"));
    assertThat(missing.exit()).isEqualTo(Exit.MODEL);
    Path exported = folder.resolve("ner.onnx");
    Transcript.of("export", model.file(), "-o", exported);
    Path none = folder.resolve("none.txt");
    Transcript data = Transcript.of("verify", exported, "--model", model.file(), "--check", none);
    assertThat(data.exit()).isEqualTo(Exit.DATA);
  }
}
