package rondo.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.DataException;
import rondo.core.Init;
import rondo.core.Param;
import rondo.engine.model.FreshWeights;

final class WordVectorsTest {
  private static final String LINES = "the 0.5 -1.25 2e-1\nGröße 1 2 3\n";

  @TempDir private Path folder;

  @Test
  void textBinaryAndCompressedFilesGiveTheSame() throws IOException {
    byte[] binary = binary(2, 3, "\n", List.of("the", "Größe"), 0.5f, -1.25f, 0.2f, 1, 2, 3);
    byte[] compact = binary(2, 3, "", List.of("the", "Größe"), 0.5f, -1.25f, 0.2f, 1, 2, 3);
    byte[] text = LINES.getBytes(StandardCharsets.UTF_8);
    byte[] headed = ("2 3\n" + LINES).getBytes(StandardCharsets.UTF_8);
    byte[] other =
        ("\ufeff2 3\r\n" + LINES.replace("\n", " \r\n")).getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : List.of(text, headed, other, binary, compact, gzip(headed), gzip(binary))) {
      WordVectors vectors = WordVectors.read(file(bytes));
      assertThat(vectors.size()).isEqualTo(2);
      assertThat(vectors.width()).isEqualTo(3);
      assertThat(vectors.of("the")).contains(new float[] {0.5f, -1.25f, 0.2f});
      assertThat(vectors.of("Größe")).contains(new float[] {1, 2, 3});
      assertThat(vectors.of("The")).contains(new float[] {0.5f, -1.25f, 0.2f});
      assertThat(vectors.of("größe")).isEmpty();
    }
  }

  @Test
  void aWordMayHaveSpacesButNoNumbersInIt() throws IOException {
    WordVectors vectors = WordVectors.read(file("the 1 2\n. . . 3 4\nat a@b.c 5 6\n"));
    assertThat(vectors.of(". . .")).contains(new float[] {3, 4});
    assertThat(vectors.of("at a@b.c")).contains(new float[] {5, 6});
  }

  @Test
  void onlyWantedWordsAreKept() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      all.append("w").append(i).append(" ").append(i).append(" ").append(-i).append("\n");
    }
    all.append("w5 is twice there but nobody asked 0 0\n");
    WordVectors vectors = WordVectors.read(file(all.toString()), List.of("W7", "w20", "other"));
    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.of("W7")).contains(new float[] {7, -7});
    assertThat(vectors.known(List.of("W7", "w7", "w20", "other", "w5"))).isEqualTo(3);
  }

  @Test
  void theHeadingIsTheWidthAndTheFirstWordsInTheirOrder() throws IOException {
    byte[] binary = binary(3, 2, "\n", List.of("z", "Größe", "a"), 1, 2, 3, 4, 5, 6);
    byte[] text = bytes("z 1 2\nGröße 3 4\na 5 6\n");
    byte[] headed = bytes("3 2\nz 1 2\nGröße 3 4\na 5 6\n");
    for (byte[] bytes : List.of(text, headed, binary, gzip(binary))) {
      Path file = file(bytes);
      assertThat(WordVectors.heading(file, 2))
          .isEqualTo(new WordVectors.Heading(2, List.of("z", "Größe")));
      assertThat(WordVectors.heading(file, 9).words()).containsExactly("z", "Größe", "a");
    }
    assertThat(WordVectors.heading(file("a 1\n"), 0))
        .isEqualTo(new WordVectors.Heading(1, List.of()));
    byte[] broken = bytes("z 1 2\nGröße 3 4\na 5\n");
    assertThat(WordVectors.heading(file(broken), 2).words()).as("not read on").hasSize(2);
    assertThatThrownBy(() -> WordVectors.heading(file(broken), 3))
        .hasMessageContaining(":3: has 1 numbers where vectors have 2");
    assertThatThrownBy(() -> WordVectors.heading(file("a 1\na 2\n"), 3))
        .hasMessageContaining(":2: has the word 'a' a second time");
    assertThatThrownBy(() -> WordVectors.heading(file("2 1\na 2\n"), 3))
        .hasMessageContaining("declares 2 vectors, holds 1");
  }

  @Test
  void embeddingsStartFromThem() throws IOException {
    WordVectors vectors = WordVectors.read(file(LINES));
    FreshWeights weights = new FreshWeights(5);
    List<String> words = List.of("<unknown>", "The", "Größe");
    Param started =
        vectors.into(weights, "a/b/E", words).in("a").in("b").matrix("E", 3, 3, Init.uniform(1));
    Param other = new FreshWeights(5).in("a").in("b").matrix("E", 3, 3, Init.uniform(1));
    assertThat(started.path()).isEqualTo("a/b/E");
    assertThat(row(started, 0)).isEqualTo(row(other, 0));
    assertThat(row(started, 1)).containsExactly(0.5f, -1.25f, 0.2f);
    assertThat(row(started, 2)).containsExactly(1, 2, 3);
    assertThatThrownBy(
            () -> vectors.into(new FreshWeights(5), "E", words).matrix("E", 3, 8, Init.ZEROS))
        .hasMessageContaining("the embedding 'E' is 3 x 8; set its width to 3");
  }

  private static float[] row(Param p, int row) {
    return p.value().rows(row, 1).copy().data();
  }

  static Stream<Arguments> faults() {
    float nan = Float.NaN;
    byte[] whole = binary(2, 2, "\n", List.of("a", "b"), 1, 2, 3, 4);
    return Stream.of(
        Arguments.of(bytes(""), ": is empty; each line should hold a word and its vector"),
        Arguments.of(bytes("word\n"), ":1: has 0 numbers; each line should hold a word"),
        Arguments.of(bytes("a 1 2\nb 3\n"), ":2: has 1 numbers where vectors have 2"),
        Arguments.of(bytes("a 1 2\nb 3 4 5\n"), ":2: has 3 numbers where vectors have 2"),
        Arguments.of(bytes("a 1 2\n\nb 3 4\n"), ":2: has 0 numbers where vectors have 2"),
        Arguments.of(bytes("a 1 2\n 3 4\n"), ":2: has 1 numbers where vectors have 2"),
        Arguments.of(bytes("a 1 2\nb 3 x\n"), ":2: 'x' is not a number"),
        Arguments.of(bytes("a 1 NaN\n"), ":1: 'NaN' is not a number"),
        Arguments.of(bytes("a 1 1e99\n"), ":1: '1e99' is not a number"),
        Arguments.of(bytes("a 1 2f\n"), ":1: '2f' is not a number"),
        Arguments.of(bytes("a 1 2\na 3 4\n"), ":2: has the word 'a' a second time"),
        Arguments.of(bytes("3 2\na 1 2\nb 3 4\n"), ": declares 3 vectors, holds 2"),
        Arguments.of(bytes("1 2\na 1 2\nb 3 4\n"), ": declares 1 vectors, holds 2"),
        Arguments.of(bytes("1 2\n"), ": declares 1 vectors, holds 0"),
        Arguments.of(bytes("2 3\na 1 2\nb 3 4\n"), ":2: has 2 numbers where vectors have 3"),
        Arguments.of(bytes("9000000000 300\na 1\n"), ":1: declares 9000000000 vectors of 300 numb"),
        Arguments.of(bytes("1 2000000000\na 1\n"), ":1: declares 1 vectors of 2000000000 numbers"),
        Arguments.of(bytes("99999999999999999999 2\na 1\n"), ":1: declares 99999999999999999999"),
        Arguments.of(bytes("a 1 2\n" + "b".repeat(9000) + " 1 2\n"), ":2: is longer than a word"),
        Arguments.of(
            new byte[] {'a', (byte) 0xff, ' ', '1', '\n'}, ":1: holds a word that is not UTF-8"),
        Arguments.of(
            Arrays.copyOf(whole, whole.length - 3), "vector 2 of 2, at byte 14, is cut off"),
        Arguments.of(Arrays.copyOf(whole, 15), "vector 2 of 2, at byte 14, is cut off"),
        Arguments.of(
            binary(2, 2, "", List.of("a", "a"), 1, 2, 3, 4),
            "vector 2 of 2, at byte 14, has the word 'a' a second time"),
        Arguments.of(
            binary(1, 2, "", List.of("a", "b"), 1, 2, 3, 4),
            ": declares 1 vectors, goes on at byte 14"),
        Arguments.of(binary(1, 2, "", List.of("a"), 1, nan), "vector 1 of 1, at byte 4, holds NaN"),
        Arguments.of(
            binary(1, 2, "", List.of("a".repeat(5000)), 1, 0),
            "has a word of more than 4096 bytes"),
        Arguments.of(
            Arrays.copyOf(gzip(bytes(LINES.repeat(9))), 40), "the compressed data are cut off"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultsAreOneSentenceWithTheirPlace(byte[] content, String sentence) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> WordVectors.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("\n");
  }

  @Test
  void realFilesAreReadWhole() throws IOException {
    Path vectors = Path.of(System.getProperty("rondo.shared", "none"), "data", "vectors");
    assumeTrue(Files.isDirectory(vectors), "no shared data at " + vectors + ": set rondo.shared");
    Path glove = vectors.resolve("glove.twitter.27B.25d.top12k.txt.gz");
    Path news = vectors.resolve("googlenews.word2vec.300d.8k.txt.gz");
    assertThat(WordVectors.read(news).size()).isEqualTo(8000);
    assertThat(WordVectors.read(news).width()).isEqualTo(300);
    WordVectors all = WordVectors.read(glove);
    assertThat(all.size()).isEqualTo(11925);
    assertThat(all.width()).isEqualTo(25);
    String line;
    try (var in = new GZIPInputStream(Files.newInputStream(glove))) {
      line =
          new String(in.readNBytes(2000), StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    }
    String[] fields = line.split(" ");
    assertThat(all.of(fields[0]).orElseThrow()[24]).isEqualTo(Float.parseFloat(fields[25]));
    assertThat(WordVectors.read(glove, List.of(fields[0], "Obama")).size()).isBetween(1, 2);
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] binary(int n, int d, String end, List<String> words, float... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(n + " " + d + "\n"));
    for (int i = 0; i < words.size(); i++) {
      out.writeBytes(bytes(words.get(i) + " "));
      ByteBuffer numbers = ByteBuffer.allocate(4 * d).order(ByteOrder.LITTLE_ENDIAN);
      for (int k = 0; k < d; k++) {
        numbers.putFloat(values[i * d + k]);
      }
      out.writeBytes(numbers.array());
      out.writeBytes(bytes(end));
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private Path file(String content) throws IOException {
    return file(bytes(content));
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "vectors", ""), content);
  }
}
