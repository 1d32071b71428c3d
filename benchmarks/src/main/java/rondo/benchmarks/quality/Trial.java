package rondo.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import rondo.core.Evaluation;
import rondo.core.Model;
import rondo.core.TaskType;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.train.Outcome;
import rondo.engine.train.TrainingListener;

/** One training with one seed, and what its model reaches. */
record Trial(
    int seed, double dev, double test, String metric, int epochs, double seconds, long weights) {

  /** Trains by a recipe, tests on a file if there is one; progress goes to standard error. */
  static Trial run(Rondo rondo, Recipe recipe, int seed, Optional<Path> test) throws IOException {
    Progress progress = new Progress(seed);
    Training.Result result = rondo.train(recipe.set("seed", seed), progress).await();
    Outcome outcome = result.outcome();
    Evaluation dev = outcome.best().orElseThrow();
    double tested =
        test.isPresent() ? tested(rondo, result.model(), test.get()).value() : Double.NaN;
    return new Trial(
        seed,
        dev.value(),
        tested,
        dev.metric(),
        outcome.epochs(),
        outcome.seconds(),
        progress.weights);
  }

  private static Evaluation tested(Rondo rondo, Model<?, ?> model, Path file) throws IOException {
    return tested(rondo, rondo.plugins().task(model.spec().task().type()), model, file);
  }

  private static <I, O> Evaluation tested(
      Rondo rondo, TaskType<I, O> type, Model<?, ?> model, Path file) throws IOException {
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    Model<I, O> typed = (Model<I, O>) model;
    return rondo.answered(typed, type.texts(model.spec().task().options()).read(file)).evaluation();
  }

  /** A line an epoch. */
  private static final class Progress implements TrainingListener {
    private final int seed;
    private long weights;

    Progress(int seed) {
      this.seed = seed;
    }

    @Override
    public void started(Started event) {
      weights = event.weights();
      System.err.printf(
          Locale.ROOT,
          "seed %d: %,d examples, %,d for dev, %,d weights, %d steps an epoch%n",
          seed,
          event.examples(),
          event.dev(),
          event.weights(),
          event.stepsAnEpoch());
    }

    @Override
    public void evaluated(Evaluated e) {
      System.err.printf(
          Locale.ROOT,
          "seed %d: epoch %d  loss %.4f  dev %.2f%s  %.0f s%n",
          seed,
          e.epoch(),
          e.loss(),
          e.evaluation().value(),
          e.best() ? " best" : "",
          e.seconds());
    }
  }
}
