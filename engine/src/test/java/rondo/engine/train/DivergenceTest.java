package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Settings;
import rondo.core.State;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.StateFile;
import rondo.engine.work.Workers;

/** Numbers that are not finite end a training, and nothing that holds one is kept. */
class DivergenceTest {
  @TempDir Path folder;

  private static final Lesson LESSON = Lesson.echo(40, 30); // 3 steps an epoch

  @Test
  void divergenceStopsAndNamesTheLastGoodCheckpoint() {
    Map<String, String> given =
        Map.of(
            "optimizer",
            "sgd",
            "rate",
            "1000",
            "clip",
            "0",
            "decay",
            "1",
            "checkpoint",
            "1",
            "patience",
            "0",
            "epochs",
            "1000");
    Trainer<int[], int[]> trainer = LESSON.trainer(LESSON.model(), given).into(folder);
    assertThatThrownBy(trainer::run)
        .isInstanceOf(DivergedException.class)
        .hasMessageMatching(
            "(the loss is NaN|the norm of the gradient is (NaN|Infinity)|a weight is not finite any"
                + " more|'.*' holds a number that is not finite) at step \\d+, with rate 1000.0; the"
                + " last good checkpoint is '.*last.checkpoint', after step \\d+. Try a lower rate"
                + " or clip");
    Path file = folder.resolve(Trainer.CHECKPOINT);
    Checkpoint good = Checkpoint.read(file);
    assertThat(good.progress().meanLoss()).isFinite();
    StateFile.read("it", file)
        .tensors()
        .matrices()
        .forEach((path, m) -> assertThat(Lesson.finite(m)).as(path).isTrue());
  }

  @Test
  void aTrainingThatDivergedGoesOnFromItsLastGoodCheckpointWithALowerRate() {
    Map<String, String> given = Map.of("epochs", "2", "optimizer", "sgd", "rate", "0.1");
    Map<String, String> more = new HashMap<>(given);
    more.put("epochs", "4");
    Model<int[], int[]> due = LESSON.model();
    LESSON.trainer(due, given).into(folder).run();
    more.put("rate", "0.05");
    LESSON.trainer(due, more).resume(folder.resolve(Trainer.CHECKPOINT)).run();
    more.put("rate", "1000");
    more.put("clip", "0");
    more.put("decay", "1");
    more.put("epochs", "1000");
    more.put("checkpoint", "1000000");
    Path file = folder.resolve(Trainer.CHECKPOINT);
    Trainer<int[], int[]> wild = LESSON.trainer(LESSON.model(), more).into(folder).resume(file);
    assertThatThrownBy(wild::run).hasMessageContaining("'" + file + "', after step 6.");
    assertThat(Checkpoint.read(file).step()).isEqualTo(6);
    more.putAll(Map.of("rate", "0.05", "clip", "5", "decay", "auto"));
    more.putAll(Map.of("epochs", "4", "checkpoint", "0"));
    Model<int[], int[]> found = LESSON.model();
    LESSON.trainer(found, more).into(folder).resume(file).run();
    assertThat(Lesson.bits(found)).isEqualTo(Lesson.bits(due));
  }

  @Test
  void everyNumberOfACheckpointIsLookedAt() {
    Model<int[], int[]> model = LESSON.model();
    Settings settings = Lesson.settings(Map.of("average-start", "1"));
    List<String> paths = new ArrayList<>();
    step(model, settings).visit((path, m) -> paths.add(path));
    assertThat(paths)
        .hasSize(6 * (1 + 3 + 2))
        .contains("weights/head/b", "moments/second/features/E", "average/mean/cell/W");
    for (String path : paths) {
      TrainingStep step = step(LESSON.model(), settings);
      assertThat(step.spoilt()).isEmpty();
      step.visit((p, m) -> m.rows(m.rows() - 1, 1).fill(p.equals(path) ? Float.NaN : 1));
      assertThat(step.spoilt()).contains("'" + path + "'");
    }
    TrainingStep ended = step(LESSON.model(), settings);
    ended.resume(List.of(State.of(Matrix.of(1, 1, Float.POSITIVE_INFINITY))), 0);
    assertThat(ended.spoilt()).contains("the state at the end of a part");
  }

  private static TrainingStep step(Model<int[], int[]> model, Settings settings) {
    TrainingStep step =
        new TrainingStep(model, model.params(), settings, new ScalarKernels(), Workers.ONE);
    step.averaging().before(Progress.START);
    return step;
  }

  @Test
  void weightsThatAreNoNumbersNeverReachACheckpoint() {
    Lesson lesson = new Lesson(31, 2, 0, LESSON.data()); // number 30 never comes
    Model<int[], int[]> model = lesson.model();
    model.params().get(0).value().rows(30, 1).fill(Float.NaN);
    List<TrainingListener.Evaluated> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void evaluated(Evaluated event) {
            told.add(event);
          }
        };
    assertThatThrownBy(() -> lesson.trainer(model, Map.of()).into(folder).listen(listener).run())
        .isInstanceOf(DivergedException.class)
        .hasMessageStartingWith("a weight is not finite any more at step 3, with rate")
        .hasMessageContaining("; there is no checkpoint.");
    assertThat(folder.resolve(Trainer.CHECKPOINT)).doesNotExist();
    assertThat(told).isEmpty(); // nor a model that is kept for its score
  }

  @Test
  void weightsThatAreNoNumbersAreNeverTheResult() {
    Lesson lesson = new Lesson(31, 2, 0, LESSON.data()); // number 30 never comes
    for (String average : List.of("none", "mean")) {
      Model<int[], int[]> model = lesson.model();
      model.params().get(0).value().rows(30, 1).fill(Float.NaN);
      assertThatThrownBy(() -> undecided(lesson, model, average).run())
          .isInstanceOf(DivergedException.class)
          .hasMessageStartingWith("a weight is not finite any more");
    }
  }

  /** A training without dev data. */
  private static Trainer<int[], int[]> undecided(
      Lesson lesson, Model<int[], int[]> model, String average) {
    Settings settings = Lesson.settings(Map.of("average", average));
    return new Trainer<>(model, lesson.data(), List.of(), settings, 11, new ScalarKernels());
  }
}
