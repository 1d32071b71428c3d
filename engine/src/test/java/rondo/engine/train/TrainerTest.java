package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Evaluation;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.Settings;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Workers;

class TrainerTest {
  @TempDir Path folder;

  private static final Lesson LESSON = Lesson.echo(40, 30);
  private static final int STEPS_AN_EPOCH = 3; // 40 examples, 16 at a time

  /** Writes down what it is told. */
  private static final class Diary implements TrainingListener {
    final List<String> events = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    final List<Evaluated> evaluations = new ArrayList<>();

    @Override
    public void started(Started event) {
      events.add("started");
    }

    @Override
    public void step(Step event) {
      events.add("step " + event.step());
      steps.add(event);
    }

    @Override
    public void evaluated(Evaluated event) {
      events.add("evaluated " + event.epoch());
      evaluations.add(event);
    }

    @Override
    public void checkpoint(Path file, long step) {
      events.add("checkpoint " + step);
    }

    @Override
    public void finished(Outcome outcome) {
      events.add("finished");
    }
  }

  @Test
  void listenersAreToldInOrder() {
    Diary diary = new Diary();
    LESSON.trainer(LESSON.model(), Map.of("epochs", "2")).into(folder).listen(diary).run();
    assertThat(diary.events)
        .containsExactly(
            "started",
            "step 1",
            "step 2",
            "step 3",
            "evaluated 1",
            "checkpoint 3",
            "step 4",
            "step 5",
            "step 6",
            "evaluated 2",
            "checkpoint 6",
            "finished");
  }

