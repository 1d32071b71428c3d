package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Example;
import rondo.engine.tiny.TinyPlugin;
import rondo.engine.train.TrainingListener;

class CrossValidationTest {
  private static final FoldsListener NOBODY = new FoldsListener() {};

  private final Rondo rondo = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin()));
  @TempDir Path folder;

  @BeforeEach
  void writeData() throws IOException {
    Files.write(
        folder.resolve("data"), examples().stream().map(e -> e.input() + " " + e.gold()).toList());
  }

  private static List<Example<String, String>> examples() {
    Random random = new Random(1);
    List<Example<String, String>> all = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      StringBuilder in = new StringBuilder();
      StringBuilder out = new StringBuilder();
      for (int k = random.nextInt(5); k >= 0; k--) {
        char c = (char) ('a' + random.nextInt(6));
        in.append(c);
        out.append((char) (c + 1));
      }
      all.add(new Example<>(in.toString(), out.toString()));
    }
    return all;
  }

  private Recipe recipe(String out) {
    return Recipe.of("shift")
        .data(folder.resolve("data"))
        .out(folder.resolve(out))
        .set("cell", "leak")
        .set("hidden", 12)
        .set("embedding", 8)
        .set("direction", "forward")
        .set("network.dropout", 0)
        .set("word-dropout", 0)
        .set("epochs", 4)
        .set("train.rate", 0.004)
        .set("threads", 1);
  }

  /** Notes what it is told. */
  private static class Diary implements FoldsListener {
    final List<TrainingListener.Started> started = new ArrayList<>();
    final List<Integer> steps = new ArrayList<>(); // of each fold
    final List<CrossValidation.Fold> answered = new ArrayList<>();

    @Override
    public TrainingListener fold(int number, int folds) {
      steps.add(0);
      return new TrainingListener() {
        @Override
        public void started(Started event) {
          started.add(event);
        }

        @Override
        public void step(Step event) {
          steps.set(number - 1, steps.get(number - 1) + 1);
        }
      };
    }

    @Override
    public void answered(CrossValidation.Fold fold) {
      answered.add(fold);
    }
  }

  @Test
  void theSeedDealsEveryExampleIntoOneFold() {
    List<Example<String, String>> data = examples();
    List<Example<String, String>> held = new ArrayList<>();
    for (int k = 1; k <= 4; k++) {
      HeldOut<String, String> parts = HeldOut.fold(data, k, 4, 9);
      assertThat(parts.held()).hasSizeBetween(15, 16).isSubsetOf(data);
      assertThat(parts.held().size() + parts.rest().size()).isEqualTo(61);
      held.addAll(parts.held());
    }
    assertThat(held).containsExactlyInAnyOrderElementsOf(data);
    assertThat(HeldOut.fold(data, 2, 4, 9)).isEqualTo(HeldOut.fold(data, 2, 4, 9));
    assertThat(HeldOut.fold(data, 2, 4, 9)).isNotEqualTo(HeldOut.fold(data, 2, 4, 10));
  }

  @Test
  void answersEachFoldByAModelOfTheOthers() {
    Diary diary = new Diary();
    CrossValidation.Result result = rondo.folds(recipe("a"), 3, diary).await();
    assertThat(diary.started).extracting(TrainingListener.Started::examples).containsOnly(41, 40);
    assertThat(result.folds()).isEqualTo(diary.answered).hasSize(3);
    assertThat(result.folds())
        .extracting(CrossValidation.Fold::examples)
        .containsExactly(20, 20, 21);
    double right = 0;
    List<Double> values = new ArrayList<>();
    for (CrossValidation.Fold fold : result.folds()) {
      right += fold.evaluation().value() * fold.examples() / 100;
      values.add(fold.evaluation().value());
      assertThat(fold.file()).contains(folder.resolve("a/fold-0" + fold.number() + "/best.rondo"));
      assertThat(fold.file().orElseThrow()).isRegularFile();
    }
    // sums in another order, so a last digit may differ
    assertThat(result.pooled().orElseThrow().value()).isCloseTo(100 * right / 61, within(1e-9));
    double a = values.get(0);
    double b = values.get(1);
    double c = values.get(2);
    double mean = (a + b + c) / 3;
    assertThat(result.mean()).isCloseTo(mean, within(1e-9));
    double squares = Math.pow(a - mean, 2) + Math.pow(b - mean, 2) + Math.pow(c - mean, 2);
    assertThat(result.deviation()).isCloseTo(Math.sqrt(squares / 2), within(1e-9)).isPositive();
  }

  @Test
  void isTheSameAgainFromExamplesAtHandAndOnOtherThreads() {
    CrossValidation.Result one = rondo.folds(recipe("a"), 3, NOBODY).await();
    Recipe bare = recipe("a").set("out", "").set("data", "").set("threads", 2);
    CrossValidation.Result other = rondo.folds(bare, examples(), 3, NOBODY).await();
    assertThat(other.pooled()).isEqualTo(one.pooled());
    assertThat(other.folds()).allMatch(f -> f.file().isEmpty());
    assertThat(other.mean()).isEqualTo(one.mean());
    assertThat(other.deviation()).isEqualTo(one.deviation());
  }

  @Test
  void aShareOfTheOthersMayChooseTheModel() {
    Diary diary = new Diary();
    rondo.folds(recipe("a").set("dev", "10%"), 3, diary).await();
    assertThat(diary.started).allMatch(s -> s.dev() == 4 && s.examples() + s.dev() <= 41);
    assertThat(diary.answered).allMatch(f -> f.outcome().best().isPresent());
  }

  @Test
  void aCancelledOneGoesOnToTheSameBits() throws IOException {
    CrossValidation.Result whole = rondo.folds(recipe("a"), 3, NOBODY).await();
    CountDownLatch begun = new CountDownLatch(1);
    CrossValidation[] running = new CrossValidation[1];
    FoldsListener impatient =
        new FoldsListener() {
          @Override
          public TrainingListener fold(int number, int folds) {
            return new TrainingListener() {
              @Override
              public void step(Step event) {
                if (number == 2 && event.epoch() == 2) {
                  awaitQuietly(begun);
                  running[0].cancel();
                }
              }
            };
          }
        };
    running[0] = rondo.folds(recipe("b"), 3, impatient);
    begun.countDown();
    CrossValidation.Result cut = running[0].await();
    assertThat(running[0].done()).isTrue();
    assertThat(cut.pooled()).isEmpty();
    assertThat(cut.folds()).hasSize(1);
    assertThat(folder.resolve("b/fold-03")).doesNotExist();

    Diary diary = new Diary();
    CrossValidation.Result more = rondo.folds(recipe("b").set("resume", "must"), 3, diary).await();
    assertThat(diary.steps.get(0)).as("steps of a fold that was done").isZero();
    assertThat(diary.steps.get(1)).isPositive().isLessThan(diary.steps.get(2));
    assertThat(more.pooled()).isEqualTo(whole.pooled());
    for (int k = 1; k <= 3; k++) {
      Path model = Path.of("fold-0" + k, "best.rondo");
      assertThat(folder.resolve("b").resolve(model))
          .hasSameBinaryContentAs(folder.resolve("a").resolve(model));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theRecipeOfAFoldRepeatsIt() {
    rondo.folds(recipe("a"), 3, NOBODY).await();
    Recipe second = Recipe.read(folder.resolve("a/fold-02/recipe.txt"));
    assertThat(second.values()).containsEntry("fold", "2/3");
    rondo.train(second.out(folder.resolve("again"))).await();
    assertThat(folder.resolve("again/best.rondo"))
        .hasSameBinaryContentAs(folder.resolve("a/fold-02/best.rondo"));
  }

  @Test
  void whatCannotBeMeantIsSaidAtOnce() {
    assertThatThrownBy(() -> rondo.folds(recipe("a"), 1, NOBODY))
        .hasMessageStartingWith("there is no fold 1 of 1 of 61 examples");
    assertThatThrownBy(() -> rondo.folds(recipe("a"), 62, NOBODY))
        .hasMessageStartingWith("there is no fold 1 of 62 of 61 examples");
    assertThatThrownBy(() -> rondo.train(recipe("a").set("fold", "third")))
        .hasMessage("fold must be one of so many, such as 3/10, is 'third'");
    assertThatThrownBy(() -> rondo.folds(recipe("a").set("resume", "must"), 3, NOBODY))
        .hasMessageContaining("resume = must, and there is no checkpoint");
    assertThat(folder.resolve("a")).doesNotExist();
    rondo.folds(recipe("a"), 3, NOBODY).await();
    assertThatThrownBy(() -> rondo.folds(recipe("a"), 4, NOBODY))
        .hasMessageContaining("holds a training with fold = 1/3, which cannot go on with 1/4");
  }
}
