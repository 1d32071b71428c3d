package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rondo.core.DataException;

class LineSourceTest {
  @Test
  void linesComeWithoutTheirEnds() throws IOException {
    assertThat(lines("a\r\n\nb c\nlast")).containsExactly("a", "", "b c", "last");
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly("");
  }

  @Test
  void theMarkOfSomeEditorsIsNoText() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
  }

  @Test
  void longLinesComeWhole() throws IOException {
    String line = "ö".repeat(LineSource.LONGEST / 2 - 1); // two bytes each
    assertThat(lines("a\n" + line + "\nb")).containsExactly("a", line, "b");
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThatThrownBy(() -> new LineSource(endless, "endless").next())
        .isInstanceOf(DataException.class)
        .hasMessage("endless:1: the line is longer than 4 MiB; break it up");
  }

  @Test
  void whatIsNotUtf8IsRefusedWithItsLine() {
    byte[] latin = "fine\nZo\u00EB\n".getBytes(StandardCharsets.ISO_8859_1);
    LineSource source = new LineSource(new ByteArrayInputStream(latin), "text");
    assertThatThrownBy(
            () -> {
              source.next();
              source.next();
            })
        .isInstanceOf(DataException.class)
        .hasMessage("text:2: the line is not UTF-8; convert the text to UTF-8");
  }

  @Test
  void tellsWhetherItWouldWait() throws IOException {
    PipedOutputStream pipe = new PipedOutputStream();
    LineSource source = new LineSource(new PipedInputStream(pipe), "pipe");
    pipe.write("one\ntw".getBytes(StandardCharsets.UTF_8));
    assertThat(source.waits()).isFalse();
    assertThat(source.next()).contains("one");
    assertThat(source.waits()).isTrue(); // half a line is none
    pipe.write("o\n".getBytes(StandardCharsets.UTF_8));
    assertThat(source.waits()).isFalse();
    assertThat(source.next()).contains("two");
    pipe.close();
    assertThat(source.next()).isEmpty();
  }

  private static List<String> lines(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LineSource source = new LineSource(new ByteArrayInputStream(bytes), "text");
    List<String> all = new ArrayList<>();
    for (Optional<String> l = source.next(); l.isPresent(); l = source.next()) {
      all.add(l.get());
    }
    return all;
  }
}
