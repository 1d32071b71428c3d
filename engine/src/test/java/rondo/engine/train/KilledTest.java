package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Model;

/** Kills another JVM in the midst of writing checkpoints. */
@Timeout(120)
class KilledTest {
  @TempDir Path folder;

  // large enough that a checkpoint takes most of a step's time to write
  private static final Lesson LESSON = new Lesson(10_000, 2, 0.1f, Lesson.echo(40, 300).data());

  private static Map<String, String> given(long steps) {
    return Map.of(
        "epochs",
        "1000",
        "patience",
        "0",
        "checkpoint",
        "1",
        "threads",
        "2",
        "max-steps",
        "" + steps);
  }

  /** What is killed: trains into a folder without an end. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] folder) {
      TrainingListener told =
          new TrainingListener() {
            @Override
            public void checkpoint(Path file, long step) {
              System.out.println(step);
            }
          };
      LESSON.trainer(LESSON.model(), given(100_000)).into(Path.of(folder[0])).listen(told).run();
    }
  }

  @Test
  void aKilledRunLeavesAWholeCheckpointThatGoesOn() throws IOException, InterruptedException {
    for (int wait : new int[] {0, 7, 13}) {
      Path where = Files.createDirectory(folder.resolve("after" + wait));
      long told = killAfterSomeCheckpoints(where, wait);
      Path file = where.resolve(Trainer.CHECKPOINT);
      long step = Checkpoint.read(file).step();
      assertThat(step).isGreaterThanOrEqualTo(told);
      Model<int[], int[]> resumed = LESSON.model();
      LESSON.trainer(resumed, given(step + 3)).resume(file).run();
      Model<int[], int[]> straight = LESSON.model();
      LESSON.trainer(straight, given(step + 3)).run();
      assertThat(Lesson.bits(resumed).equals(Lesson.bits(straight))).as("the same bits").isTrue();
    }
  }

  /** Returns the last step that was told to be safe. */
  private static long killAfterSomeCheckpoints(Path where, int wait)
      throws IOException, InterruptedException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                where.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long told = 0;
    try (BufferedReader lines = victim.inputReader()) {
      while (told < 5) {
        told = Long.parseLong(lines.readLine());
      }
      Thread.sleep(wait);
    } finally {
      victim.destroyForcibly().waitFor();
    }
    return told;
  }
}
