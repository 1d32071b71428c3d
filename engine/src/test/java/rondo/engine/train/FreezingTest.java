package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Param;

class FreezingTest {
  @TempDir Path folder;

  private static final Lesson LESSON = Lesson.echo(40, 30);
  private static final List<Param> PATHS =
      Stream.of(
              "network/features/words/E",
              "network/features/characters/E",
              "network/features/characters/forward/b",
              "network/layer0/forward/W",
              "network/layer0/forward/b",
              "network/layer0/reverse/W",
              "network/layer10/forward/W",
              "network/head/W",
              "network/head/b",
              "task/crf/follows")
          .map(path -> new Param(path, Matrix.zeros(1, 1)))
          .toList();

  private static List<String> frozen(String patterns) {
    List<Param> left = new ArrayList<>(PATHS);
    left.removeAll(freezing(patterns).trained(PATHS));
    return left.stream().map(Param::path).toList();
  }

  private static Freezing freezing(String patterns) {
    return Freezing.read(Lesson.settings(Map.of("freeze", patterns)));
  }

  @Test
  void aPathStandsForAllBelowIt() {
    assertThat(frozen("")).isEmpty();
    assertThat(frozen("network/layer0"))
        .containsExactly(
            "network/layer0/forward/W", "network/layer0/forward/b", "network/layer0/reverse/W");
    assertThat(frozen("task")).containsExactly("task/crf/follows");
  }

  @Test
  void theFirstNameMayBeLeftOut() {
    assertThat(frozen("features/")).hasSize(3);
    assertThat(frozen("layer0/forward/W, crf"))
        .containsExactly("network/layer0/forward/W", "task/crf/follows");
  }

  @Test
  void aStarIsAnything() {
    assertThat(frozen("*/b"))
        .containsExactly(
            "network/features/characters/forward/b", "network/layer0/forward/b", "network/head/b");
    assertThat(frozen("layer*/forward")).hasSize(3);
    assertThat(frozen("features/**")).hasSize(3);
    assertThatThrownBy(() -> frozen("head.W"))
        .as("a point is a point")
        .hasMessageContaining("head.W");
  }

  @Test
  void aPatternThatFreezesNothingIsRefused() {
    assertThatThrownBy(() -> frozen("head,featurs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "option 'freeze' says 'featurs', which is the path of no parameter; there are "
                + "network/features/words/E, network/features/characters/E, "
                + "network/features/characters/forward/b, network/layer0/forward/W, "
                + "network/layer0/forward/b, network/layer0/reverse/W, "
                + "network/layer10/forward/W, network/head/W and 2 more. "
                + "Did you mean 'features'?");
    assertThatThrownBy(() -> LESSON.trainer(LESSON.model(), Map.of("freeze", "features/W")))
        .hasMessage(
            "option 'freeze' says 'features/W', which is the path of no parameter; there are "
                + "features/E, cell/W, cell/R, cell/b, head/W, head/b."
                + " Did you mean 'features/E'?");
  }

  @Test
  void somethingIsLeftToTrain() {
    for (String all : List.of("*", "**", "network,task")) {
      assertThatThrownBy(() -> frozen(all))
          .hasMessage(
              "option 'freeze' leaves no parameter to train; leave some path out of '%s'", all);
    }
  }

  /** Decay, moments, averages and clipping would each move a parameter without a gradient. */
  @ParameterizedTest
  @CsvSource({
    "adamw, exponential, 1",
    "adamw, mean, 2",
    "sgd, mean, 1",
    "sgd, exponential, 2",
    "adam, none, 2",
    "rmsprop, exponential, 1"
  })
  void frozenParametersStayAsTheyAreAndOthersMove(String optimizer, String average, int threads) {
    Map<String, String> given = new TreeMap<>();
    given.put("freeze", "features,*/b");
    given.put("epochs", "3");
    given.put("rows", "12");
    given.put("part", "3");
    given.put("rate", "0.05");
    given.put("optimizer", optimizer);
    given.put("average", average);
    given.put("average-start", "1");
    given.put("threads", "" + threads);
    if (optimizer.equals("sgd") || optimizer.equals("adamw")) {
      given.put("decay", "0.1");
    }
    Model<int[], int[]> model = LESSON.model();
    Outcome due = LESSON.trainer(model, given).run();
    requireStill(model);

    Trainer<int[], int[]> cut = LESSON.trainer(LESSON.model(), given).into(folder);
    cut.listen(ResumeTest.cancelAfter(cut, 5)).run();
    Model<int[], int[]> again = LESSON.model();
    Path checkpoint = folder.resolve(Trainer.CHECKPOINT);
    Outcome found = LESSON.trainer(again, given).into(folder).resume(checkpoint).run();
    assertThat(found.steps()).isEqualTo(due.steps());
    requireStill(again);
    assertThat(Lesson.bits(again)).isEqualTo(Lesson.bits(model));
  }

  private static void requireStill(Model<int[], int[]> model) {
    List<Param> before = LESSON.model().params();
    for (int i = 0; i < before.size(); i++) {
      Param p = model.params().get(i);
      boolean still = p.path().equals("features/E") || p.path().endsWith("/b");
      assertThat(bits(p).equals(bits(before.get(i)))).as(p.path()).isEqualTo(still);
    }
  }

  private static List<Integer> bits(Param p) {
    List<Integer> bits = new ArrayList<>();
    for (int i = 0; i < p.value().size(); i++) {
      bits.add(Float.floatToRawIntBits(p.value().data()[p.value().offset() + i]));
    }
    return bits;
  }

  @Test
  void aTrainingGoesOnWithNoOtherFreezing() {
    Map<String, String> given = new TreeMap<>(Map.of("epochs", "1", "freeze", "features"));
    LESSON.trainer(LESSON.model(), given).into(folder).run();
    Path checkpoint = folder.resolve(Trainer.CHECKPOINT);
    given.put("freeze", "head");
    assertThatThrownBy(() -> LESSON.trainer(LESSON.model(), given).resume(checkpoint).run())
        .hasMessageContaining("was trained with option 'freeze' features and cannot go on with");
  }
}
