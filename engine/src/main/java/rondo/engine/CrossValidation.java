package rondo.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rondo.core.Evaluation;
import rondo.engine.train.Outcome;

/**
 * Measures a recipe on data without a split (Stone 1974), on a thread of its own: the examples are
 * dealt into folds, a model is trained for each fold on all the others, and answers the one it has
 * not seen. So every example is answered once, by a model that did not know it.
 *
 * <pre>{@code
 * CrossValidation running = rondo.folds(recipe, 10, listener);
 * CrossValidation.Result result = running.await();
 * }</pre>
 *
 * <p>If the recipe names a folder, each fold has one in it, {@code fold-01} and so on, that holds
 * what any training leaves; the same recipe goes on there with the fold where it was cancelled.
 */
public final class CrossValidation {
  private final FoldsRun<?, ?> run;
  private final Background<Result> work;

  /**
   * What came of one fold.
   *
   * @param number from 1
   * @param examples how many were left out and answered
   * @param outcome of the training on the others
   * @param evaluation of the answers
   * @param file the model file, if the recipe names a folder
   */
  public record Fold(
      int number, int examples, Outcome outcome, Evaluation evaluation, Optional<Path> file) {}

  /**
   * What came of all folds.
   *
   * @param folds those that were trained to their end
   * @param pooled the evaluation of all answers together; empty if it was cancelled
   */
  public record Result(List<Fold> folds, Optional<Evaluation> pooled) {
    public Result {
      folds = List.copyOf(folds);
    }

    /** The mean of the folds' values. */
    public double mean() {
      return folds.stream().mapToDouble(f -> f.evaluation().value()).average().orElse(Double.NaN);
    }

    /** The standard deviation of the folds' values, as of a sample; needs two of them. */
    public double deviation() {
      double mean = mean();
      double squares = 0;
      for (Fold fold : folds) {
        double off = fold.evaluation().value() - mean;
        squares += off * off;
      }
      return Math.sqrt(squares / (folds.size() - 1));
    }

    /** The seconds that all trainings took, earlier runs included. */
    public double seconds() {
      return folds.stream().mapToDouble(f -> f.outcome().seconds()).sum();
    }
  }

  private CrossValidation(FoldsRun<?, ?> run) {
    this.run = run;
    this.work = Background.start("rondo-folds", run::toTheEnd);
  }

  /** Faults of the recipe and the data are thrown here. */
  static CrossValidation start(FoldsRun<?, ?> run) {
    run.begin(1);
    return new CrossValidation(run);
  }

  /** Ends it after the training step that is under way. */
  public void cancel() {
    run.cancel();
  }

  /** Whether it has come to its end, good or bad. */
  public boolean done() {
    return work.done();
  }

  /**
   * Waits for the end; a failure of a training is thrown here. Interrupting the waiting thread
   * cancels the work.
   */
  public Result await() {
    return work.await(this::cancel);
  }
}
