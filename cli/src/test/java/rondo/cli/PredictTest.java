package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
  @TempDir static Path folder;
  private static Path model = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    model = TinyModel.in(folder).file();
  }

  @Test
  void eachLineIsAnsweredByALine() {
    Transcript said =
        Transcript.reading(
            "Ada Lovelace lived in London .\n\nNobody wrote.\n  \nZoë went .", "predict", model);
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .isEqualTo(
            "[Ada Lovelace PER] lived in [London LOC] .\n\nNobody wrote .\n\n[Zoë PER] went .\n");
  }

  @Test
  void aFileIsReadAsStandardInputIs() throws IOException {
    String text = "Kurt Gödel went .\nIn Vienna , Zoë wrote .\n".repeat(700); // several pieces
    Path file = Files.writeString(folder.resolve("text"), text);
    Transcript fromFile = Transcript.of("predict", model, file, "--threads", "2");
    Transcript fromInput = Transcript.reading(text, "predict", model, "-", "--threads", "1");
    assertThat(fromFile).isEqualTo(fromInput);
    assertThat(fromFile.out().lines()).hasSize(1400);
    assertThat(fromFile.out())
        .isEqualTo("[Kurt Gödel PER] went .\nIn [Vienna LOC] , [Zoë PER] wrote .\n".repeat(700));
  }

  @Test
  @Timeout(30)
  void whoTypesSlowlyIsAnsweredAtOnce() throws Exception {
    Map<String, String> answers =
        Map.of(
            "Ada Lovelace went .", "[Ada Lovelace PER] went .",
            "Zoë went .", "[Zoë PER] went .");
    Partners.typesSlowly(answers, "predict", model.toString());
  }

  @Test
  void aReaderThatHasEnoughEndsItQuietly() {
    Partners.hasEnough("Ada went .", "predict", model.toString());
  }

  @Test
  void aFullDiskIsNotQuiet() {
    OutputStream full = Partners.broken("No space left on device");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream("Ada".getBytes(StandardCharsets.UTF_8));
    Exit exit = Main.run(new Console(in, full, err, 0), "predict", model.toString());
    assertThat(exit).isEqualTo(Exit.DATA);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("rondo: standard output cannot be written: No space left on device\n");
  }

  // what goes wrong

  @Test
  void aModelThatIsNotThereIsToldByName() {
    Transcript said = Transcript.of("predict", folder.resolve("no.rondo"));
    assertThat(said.exit()).isEqualTo(Exit.MODEL);
    assertThat(said.err()).contains("there is no model file").contains("no.rondo");
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.rondo"), bytes);
    Transcript said = Transcript.reading("Ada", "predict", damaged);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.MODEL);
    assertThat(said.err()).startsWith("rondo: ").contains("damaged");
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void whatIsNotUtf8IsToldWithItsLine() {
    byte[] latin = "fine\nZo\u00EB\n".getBytes(StandardCharsets.ISO_8859_1);
    Transcript said = Transcript.reading(new ByteArrayInputStream(latin), "predict", model);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err()).startsWith("rondo: standard input:2: the line is not UTF-8");
  }

  @Test
  void aTextThatIsNotThereIsToldByName() {
    Transcript said = Transcript.of("predict", model, "no-such-text");
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err())
        .isEqualTo("rondo: no-such-text: there is no such file that can be read\n");
  }

  @Test
  void aDeviceThatCannotBeHadHasItsOwnExit() {
    Transcript said = Transcript.of("predict", model, "--device=cuda", "--backend=native");
    assertThat(said.exit()).isEqualTo(Exit.DEVICE);
    assertThat(said.err()).contains("computes on the cpu");
  }

  @Test
  void anUnknownBackendGetsTheNearestOne() {
    Transcript said = Transcript.of("predict", model, "--backend=onnxruntim");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("Did you mean 'onnxruntime'?");
  }
}
