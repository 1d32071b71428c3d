package rondo.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
  @TempDir Path folder;

  private List<String> lines(String text) throws IOException {
    return lines(Files.writeString(folder.resolve("text"), text));
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      while (lines.next()) {
        assertThat(lines.number()).isEqualTo(all.size() + 1);
        all.add(lines.text());
      }
    }
    return all;
  }

  @Test
  void endAtLineFeedsOfUnixAndWindowsMixed() throws IOException {
    assertThat(lines("a\nb\r\n\r\n\nc")).containsExactly("a", "b", "", "", "c");
    assertThat(lines("a\nb\n")).containsExactly("a", "b");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void endNowhereElse() throws IOException {
    String odd = "a\u2028b\u2029c\u0085d\fe\u000bf\u001cg";
    assertThat(lines(odd + "\n" + odd)).containsExactly(odd, odd);
  }

  @Test
  void loseAMarkAtTheirBeginningOnly() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
  }

  @Test
  void keepAReplacementCharacterThatWasWritten() throws IOException {
    assertThat(lines("a\uFFFDb\n")).containsExactly("a\uFFFDb");
  }

  @Test
  void areReadFromGzipOfSeveralParts() throws IOException {
    Path file = folder.resolve("text.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (String part : List.of("a\nb", "c\n")) {
        GZIPOutputStream zip = new GZIPOutputStream(out);
        zip.write(part.getBytes(StandardCharsets.UTF_8));
        zip.finish();
      }
    }
    assertThat(lines(file)).containsExactly("a", "bc");
  }

  @Test
  void mayBeLongAndCrossWhatIsReadAtOnce() throws IOException {
    String line = "\ud83d\ude00\u00e9".repeat(200_000); // 1.2 MB of six bytes, at odd places
    assertThat(lines("x" + line + "\n" + line)).containsExactly("x" + line, line);
  }

  @Test
  void canBeLookedAtBeforeTheyAreRead() throws IOException {
    try (Lines lines = Lines.of(Files.writeString(folder.resolve("text"), "a\nb\nc"))) {
      assertThat(lines.look(2)).containsExactly("a", "b");
      assertThat(lines.next()).isTrue();
      assertThat(lines.text()).isEqualTo("a");
      assertThat(lines.look(5)).containsExactly("b", "c");
      assertThat(lines.fault("odd")).hasMessage(folder.resolve("text") + ":1: odd");
    }
  }
}
