package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long lines, long sentences and long texts in a JVM of 96 MB, which does not hold them as words. A
 * hundred megabytes, with the heap that is held, are {@code benchmarks/run stream}.
 */
@Timeout(180)
class SmallMemoryTest {
  private static final int LINE = 3 << 20; // bytes of a long line
  private static final String EMOJI = "😀 ";

  @TempDir static Path folder;
  private static TinyModel model = new TinyModel(Path.of(""), Path.of(""));

  @BeforeAll
  static void train() throws IOException {
    model = TinyModel.in(folder);
  }

  /** What runs in the small JVM: commands between {@code +}, answers counted instead of printed. */
  static final class Small {
    private Small() {}

    public static void main(String[] words) {
      for (String command : String.join("\t", words).split("\t\\+\t")) {
        Count out = new Count();
        Console console = new Console(InputStream.nullInputStream(), out, System.err, 0);
        Exit exit = Main.run(console, command.split("\t"));
        System.out.println(exit + " " + out.lines);
      }
    }
  }

  /** Where answers go. */
  private static final class Count extends OutputStream {
    private int lines;

    @Override
    public void write(int b) {
      lines += b == '\n' ? 1 : 0;
    }
  }

  private static List<String> said(Object... words) throws IOException, InterruptedException {
    return OtherJvm.said("96m", Small.class, words);
  }

  @Test
  void longLinesAndManyLinesAreAnswered() throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    text.append(EMOJI.repeat(LINE / EMOJI.getBytes(StandardCharsets.UTF_8).length)).append('\n');
    text.append("Ada Lovelace lived in London . Zoë went .\n\n".repeat(2000));
    text.append("x".repeat(LINE)).append('\n');
    Path file = Files.writeString(folder.resolve("long.txt"), text);
    assertThat(said("predict", model.file(), file, "--threads=2")).containsExactly("DONE 4002");
  }

  @Test
  void aLineThatIsTooLongIsRefusedInOneSentence() throws IOException, InterruptedException {
    Path file = folder.resolve("one-line.txt");
    byte[] megabyte = "a b c d ".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("Ada went .\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 50; i++) {
        out.write(megabyte);
      }
    }
    assertThat(said("predict", model.file(), file))
        .containsExactlyInAnyOrder(
            "rondo: " + file + ":2: the line is longer than 4 MiB; break it up", "DATA 1");
  }

  @Test
  void aSentenceOfAHundredThousandWordsIsLearntFromAndMeasured()
      throws IOException, InterruptedException {
    String text = "Ada B-PER\nLovelace I-PER\nmet O\nZoë B-PER\n";
    Path file = Files.writeString(folder.resolve("endless.conll"), text.repeat(25_000));
    Path out = folder.resolve("endless");
    List<Object> words = new ArrayList<>(List.of("train", "ner", "--data", file, "-o", out));
    words.addAll(TinyModel.SMALL);
    words.addAll(List.of("--train.epochs=1", "+", "evaluate", out.resolve("best.rondo"), file));
    List<String> said = said(words.toArray());
    assertThat(said)
        .contains(
            "rondo: 1 of the sentences to learn from have more than 1000 words, the longest 100000;"
                + " they are cut");
    assertThat(said.stream().filter(l -> l.startsWith("DONE")))
        .as(String.join("\n", said))
        .hasSize(2);
  }
}
