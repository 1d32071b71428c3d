package rondo.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.DataException;
import rondo.core.Example;
import rondo.tasks.text.Span;
import rondo.tasks.text.Tokenizing;

class SpanDataTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.conll"), text);
  }

  private static List<Example<List<String>, List<Span>>> span(Path file) throws IOException {
    return SpanData.of(SpanData.OPTIONS.fill(Map.of()), Tokenizing.REGEX).read(file);
  }

  private List<Example<List<String>, List<Span>>> read(String text) throws IOException {
    return span(file(text));
  }

  @Test
  void readsSentencesOfTokensAndSpans() throws IOException {
    var read = read("-DOCSTART- O\n\nAda I-PER\nLovelace I-PER\nslept O\n\n\nParis\tB-LOC");
    assertThat(read)
        .containsExactly(
            new Example<>(List.of("Ada", "Lovelace", "slept"), List.of(new Span("PER", 0, 2))),
            new Example<>(List.of("Paris"), List.of(new Span("LOC", 0, 1))));
  }

  @Test
  void readsWindowsLineEndsMarksAndGzipAlike() throws IOException {
    String text = "Ada B-PER\n\nrain O\n";
    var plain = read(text);
    assertThat(read("\uFEFF" + text.replace("\n", "\r\n"))).isEqualTo(plain);
    Path zipped = folder.resolve("data.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(span(zipped)).isEqualTo(plain);
  }

  @Test
  void saysWhereAFaultIs() throws IOException {
    assertThatThrownBy(() -> read("Ada B-PER\nslept\n"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder.resolve("data.conll")
                + ":2: a token and its label are needed in two or more columns, there is one: 'slept' (taken for CoNLL columns; the option 'format' says otherwise)");
    assertThatThrownBy(() -> read("Ada PER\n"))
        .hasMessageContaining(":1: a tag such as O, B-PER or I-PER is needed");
    assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("no sentence");
    assertThatThrownBy(() -> span(folder)).hasMessageContaining("this is a folder");
    assertThatThrownBy(() -> span(folder.resolve("none"))).hasMessageContaining("no such file");
    Path latin =
        Files.write(
            folder.resolve("latin"), "M\u00fcnchen B-LOC\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> span(latin)).hasMessageContaining("not UTF-8");
  }
}
