package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Model;

class ResumeTest {
  @TempDir Path folder;

  private static final Lesson LESSON = Lesson.echo(40, 30).dropping(0.2f);

  /** Runs of 12 to 24 steps with all that has a state, in turns. */
  static Stream<Map<String, String>> runs() {
    Map<String, String> some =
        Map.of("epochs", "4", "rows", "14", "part", "4", "average-start", "2", "rate", "0.02");
    return Stream.of(
        with(some, "average", "exponential"),
        with(some, "average", "mean", "schedule", "plateau", "schedule-patience", "1"),
        with(
            some,
            "optimizer",
            "sgd",
            "rate",
            "0.5",
            "time",
            "3",
            "evaluate",
            "2",
            "average",
            "mean"),
        with(some, "optimizer", "rmsprop", "time", "3", "accumulate", "2", "checkpoint", "3"),
        with(some, "optimizer", "adamw", "schedule", "cosine", "warmup", "3", "patience", "1"));
  }

  private static Map<String, String> with(Map<String, String> given, String... more) {
    Map<String, String> all = new TreeMap<>(given);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  /** What a run came to, seconds left out. */
  record Came(List<Integer> bits, Ending ending, long steps, double loss, long bestStep) {
    static Came of(Model<int[], int[]> model, Outcome outcome) {
      return new Came(
          Lesson.bits(model),
          outcome.ending(),
          outcome.steps(),
          outcome.loss(),
          outcome.bestStep());
    }
  }

  private Came whole(Map<String, String> given, Path where) {
    Model<int[], int[]> model = LESSON.model();
    return Came.of(model, LESSON.trainer(model, given).into(where).run());
  }

  /** Cancelled after a step, then taken up by a new process's worth of new objects. */
  private Came interrupted(Map<String, String> given, long after, Path where) {
    Trainer<int[], int[]> first = LESSON.trainer(LESSON.model(), with(given, "threads", "2"));
    Outcome cut = first.into(where).listen(cancelAfter(first, after)).run();
    assertThat(cut.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(cut.steps()).isEqualTo(after);
    Path checkpoint = cut.checkpoint().orElseThrow();
    assertThat(Checkpoint.read(checkpoint).step()).isEqualTo(after);
    Model<int[], int[]> model = LESSON.model();
    Trainer<int[], int[]> second = LESSON.trainer(model, with(given, "threads", "1"));
    return Came.of(model, second.into(where).resume(checkpoint).run());
  }

  static TrainingListener cancelAfter(Trainer<?, ?> trainer, long after) {
    return new TrainingListener() {
      @Override
      public void step(Step event) {
        if (event.step() == after) {
          trainer.cancel();
        }
      }
    };
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aRunTakenUpAfterAnyStepEndsWithTheSameBits(Map<String, String> given) throws IOException {
    Path undisturbed = Files.createDirectory(folder.resolve("whole"));
    Came due = whole(given, undisturbed);
    assertThat(due.steps()).isGreaterThan(4);
    for (long after = 1; after < due.steps(); after++) {
      Path where = Files.createDirectory(folder.resolve("after" + after));
      assertThat(interrupted(given, after, where)).as("after step %d", after).isEqualTo(due);
      assertThat(lasting(where)).as("after step %d", after).isEqualTo(lasting(undisturbed));
    }
  }

  /** Each optimiser with each schedule and each average, over cuts that continue. */
  static Stream<Map<String, String>> kinds() {
    Map<String, String> some =
        with(
            Map.of("epochs", "3", "rows", "14", "part", "7", "time", "3", "evaluate", "2"),
            "patience",
            "0");
    List<Map<String, String>> all = new ArrayList<>();
    for (String optimizer : List.of("adam", "adamw", "rmsprop", "sgd")) {
      for (String schedule : List.of("constant", "step", "plateau", "inverse-sqrt", "cosine")) {
        for (String average : List.of("none", "mean", "exponential")) {
          Map<String, String> kind =
              with(some, "optimizer", optimizer, "schedule", schedule, "average", average);
          String rate = optimizer.equals("sgd") ? "0.5" : "0.02";
          all.add(
              with(
                  kind,
                  "rate",
                  rate,
                  "warmup",
                  "4",
                  "schedule-every",
                  "1",
                  "schedule-patience",
                  "1",
                  "average-after",
                  "5"));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindOfTrainingIsTakenUpWithTheSameBits(Map<String, String> given) throws IOException {
    Came due = whole(given, folder);
    assertThat(due.steps()).isEqualTo(27); // three epochs of three lists in three cuts
    for (long after : new long[] {4, 17}) { // within cuts; before averaging, and while
      Path where = Files.createDirectory(folder.resolve("after" + after));
      assertThat(interrupted(given, after, where)).as("after step %d", after).isEqualTo(due);
    }
  }

  @Test
  void everyKindOfTrainingEndsElsewhere() { // or equal bits would say little
    List<List<Integer>> ends = kinds().map(given -> whole(given, folder).bits()).toList();
    assertThat(ends).doesNotHaveDuplicates();
  }

  /** The metrics files without what depends on the clock. */
  private static List<String> lasting(Path where) throws IOException {
    String text =
        Files.readString(where.resolve("metrics.csv"))
            + Files.readString(where.resolve("metrics.jsonl"));
    return text.lines()
        .map(l -> l.replaceAll("^(\\w+,\\d+,\\d+),[^,]*", "$1"))
        .map(l -> l.replaceAll(",[^,]*,,$", ""))
        .map(l -> l.replaceAll("\"(seconds|tokens_per_second)\":[0-9.E-]+", ""))
        .toList();
  }

  @Test
  void aRunThatWasCutTwiceEndsWithTheSameBitsToo() {
    Map<String, String> given = runs().toList().get(1);
    Came due = whole(given, folder);
    Path checkpoint = folder.resolve(Trainer.CHECKPOINT);
    for (long after : new long[] {2, 5}) {
      Trainer<int[], int[]> part = LESSON.trainer(LESSON.model(), given);
      part.into(folder).listen(cancelAfter(part, after));
      (after == 2 ? part : part.resume(checkpoint)).run();
    }
    Model<int[], int[]> model = LESSON.model();
    Outcome last = LESSON.trainer(model, given).into(folder).resume(checkpoint).run();
    assertThat(Came.of(model, last)).isEqualTo(due);
  }

  @Test
  void moreEpochsGoOnFromTheEnd() {
    Map<String, String> few = Map.of("epochs", "2", "rows", "14", "part", "4");
    Map<String, String> more = with(few, "epochs", "4");
    Model<int[], int[]> straight = LESSON.model();
    Outcome due = LESSON.trainer(straight, more).into(folder).run();
    LESSON.trainer(LESSON.model(), few).into(folder).run();
    Model<int[], int[]> model = LESSON.model();
    Path checkpoint = folder.resolve(Trainer.CHECKPOINT);
    Outcome found = LESSON.trainer(model, more).into(folder).resume(checkpoint).run();
    assertThat(Came.of(model, found)).isEqualTo(Came.of(straight, due));
  }

  @Test
  void aRunThatIsOverStaysOver() {
    Map<String, String> given = Map.of("epochs", "2", "rows", "14", "part", "4");
    Came due = whole(given, folder);
    Model<int[], int[]> model = LESSON.model();
    Path checkpoint = folder.resolve(Trainer.CHECKPOINT);
    Outcome again = LESSON.trainer(model, given).into(folder).resume(checkpoint).run();
    assertThat(Came.of(model, again)).isEqualTo(due);
  }

  @Test
  void anotherKindOfTrainingIsRefused() {
    Map<String, String> given = new HashMap<>(Map.of("epochs", "1", "rows", "14", "part", "4"));
    whole(given, folder);
    Path checkpoint = folder.resolve(Trainer.CHECKPOINT);
    given.put("part", "7");
    assertThatThrownBy(() -> LESSON.trainer(LESSON.model(), given).resume(checkpoint).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "checkpoint '%s' was trained with option 'part' 4 and cannot go on with 7"
                .formatted(checkpoint));
    given.put("part", "4");
    Lesson other = Lesson.echo(41, 30);
    assertThatThrownBy(() -> other.trainer(other.model(), given).resume(checkpoint).run())
        .hasMessageContaining("was trained with number of examples 40 and cannot go on with 41");
  }
}
