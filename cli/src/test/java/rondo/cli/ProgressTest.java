package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Evaluation;
import rondo.engine.train.TrainingListener;

/** What long work shows of itself. */
class ProgressTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(int columns) {
    return new Console(
        InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, columns);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineTellsWhatMattersMostFirst() {
    BarLine line = new BarLine();
    assertThat(line.line(0, 79)).isEqualTo("  0% [" + " ".repeat(40) + "]");
    Evaluation best = new Evaluation("f1", new TreeMap<>(Map.of("f1", 91.254)), "");
    line.took(
        new TrainingListener.Step(1, 5, 0.71, 0.7, 0.1, 1, 12345.6, 3, 64, Optional.of(best)));
    assertThat(line.line(0.5, 199))
        .isEqualTo(
            " 50%% [%s%s]  loss 0.7100  f1 91.25  12,346 tokens/s  1 min 04 s left"
                .formatted("=".repeat(20), " ".repeat(20)));
    assertThat(line.line(0.5, 79))
        .isEqualTo(" 50% [=======       ]  loss 0.7100  f1 91.25  12,346 tokens/s  1 min 04 s left")
        .hasSize(78);
    assertThat(line.line(0.5, 39)).isEqualTo(" 50%  loss 0.7100  1 min 04 s left");
    assertThat(line.line(0.5, 21)).isEqualTo(" 50%  1 min 04 s left");
    assertThat(line.line(0.5, 3)).isEqualTo(" 50");
    line.begins("evaluating on the dev data");
    assertThat(line.line(0.5, 60))
        .isEqualTo(" 50%  loss 0.7100  f1 91.25  evaluating on the dev data");
  }

  @Test
  void nothingIsLeftOfABarAndNoLineIsWiderThanTheTerminal() throws IOException {
    List<String> words = new ArrayList<>(List.of("train", "ner", "--train.epochs=2"));
    Path data = Corpus.write(folder.resolve("train.conll"), 24, 1);
    words.addAll(List.of("--data", data.toString(), "--dev", data.toString()));
    words.addAll(List.of("-o", folder.resolve("model").toString()));
    words.addAll(TinyModel.SMALL);
    assertThat(Main.run(console(50), words.toArray(String[]::new))).isEqualTo(Exit.DONE);
    List<String> drawn = List.of(said().split("\r|\n"));
    List<String> bars = drawn.stream().filter(l -> l.matches(" *\\d+%.*")).toList();
    assertThat(bars).isNotEmpty().allSatisfy(l -> assertThat(l).hasSize(49));
    assertThat(bars.get(bars.size() - 1)).startsWith("100%");
    String blank = "\r" + " ".repeat(49) + "\r";
    assertThat(said()).containsPattern(blank + "done after 2 epochs, 6 steps, ");
  }

  @Test
  void whatTakesItsTimeIsSaidAndGoesAwayAgain() throws InterruptedException {
    try (Doing doing = new Doing(console(20))) {
      doing.begins("reading a file with a long name", Duration.ZERO);
      while (said().isEmpty()) {
        Thread.sleep(1);
      }
      doing.over();
      assertThat(said()).endsWith("\rreading a file with\r" + " ".repeat(19) + "\r");
      String before = said();
      doing.begins("writing");
      doing.over();
      assertThat(said()).isEqualTo(before);
    }
  }

  @Test
  void elsewhereItIsSaidOnce() throws InterruptedException {
    try (Doing doing = new Doing(console(0))) {
      doing.begins("reading a file", Duration.ZERO);
      while (said().isEmpty()) {
        Thread.sleep(1);
      }
    }
    assertThat(said()).isEqualTo("reading a file …\n");
  }
}
