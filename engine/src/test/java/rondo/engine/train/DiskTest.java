package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Model;
import rondo.engine.model.ModelFile;

/**
 * Trains in another JVM until there is no room for a checkpoint: what was written before must still
 * be there, whole, and nothing else.
 */
@Timeout(120)
class DiskTest {
  private static final String MODEL = "best.rondo";

  @TempDir Path folder;

  // checkpoints of 760 kB, from the first evaluation on of 1,000 kB, from the second epoch on of
  // 1,280 kB; models of 240 kB
  private static final Lesson LESSON = new Lesson(10_000, 2, 0, Lesson.echo(40, 300).data());

  private static Map<String, String> given() {
    return new TreeMap<>(
        Map.of("epochs", "3", "patience", "0", "checkpoint", "1", "evaluate", "3", "report", "1"));
  }

  /** Trains until it fails; says the last step that was safe, and the failure's sentence. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] folder) {
      Path where = Path.of(folder[0]);
      Model<int[], int[]> model = LESSON.model();
      TrainingListener keep =
          new TrainingListener() {
            @Override
            public void evaluated(Evaluated event) {
              ModelFile.of(model).write(where.resolve(MODEL));
            }

            @Override
            public void checkpoint(Path file, long step) {
              System.out.println("safe " + step);
            }
          };
      Trainer<int[], int[]> trainer = LESSON.trainer(model, given()).into(where).listen(keep);
      Path checkpoint = where.resolve(Trainer.CHECKPOINT);
      if (Files.exists(checkpoint)) {
        trainer.resume(checkpoint);
      }
      try {
        trainer.run();
      } catch (UncheckedIOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** Runs a script of bash, to which {@code java} with its arguments is {@code "$@"}. */
  private static List<String> said(String script, Path where)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(Writer.class.getName(), where.toString()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader()) {
      List<String> all = lines.lines().toList();
      process.waitFor();
      return all;
    } finally {
      process.destroyForcibly();
    }
  }

  /** After the steps that were safe: the last checkpoint and model are there and go on. */
  private void requireKept(List<String> safe, Path where) throws IOException {
    assertThat(safe).isNotEmpty().allMatch(line -> line.startsWith("safe "));
    try (Stream<Path> all = Files.list(where)) {
      assertThat(all.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder(Trainer.CHECKPOINT, MODEL, "metrics.csv", "metrics.jsonl");
    }
    Path file = where.resolve(Trainer.CHECKPOINT);
    assertThat(safe.get(safe.size() - 1)).isEqualTo("safe " + Checkpoint.read(file).step());
    assertThat(ModelFile.read(where.resolve(MODEL)).weights().matrices()).hasSize(6);
    Model<int[], int[]> resumed = LESSON.model();
    LESSON.trainer(resumed, given()).resume(file).run();
    Model<int[], int[]> straight = LESSON.model();
    LESSON.trainer(straight, given()).run();
    assertThat(Lesson.bits(resumed).equals(Lesson.bits(straight))).as("the same bits").isTrue();
  }

  @Test
  void aFileThatMayNotGrowKeepsWhatThereWas() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash, to limit a file's size");
    List<String> said = said("ulimit -f 900; exec \"$@\"", folder);
    int last = said.size() - 1;
    assertThat(said.get(last))
        .isEqualTo(
            "'%s' cannot be written: it would be larger than a file may be there; see ulimit -f, or choose another disk",
            folder.resolve(Trainer.CHECKPOINT));
    requireKept(said.subList(0, last), folder);
  }

  @Test
  void aFullDiskAndOneThatIsReadOnlyKeepWhatThereWas() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path full = folder.resolve("full");
    Path after = folder.resolve("after");
    String script =
        """
        mount -t tmpfs -o size=1900k none %1$s && "$@" && cp -a %1$s %2$s &&
          mount -o remount,ro %1$s && "$@" && cp -a %1$s %3$s
        """
            .formatted(disk, full, after);
    // a name space of its own: the disk is gone with the process
    List<String> said = said("unshare -m bash -c '" + script + "' bash \"$@\"", disk);
    assumeTrue(Files.isDirectory(full), "needs the right to mount a small disk");
    int last = said.size() - 1;
    assertThat(said.get(last - 1))
        .isEqualTo(
            "'%s' cannot be written: the disk of '%s' is full; make room and try again",
            disk.resolve(Trainer.CHECKPOINT), disk);
    assertThat(said.get(last))
        .isEqualTo(
            "'%s' cannot be written: the folder '%s' may not be written to; allow it, or choose another",
            disk.resolve("metrics.csv"), disk);
    requireKept(said.subList(0, last - 1), full);
    requireKept(said.subList(0, last - 1), after);
  }
}
