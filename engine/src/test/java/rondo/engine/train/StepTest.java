package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Batch;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Task;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

class StepTest {
  private static final Map<String, String> SHORT = Map.of("epochs", "3", "rows", "12", "part", "3");

  private static Map<String, String> with(Map<String, String> given, String... more) {
    Map<String, String> all = new HashMap<>(given);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static Model<int[], int[]> trained(Lesson lesson, Map<String, String> given) {
    Model<int[], int[]> model = lesson.model();
    lesson.trainer(model, given).run();
    return model;
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    // a vocabulary whose moments and gradients make more than one share of the work
    Lesson lesson = Lesson.echo(60, 9000).dropping(0.2f);
    List<Integer> one = Lesson.bits(trained(lesson, with(SHORT, "threads", "1")));
    assertThat(Lesson.bits(lesson.model())).isNotEqualTo(one);
    for (String threads : List.of("2", "4")) {
      assertThat(Lesson.bits(trained(lesson, with(SHORT, "threads", threads)))).isEqualTo(one);
    }
  }

  @Test
  void theSizeOfAPartChangesNothingButRounding() {
    Lesson lesson = Lesson.echo(60, 30);
    requireClose(
        trained(lesson, with(SHORT, "optimizer", "sgd", "rate", "0.1", "part", "12")),
        trained(lesson, with(SHORT, "optimizer", "sgd", "rate", "0.1")));
  }

  @Test
  void noiseIsAFunctionOfSeedStepAndPart() {
    Lesson lesson = Lesson.echo(10, 30);
    Model<int[], int[]> model = lesson.model();
    Map<String, String> given =
        Map.of("epochs", "2", "rows", "3", "part", "2", "accumulate", "2", "threads", "1");
    Settings settings = Lesson.settings(given);
    new Trainer<>(model, lesson.data(), List.of(), settings, 11, new ScalarKernels()).run();
    Noise seed = Noise.of(11);
    List<Long> due = new ArrayList<>();
    due.add(seed.at("order").at(0).key()); // to count the steps
    int[] parts = {4, 3}; // of the two steps of an epoch: lists of 3, 3 and of 3, 1 examples
    for (int epoch = 0; epoch < 2; epoch++) {
      due.add(seed.at("order").at(epoch).key());
      for (int step = 0; step < 2; step++) {
        for (int part = 0; part < parts[step]; part++) {
          due.add(seed.at(2L * epoch + step).at(part).at("loss").key());
        }
      }
    }
    assertThat(((Labelling) model.task()).heard()).containsExactlyElementsOf(due);
  }

  @Test
  void kernelsAreToldOfEveryChange() {
    Lesson lesson = Lesson.echo(10, 30);
    Model<int[], int[]> model = lesson.model();
    List<Long> versions = new ArrayList<>();
    TrainingListener note =
        new TrainingListener() {
          @Override
          public void step(Step event) {
            versions.add(model.params().get(1).version());
          }
        };
    lesson.trainer(model, Map.of("rows", "2", "epochs", "1")).listen(note).run();
    assertThat(versions).hasSize(5).doesNotHaveDuplicates().doesNotContain(0L);
  }

  @Test
  void sumsAreTakenShareByShare() {
    Param p = new Param("p", Matrix.zeros(4, Patches.SHARE / 2));
    List<Patch> patches = new ArrayList<>();
    for (int row = 0; row < 4; row++) { // two to a share
      patches.add(new Patch(p, row, Matrix.zeros(1, Patches.SHARE / 2), true));
    }
    double[] numbers = {1e16, 0, 1, 1}; // one after the other, the ones would be lost
    assertThat(new Patches(patches, Workers.ONE).sum(patch -> numbers[patch.row()]))
        .isEqualTo(1e16 + 2);
  }

  @Test
  void twoHalfListsAccumulateToAWholeOne() {
    Lesson lesson = Lesson.echo(60, 30);
    requireClose(
        trained(lesson, with(SHORT, "optimizer", "sgd", "rate", "0.1")),
        trained(
            lesson,
            with(SHORT, "optimizer", "sgd", "rate", "0.1", "rows", "6", "accumulate", "2")));
  }

  private static void requireClose(Model<int[], int[]> due, Model<int[], int[]> found) {
    for (int i = 0; i < due.params().size(); i++) {
      Matrix a = due.params().get(i).value();
      Matrix b = found.params().get(i).value();
      for (int j = 0; j < a.size(); j++) {
        // the same sums in another order, over 15 steps
        assertThat(b.data()[j]).isCloseTo(a.data()[j], within(2e-6f));
      }
    }
  }

  @Test
  void rowsThatNoExampleHasStayAsTheyAre() {
    Lesson small = Lesson.echo(60, 30);
    Lesson lesson = new Lesson(40, 2, 0, small.data()); // ten words that never come
    Model<int[], int[]> model = lesson.model();
    Matrix before = model.params().get(0).value().copy();
    lesson.trainer(model, with(SHORT, "optimizer", "adamw", "decay", "0.1")).run();
    Matrix after = model.params().get(0).value();
    assertThat(after.rows(30, 10).copy().data()).isEqualTo(before.rows(30, 10).copy().data());
    assertThat(after.rows(0, 30).copy().data()).isNotEqualTo(before.rows(0, 30).copy().data());
  }

  @Test
  void partsThatContinueCarryTheStateAsOneLongPartWould() {
    Lesson lesson = Lesson.echo(8, 30);
    Model<int[], int[]> model = lesson.model();
    Parts whole = parts(model);
    Parts cut = parts(model);
    Task.Plan once = new Task.Plan(8, 4, 100);
    Task.Plan twice = new Task.Plan(8, 4, 3);
    double[] sums = new double[4];
    for (List<Batch> list : model.task().epoch(lesson.data(), once, Noise.NONE).toList()) {
      Parts.Ran ran = whole.run(list, Noise.NONE, 0);
      sums[0] += ran.loss();
      sums[1] += ran.weight();
    }
    List<List<Batch>> pieces = model.task().epoch(lesson.data(), twice, Noise.NONE).toList();
    assertThat(pieces).hasSize(3); // of 3, 3 and 1 tokens
    for (List<Batch> list : pieces) {
      Parts.Ran ran = cut.run(list, Noise.NONE, 0);
      sums[2] += ran.loss();
      sums[3] += ran.weight();
    }
    assertThat(sums[2]).isCloseTo(sums[0], within(1e-5)); // the order of a sum of 30 floats
    assertThat(sums[3]).isEqualTo(sums[1]);
    for (int part = 0; part < 2; part++) {
      // step by step the same floats: the cut is not seen
      assertThat(cut.ends().get(part).part(0).data())
          .isEqualTo(whole.ends().get(part).part(0).data());
    }
  }

  @Test
  void anEndStateOutlivesTheMemoryOfItsStep() {
    Lesson lesson = Lesson.echo(8, 30);
    Model<int[], int[]> model = lesson.model();
    Parts parts = parts(model);
    List<Batch> list =
        model.task().epoch(lesson.data(), new Task.Plan(8, 4, 100), Noise.NONE).toList().get(0);
    parts.run(list, Noise.NONE, 0);
    State end = parts.ends().get(0);
    float[] before = end.part(0).copy().data();
    parts.run(list.subList(1, 2), Noise.NONE, 0);
    assertThat(end.part(0).data()).isEqualTo(before);
  }

  @Test
  void aPartThatContinuesNothingIsRefused() {
    Lesson lesson = Lesson.echo(1, 30);
    Parts parts = parts(lesson.model());
    Inputs tokens = Inputs.ids("id", 1, new int[] {1}, new int[] {0});
    Batch batch = new Batch(Inputs.NONE, tokens, tokens, true);
    assertThatThrownBy(() -> parts.run(List.of(batch), Noise.NONE, 0))
        .hasMessage("part 0 continues a part that the step before did not have: it had 0");
  }

  private static Parts parts(Model<int[], int[]> model) {
    return new Parts(model.network(), model.task(), new ScalarKernels(), Workers.ONE);
  }

  @Test
  void aParameterThatAStepDoesNotUseIsLeftAlone() {
    Param used = new Param("used", Matrix.of(1, 1, 1));
    Param idle = new Param("idle", Matrix.of(1, 1, 1));
    Work part = new Work(new ScalarKernels(), Workers.ONE);
    List<Param> both = List.of(used, idle);
    Moments moments = new Moments(Optimizer.read(Lesson.settings(Map.of())), both);
    GradientSum sum = new GradientSum(both, new ScalarKernels(), Workers.ONE);
    List<Float> values = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      part.reset(Noise.NONE);
      part.gradient(used).fill(1);
      if (step == 0) {
        part.gradient(idle).fill(1);
      }
      sum.begin(1);
      sum.add(List.of(part));
      Optimizer.Stride stride = new Optimizer.Stride(1, 0.1, step + 1);
      sum.patches().each(p -> moments.update(new ScalarKernels(), p, stride));
      values.add(idle.value().get(0, 0));
    }
    assertThat(values.get(0)).isLessThan(1);
    assertThat(values).containsOnly(values.get(0));
  }
}
