package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.engine.model.ModelFile;
import rondo.engine.model.StateFile;

/**
 * Kills another JVM in the midst of a training that does all that a training can: it averages,
 * scores, drops its rate, continues cut sequences, and writes a checkpoint after every step and a
 * model now and then. The same on a larger scale is {@code benchmarks/run kills}.
 */
@Timeout(120)
class KilledTest {
  private static final int KILLS = 3;
  private static final String MODEL = "best.rondo";
  private static final Set<String> RESULTS =
      Set.of(Trainer.CHECKPOINT, MODEL, "metrics.csv", "metrics.jsonl");

  // large enough that a checkpoint takes most of a step's time to write
  private static final Lesson LESSON = new Lesson(10_000, 2, 0.1f, Lesson.echo(40, 300).data());

  @TempDir Path folder;

  private static Map<String, String> given() {
    Map<String, String> given = new TreeMap<>();
    given.putAll(Map.of("epochs", "10", "patience", "0", "time", "3", "threads", "2"));
    given.putAll(Map.of("schedule", "plateau", "schedule-patience", "2", "average", "mean"));
    given.putAll(Map.of("checkpoint", "1", "evaluate", "3", "report", "1"));
    return given;
  }

  /** Trains in a folder, from the checkpoint there if there is one. */
  private static Trainer<int[], int[]> training(Model<int[], int[]> model, Path where) {
    Trainer<int[], int[]> trainer = LESSON.trainer(model, given()).into(where);
    TrainingListener keep =
        new TrainingListener() {
          @Override
          public void evaluated(Evaluated event) {
            if (event.best()) {
              write();
            }
          }

          @Override
          public void finished(Outcome outcome) {
            write();
          }

          private void write() {
            ModelFile.of(model).write(where.resolve(MODEL));
          }
        };
    Path checkpoint = where.resolve(Trainer.CHECKPOINT);
    if (Files.exists(checkpoint)) {
      trainer.resume(checkpoint);
    }
    return trainer.listen(keep);
  }

  /** What is killed; says when it has begun. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] folder) {
      TrainingListener told =
          new TrainingListener() {
            @Override
            public void started(Started event) {
              System.out.println("begun");
            }
          };
      training(LESSON.model(), Path.of(folder[0])).listen(told).run();
    }
  }

  /** What a training left: all numbers of its model, and of its last checkpoint. */
  private record Left(List<Integer> model, Map<String, List<Integer>> checkpoint) {
    static Left of(Model<int[], int[]> model, Path where) {
      Map<String, List<Integer>> numbers = new TreeMap<>();
      StateFile.read("it", where.resolve(Trainer.CHECKPOINT))
          .tensors()
          .matrices()
          .forEach((path, m) -> numbers.put(path, bits(m)));
      return new Left(Lesson.bits(model), numbers);
    }

    private static List<Integer> bits(Matrix m) {
      List<Integer> bits = new ArrayList<>();
      for (int i = 0; i < m.size(); i++) {
        bits.add(Float.floatToRawIntBits(m.data()[m.offset() + i]));
      }
      return bits;
    }
  }

  private static Left trained(Path where) {
    Model<int[], int[]> model = LESSON.model();
    training(model, where).run();
    return Left.of(model, where);
  }

  @Test
  void aTrainingThatIsKilledAgainAndAgainEndsWithTheSameBits()
      throws IOException, InterruptedException {
    Left due = trained(Files.createDirectory(folder.resolve("undisturbed")));
    Random random = new Random(7);
    Path where = Files.createDirectory(folder.resolve("killed0"));
    for (int kill = 1; kill <= KILLS; kill++) {
      boolean over = killAfter(random.nextInt(300), where);
      requireWhole(where);
      Path copy = copy(where, folder.resolve("taken-up" + kill));
      assertThat(trained(copy).equals(due)).as("the same bits after kill %d", kill).isTrue();
      assertThat(names(copy)).isEqualTo(RESULTS); // no neighbour that was being written is left
      where = over ? Files.createDirectory(folder.resolve("killed" + kill)) : where;
    }
  }

  /** Kills a training some milliseconds after it began; returns whether it was over before. */
  private static boolean killAfter(int millis, Path where)
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
    try (BufferedReader lines = victim.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("begun");
      Thread.sleep(millis);
    } finally {
      victim.destroyForcibly().waitFor();
    }
    return victim.exitValue() == 0;
  }

  /** Whatever has a final name can be read to its end; at most one neighbour of each is left. */
  private static void requireWhole(Path where) throws IOException {
    Set<String> parts = new TreeSet<>(names(where));
    parts.removeAll(RESULTS);
    Set<String> of = new TreeSet<>();
    parts.forEach(p -> of.add(p.replaceAll("^\\.(.*)\\.[0-9a-f-]+\\.part$", "$1")));
    assertThat(RESULTS).containsAll(of);
    assertThat(parts).hasSameSizeAs(of);
    if (Files.exists(where.resolve(Trainer.CHECKPOINT))) {
      assertThat(Checkpoint.read(where.resolve(Trainer.CHECKPOINT)).step()).isPositive();
    }
    if (Files.exists(where.resolve(MODEL))) {
      assertThat(ModelFile.read(where.resolve(MODEL)).weights().matrices()).hasSize(6);
    }
  }

  private static Set<String> names(Path where) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.list(where)) {
      all.forEach(p -> names.add(p.getFileName().toString()));
    }
    return names;
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (String name : names(from)) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
    return to;
  }
}
