package rondo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  private static WholeFile.Content text(String s) {
    return out -> out.write(s.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesWhatWasThere() throws IOException {
    Path file = folder.resolve("m");
    WholeFile.write(file, text("one"));
    WholeFile.write(file, text("two"));
    assertThat(file).hasContent("two");
    assertThat(names()).containsExactly("m");
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("m");
    WholeFile.write(file, text("one"));
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "'%s' cannot be written: the disk of '%s' is full; make room and try again",
            file, folder);
    assertThat(file).hasContent("one");
    assertThat(names()).containsExactly("m");
  }

  @Test
  void aContentThatThrowsAnythingElseLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    folder.resolve("m"),
                    out -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names()).isEmpty();
  }

  // neighbours

  @Test
  void whatAKilledWriterLeftIsSweptAway() throws IOException {
    Files.writeString(folder.resolve(".m.1-2f.part"), "half");
    Files.writeString(folder.resolve(".other.1-2f.part"), "half");
    Files.writeString(folder.resolve("m.part"), "somebody's own");
    WholeFile.write(folder.resolve("m"), text("one"));
    assertThat(names()).containsExactly(".other.1-2f.part", "m", "m.part");
  }

  @Test
  void writersOfTheSameFileInOneProcessDoNotMeet() throws IOException {
    Path file = folder.resolve("m");
    WholeFile.write(
        file,
        out -> {
          out.write('a');
          WholeFile.write(file, text("within"));
          assertThat(file).hasContent("within");
          out.write('b');
        });
    assertThat(file).hasContent("ab");
    assertThat(names()).containsExactly("m");
  }

  /** Writes a file, and takes the time that its standard input gives it. */
  static final class SlowWriter {
    private SlowWriter() {}

    public static void main(String[] file) {
      WholeFile.write(
          Path.of(file[0]),
          out -> {
            System.out.println("writing");
            out.write(System.in.read());
          });
    }
  }

  @Test
  void aWriterInAnotherProcessIsLeftInPeace() throws IOException, InterruptedException {
    Path file = folder.resolve("m");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SlowWriter.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = other.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("writing");
      WholeFile.write(file, text("one"));
      assertThat(file).hasContent("one");
      assertThat(names()).hasSize(2);
      other.getOutputStream().write('x');
      other.getOutputStream().flush();
      assertThat(other.waitFor()).isZero();
      assertThat(file).hasContent("x");
      assertThat(names()).containsExactly("m");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void aMissingFolderAndAFolderOfThatNameAreSaid() throws IOException {
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("no/m"), text("x")))
        .hasMessageContaining("there is no folder '" + folder.resolve("no") + "'");
    Files.createDirectory(folder.resolve("d"));
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("d"), text("x")))
        .hasMessageContaining("a folder has that name");
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsSaid() {
    // no permission can be taken from an administrator, whom a pseudo file system refuses as well
    Path nowhere = Path.of("/proc/1");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isDirectory(nowhere), "needs a folder that nobody may write to");
    assertThatThrownBy(() -> WholeFile.write(nowhere.resolve("m"), text("x")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("'/proc/1/m' cannot be written: ");
  }

  @Test
  void aFullDiskIsSaid() {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isWritable(full), "needs a device that is always full");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    folder.resolve("m"),
                    out -> {
                      try (var device = Files.newOutputStream(full)) {
                        device.write(1);
                      }
                    }))
        .hasMessageContaining("is full; make room");
    assertThat(folder).isEmptyDirectory();
  }
}
