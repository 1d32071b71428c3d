package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell, a pipe and a signal meet. */
@EnabledOnOs(OS.LINUX)
class ProcessesTest {
  @TempDir static Path folder;

  private static Path temporary;
  private static Path model;
  private static Path test;
  private static Path translator;

  @BeforeAll
  static void prepare() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    model = folder.resolve("m.rondo");
    try (InputStream in = ProcessesTest.class.getResourceAsStream("version1/lstm.rondo")) {
      Files.copy(in, model);
    }
    test = Corpus.write(folder.resolve("test.conll"), 40, 3);
    translator = TinyTranslator.in(folder.resolve("translator"), "--train.epochs=1");
  }

  @AfterAll
  static void nothingIsLeftAmongTheTemporaryFiles() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  // signals

  private static List<String> training(Path out) throws IOException {
    Path data = folder.resolve("train.conll");
    Path dev = folder.resolve("dev.conll");
    if (!Files.exists(data)) {
      Corpus.write(data, 80, 1);
      Corpus.write(dev, 20, 2);
    }
    List<Object> words = new ArrayList<>(List.of("train", "ner", "--data", data, "--dev", dev));
    words.addAll(List.of("-o", out, "--train.epochs=30", "--train.checkpoint=5"));
    words.addAll(TinyModel.SMALL);
    return Started.command(temporary, words.toArray());
  }

  /** Waits for a checkpoint that was not there before. */
  private static void goOn(Started training, Path out) throws IOException, InterruptedException {
    Path checkpoint = out.resolve("last.checkpoint");
    FileTime before = time(checkpoint);
    while (time(checkpoint).equals(before)) {
      assertThat(training.runs()).as(training.err()).isTrue();
      Thread.sleep(1);
    }
  }

  private static FileTime time(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
  }

  @Test
  void aTrainingThatIsStoppedInEveryWayEndsWithTheSameModel()
      throws IOException, InterruptedException {
    Path undisturbed = folder.resolve("undisturbed");
    Path out = folder.resolve("stopped");
    try (Started whole = Started.run(folder, training(undisturbed))) {
      for (String signal : List.of("INT", "TERM", "HUP", "KILL")) {
        try (Started training = Started.run(folder, training(out))) {
          goOn(training, out);
          training.signal(signal);
          if (signal.equals("INT")) {
            training.signal(signal); // impatience changes nothing
          }
          boolean killed = signal.equals("KILL");
          assertThat(training.exit()).as(signal + training.err()).isEqualTo(killed ? 137 : 130);
          if (!killed) {
            assertThat(training.err())
                .contains("rondo: interrupted after step", "last.checkpoint. To go on:");
          }
        }
      }
      assertThat(whole.exit()).as(whole.err()).isZero();
    }
    try (Started last = Started.run(folder, training(out))) {
      assertThat(last.exit()).as(last.err()).isZero();
    }
    assertThat(out.resolve("best.rondo")).hasSameBinaryContentAs(undisturbed.resolve("best.rondo"));
    assertThat(names(out)).isEqualTo(names(undisturbed));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  // pipes

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes 'Some text' | head -2000000 | rondo predict %1$s | head -5",
        "yes 'the cat sleeps' | head -2000000 | rondo translate %2$s | head -5",
        "rondo evaluate %1$s %3$s | head -1",
        "rondo inspect %1$s | head -1",
        "rondo --help | head -1",
        "rondo predict %1$s < %3$s | true",
      })
  void whoeverHasReadEnoughMayGoAway(String line) throws IOException, InterruptedException {
    String filled = line.formatted(model, translator, test) + "; echo ended ${PIPESTATUS[*]}";
    long began = System.nanoTime();
    try (Started bash = Started.bash(folder, temporary, filled)) {
      assertThat(bash.exit()).isZero();
      assertThat(bash.err()).doesNotContain("rondo:", "Exception", "\tat ");
      // what fills the pipe is ended by it, in the way of Unix
      assertThat(bash.out()).containsPattern("ended ((141 )?141 )?0 0\n$");
    }
    assertThat((System.nanoTime() - began) / 1_000_000_000L).isLessThan(30);
  }

  @Test
  void aFullDiskIsToldInOneSentence() throws IOException, InterruptedException {
    String line = "echo 'Ada met Alan .' | rondo predict " + model + " > /dev/full";
    try (Started bash = Started.bash(folder, temporary, line)) {
      assertThat(bash.exit()).isEqualTo(Exit.DATA.code());
      assertThat(bash.err())
          .isEqualTo("rondo: standard output cannot be written: No space left on device\n");
    }
  }

  @Test
  void whatIsLoggedStandsOnStandardError() throws IOException, InterruptedException {
    String line = "echo 'Ada met Alan .' | rondo -v predict " + model;
    try (Started bash = Started.bash(folder, temporary, line)) {
      assertThat(bash.exit()).isZero();
      assertThat(bash.out()).hasLineCount(1);
      assertThat(bash.err()).startsWith("rondo: kernels: scalar; start Java with --add-modules");
    }
  }
}