  @Test
  void theStartTellsItsSizes() {
    List<TrainingListener.Started> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void started(Started event) {
            told.add(event);
          }
        };
    Map<String, String> given = Map.of("epochs", "1", "threads", "2", "freeze", "head/*");
    LESSON.trainer(LESSON.model(), given).listen(listener).run();
    long weights = 30 * 6 + 12 * 6 + 12 * 12 + 12;
    assertThat(told)
        .containsExactly(
            new TrainingListener.Started(
                40, 40, weights, 2 * 12 + 2, 1, STEPS_AN_EPOCH, 0, 2, "scalar"));
  }

  @Test
  void aStepTellsLossRateAndSpeed() {
    Diary diary = new Diary();
    Map<String, String> given = Map.of("epochs", "2", "warmup", "4", "rate", "0.01");
    LESSON.trainer(LESSON.model(), given).listen(diary).run();
    TrainingListener.Step first = diary.steps.get(0);
    // two labels, weights near zero: close to the logarithm of 2
    assertThat(first.loss()).isCloseTo(Math.log(2), within(0.1));
    assertThat(first.meanLoss()).isEqualTo(first.loss());
    assertThat(first.rate()).isEqualTo(0.0025);
    assertThat(first.norm()).isPositive();
    assertThat(first.tokensPerSecond()).isPositive();
    assertThat(first.secondsLeft()).isPositive();
    assertThat(first.best()).isEmpty();
    TrainingListener.Step last = diary.steps.get(5);
    assertThat(last.epoch()).isEqualTo(2);
    TrainingListener.Step fourth = diary.steps.get(3); // the first since the evaluation
    assertThat(fourth.meanLoss()).isEqualTo(fourth.loss());
    assertThat(last.meanLoss()).isNotEqualTo(last.loss());
    assertThat(last.secondsLeft()).isZero();
    assertThat(last.best()).contains(diary.evaluations.get(0).evaluation());
  }

  @Test
  void trainingStopsWhenTheMetricStandsStill() {
    Diary diary = new Diary();
    Map<String, String> given = Map.of("rate", "0", "patience", "3");
    Outcome outcome = LESSON.trainer(LESSON.model(), given).listen(diary).run();
    assertThat(outcome.ending()).isEqualTo(Ending.PATIENCE);
    assertThat(outcome.epochs()).isEqualTo(4);
    assertThat(outcome.bestStep()).isEqualTo(STEPS_AN_EPOCH);
    assertThat(diary.evaluations.stream().map(TrainingListener.Evaluated::best))
        .containsExactly(true, false, false, false);
  }

  @Test
  void theBestModelIsKept() {
    Model<int[], int[]> model = LESSON.model();
    List<List<Integer>> best = new ArrayList<>();
    List<Double> metrics = new ArrayList<>();
    TrainingListener keep =
        new TrainingListener() {
          @Override
          public void evaluated(Evaluated event) {
            metrics.add(event.evaluation().value());
            if (event.best()) {
              best.add(Lesson.bits(model)); // the evaluated weights
            }
          }
        };
    // a rate far too high for long: the metric goes up and down
    Map<String, String> given =
        Map.of("optimizer", "sgd", "rate", "3", "epochs", "12", "patience", "0", "average", "none");
    Outcome outcome = LESSON.trainer(model, given).listen(keep).run();
    assertThat(metrics.get(11)).isLessThan(outcome.best().orElseThrow().value());
    assertThat(metrics.stream().mapToDouble(m -> m).max())
        .hasValue(outcome.best().orElseThrow().value());
    assertThat(Lesson.bits(model)).isEqualTo(best.get(best.size() - 1));
    Evaluation again = new DevSet<>(LESSON.data()).evaluate(model, new ScalarKernels(), one());
    assertThat(again).isEqualTo(outcome.best().orElseThrow());
  }

  private static Workers one() {
    return Workers.ONE;
  }

  @Test
  void withoutDevDataTheLastAverageIsKept() {
    Model<int[], int[]> model = LESSON.model();
    Map<String, String> given = Map.of("epochs", "3", "average", "mean", "average-start", "1");
    Outcome outcome = trainer(model, given).run();
    assertThat(outcome.best()).isEmpty();
    assertThat(outcome.loss()).isPositive();
    Model<int[], int[]> raw = LESSON.model();
    trainer(raw, Map.of("epochs", "3", "average", "none")).run();
    assertThat(Lesson.bits(model)).isNotEqualTo(Lesson.bits(raw));
  }

  private static Trainer<int[], int[]> trainer(
      Model<int[], int[]> model, Map<String, String> given) {
    return new Trainer<>(
        model, LESSON.data(), List.of(), Lesson.settings(given), 11, new ScalarKernels());
  }

  @Test
  void theAverageIsTheMeanOfTheWeightsAfterEachStep() {
    Model<int[], int[]> model = LESSON.model();
    List<double[]> sums = model.params().stream().map(p -> new double[p.value().size()]).toList();
    int[] steps = {0};
    TrainingListener add =
        new TrainingListener() {
          @Override
          public void step(Step event) {
            if (event.epoch() >= 2) {
              steps[0]++;
              for (int i = 0; i < sums.size(); i++) {
                for (int j = 0; j < sums.get(i).length; j++) {
                  sums.get(i)[j] += model.params().get(i).value().data()[j];
                }
              }
            }
          }
        };
    Map<String, String> given = Map.of("epochs", "6", "average", "mean", "rate", "0.02");
    trainer(model, given).listen(add).run();
    assertThat(steps[0]).isEqualTo(5 * STEPS_AN_EPOCH);
    for (int i = 0; i < sums.size(); i++) {
      for (int j = 0; j < sums.get(i).length; j++) {
        // a rounding of weights below 1 in each of 15 steps
        assertThat((double) model.params().get(i).value().data()[j])
            .isCloseTo(sums.get(i)[j] / steps[0], within(1e-6));
      }
    }
  }

  @Test
  void averagingDoesNotTouchTheWeightsThatTrainingGoesOnFrom() {
    Diary plain = new Diary();
    Diary averaged = new Diary();
    LESSON.trainer(LESSON.model(), Map.of("average", "none", "epochs", "4")).listen(plain).run();
    LESSON.trainer(LESSON.model(), Map.of("average", "mean", "epochs", "4")).listen(averaged).run();
    assertThat(averaged.steps.stream().map(TrainingListener.Step::loss).toList())
        .isEqualTo(plain.steps.stream().map(TrainingListener.Step::loss).toList());
  }

  @Test
  void timeThatIsUpEndsTheTraining() {
    TrainingListener slow =
        new TrainingListener() {
          @Override
          public void step(Step event) {
            try {
              Thread.sleep(300);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    Map<String, String> given = Map.of("max-time", "1s", "patience", "0", "epochs", "1000");
    Outcome outcome = LESSON.trainer(LESSON.model(), given).into(folder).listen(slow).run();
    assertThat(outcome.ending()).isEqualTo(Ending.TIME);
    assertThat(outcome.seconds()).isBetween(1.0, 10.0);
    assertThat(outcome.steps()).isBetween(1L, 5L); // four steps of 0.3 seconds are over 1
    assertThat(outcome.best()).isPresent(); // evaluated at its end
    assertThat(Checkpoint.read(folder.resolve(Trainer.CHECKPOINT)).step())
        .isEqualTo(outcome.steps());
  }

  @Test
  void stepsEndTheTraining() {
    Diary diary = new Diary();
    Map<String, String> given = Map.of("max-steps", "4");
    Outcome outcome = LESSON.trainer(LESSON.model(), given).listen(diary).run();
    assertThat(outcome.ending()).isEqualTo(Ending.STEPS);
    assertThat(diary.steps).hasSize(4);
    assertThat(diary.events).endsWith("step 4", "evaluated 2", "finished");
  }

  @Test
  void aCancelledTrainingLeavesACheckpoint() {
    Diary diary = new Diary();
    Trainer<int[], int[]> trainer = LESSON.trainer(LESSON.model(), Map.of());
    trainer.into(folder).listen(diary).listen(ResumeTest.cancelAfter(trainer, 2));
    Outcome outcome = trainer.run();
    assertThat(outcome.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(diary.events)
        .containsExactly("started", "step 1", "step 2", "checkpoint 2", "finished");
  }

  @Test
  void nothingToTrainOnIsRefused() {
    assertThatThrownBy(
            () ->
                new Trainer<>(
                    LESSON.model(),
                    List.of(),
                    List.of(),
                    Lesson.settings(Map.of()),
                    1,
                    new ScalarKernels()))
        .hasMessage("there are no examples to train on");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> LESSON.trainer(LESSON.model(), Map.of("max-time", "soon")))
        .hasMessage(
            "option 'max-time' must be a number of seconds, or like 90s, 30m or 2h, is 'soon'");
  }

  @Test
  void everyOptionHasAMeaningAndAFallbackThatCanBeRead() {
    assertThat(Trainer.options().all()).allSatisfy(o -> assertThat(o.meaning()).isNotBlank());
    Regime regime = Regime.read(Lesson.settings(Map.of()));
    assertThat(regime.plan().rows() / regime.plan().part()).isEqualTo(2); // two cores are busy
    assertThat(Optimizer.read(regime.settings()))
        .isEqualTo(new Optimizer.Adam(0.9f, 0.999f, 1e-8f, 0, false));
  }

  // files

  @Test
  void aCheckpointThatWouldBeTooLargeIsRefusedBeforeTheTraining() {
    Checkpoint.requireRoom(1_000_000_000);
    assertThatThrownBy(() -> Checkpoint.requireRoom(1_500_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a checkpoint of this training would take 5.6 GiB, and 4 are");
  }

  @Test
  void howLargeACheckpointBecomesIsKnownBefore() {
    for (String average : List.of("none", "mean", "exponential")) {
      for (String optimizer : List.of("adam", "sgd")) {
        Model<int[], int[]> model = LESSON.model();
        Settings settings = Lesson.settings(Map.of("average", average, "optimizer", optimizer));
        TrainingStep step =
            new TrainingStep(model, model.params(), settings, new ScalarKernels(), Workers.ONE);
        long most = step.most();
        step.averaging().resume(average.equals("none") ? -1 : 0);
        long[] count = {0};
        step.visit((path, m) -> count[0] += m.size());
        assertThat(most).as(average + " " + optimizer).isEqualTo(count[0]);
      }
    }
  }

  @Test
  void aDamagedCheckpointIsRefused() throws IOException {
    LESSON.trainer(LESSON.model(), Map.of("epochs", "1")).into(folder).run();
    Path file = folder.resolve(Trainer.CHECKPOINT);
    byte[] good = Files.readAllBytes(file);
    Path bad = folder.resolve("bad");
    for (int at = 0; at < good.length; at += 1 + good.length / 500) {
      byte[] damaged = good.clone();
      damaged[at] ^= 0x10;
      Files.write(bad, damaged);
      assertThatThrownBy(() -> Checkpoint.read(bad))
          .as("a bit of byte %d of %d", at, good.length)
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void aCheckpointThatWasCutOffIsRefused() throws IOException {
    LESSON.trainer(LESSON.model(), Map.of("epochs", "1")).into(folder).run();
    Path file = folder.resolve(Trainer.CHECKPOINT);
    byte[] good = Files.readAllBytes(file);
    Path bad = folder.resolve("bad");
    for (int size = 0; size < good.length; size += 1 + good.length / 100) {
      Files.write(bad, Arrays.copyOf(good, size));
      assertThatThrownBy(() -> Checkpoint.read(bad))
          .as("%d of %d bytes", size, good.length)
          .isInstanceOf(ModelFormatException.class);
    }
    assertThatThrownBy(() -> Checkpoint.read(folder.resolve("none")))
        .hasMessage("there is no checkpoint '" + folder.resolve("none") + "'; is the path right?");
  }

  @Test
  void metricsAreLinesOfCsvAndJson() throws IOException {
    Map<String, String> given = Map.of("epochs", "2", "report", "2");
    LESSON.trainer(LESSON.model(), given).into(folder).run();
    List<String> csv = Files.readAllLines(folder.resolve("metrics.csv"));
    List<String> jsonl = Files.readAllLines(folder.resolve("metrics.jsonl"));
    assertThat(csv.get(0))
        .isEqualTo("event,epoch,step,seconds,loss,rate,norm,tokens_per_second,metric,value");
    assertThat(csv.subList(1, csv.size()).stream().map(l -> l.replaceAll(",\\d+\\.\\d+,.*", "")))
        .containsExactly("step,1,2", "evaluated,1,3", "step,2,4", "step,2,6", "evaluated,2,6");
    assertThat(csv).allSatisfy(l -> assertThat(l.split(",", -1)).hasSize(10));
    assertThat(jsonl).hasSize(5);
    assertThat(jsonl.get(1))
        .matches(
            "\\{\"event\":\"evaluated\",\"epoch\":1,\"step\":3,\"seconds\":.*,\"loss\":.*,\"rate\":0.002,"
                + "\"metric\":\"accuracy\",\"best\":true,\"values\":\\{\"accuracy\":.*\\}\\}");
  }

  @Test
  void linesOfStepsThatAreTakenAgainAreDropped() throws IOException {
    Map<String, String> given = Map.of("epochs", "2", "report", "1");
    Path file = folder.resolve(Trainer.CHECKPOINT);
    Path early = folder.resolve("early");
    TrainingListener copy =
        new TrainingListener() {
          @Override
          public void checkpoint(Path written, long step) {
            try {
              Files.copy(step == 3 ? written : early, step == 3 ? early : folder.resolve("other"));
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    LESSON.trainer(LESSON.model(), given).into(folder).listen(copy).run();
    List<String> events = events(folder.resolve("metrics.csv"));
    assertThat(events).hasSize(9);
    LESSON.trainer(LESSON.model(), given).into(folder).resume(early).run();
    assertThat(events(folder.resolve("metrics.csv"))).isEqualTo(events);
    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).hasSize(8);
    assertThat(Checkpoint.read(file).step()).isEqualTo(6);
  }

  private static List<String> events(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().map(l -> l.replaceAll(",\\d+\\.\\d+,.*", "")).toList();
  }

  @Test
  void halfALineOfAKilledRunIsDropped() throws IOException {
    Map<String, String> given = Map.of("epochs", "2", "report", "2");
    Trainer<int[], int[]> first = LESSON.trainer(LESSON.model(), given);
    first.into(folder).listen(ResumeTest.cancelAfter(first, 2)).run();
    Path csv = folder.resolve("metrics.csv");
    Path jsonl = folder.resolve("metrics.jsonl");
    Files.writeString(csv, Files.readString(csv) + "evaluated,1,2,0.1,0.7,0.002,,,accuracy,5");
    Files.writeString(jsonl, Files.readString(jsonl) + "{\"event\":\"evalu");
    Path checkpoint = folder.resolve(Trainer.CHECKPOINT);
    LESSON.trainer(LESSON.model(), given).into(folder).resume(checkpoint).run();
    assertThat(Files.readAllLines(csv).stream().map(l -> l.replaceAll(",\\d+\\.\\d+,.*", "")))
        .endsWith("step,1,2", "evaluated,1,3", "step,2,4", "step,2,6", "evaluated,2,6")
        .hasSize(6);
    assertThat(Files.readAllLines(jsonl)).hasSize(5);
  }
}
