package rondo.engine.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rondo.core.Evaluation;

/**
 * Is told how a training goes: for a progress bar, a log, a plot, a copy of each best model; and
 * may say when it is enough. Called on the thread that trains, between steps; epochs and steps are
 * counted from 1.
 *
 * <pre>{@code
 * rondo.train(recipe, new TrainingListener() {
 *   @Override
 *   public void evaluated(Evaluated e) {
 *     System.out.println(e.epoch() + ": " + e.evaluation().value());
 *   }
 * });
 * }</pre>
 */
public interface TrainingListener {
  /**
   * A piece of work begins that may take its time, such as {@code reading train.conll}; it lasts
   * until the next call of any kind. Before the training starts this comes on the thread that
   * prepares it.
   */
  default void begins(String work) {}

  /**
   * What is about to be trained.
   *
   * @param examples to train on
   * @param dev examples to evaluate on
   * @param weights numbers that are trained
   * @param frozen numbers that are not
   * @param epochs at most
   * @param stepsAnEpoch updates in the first epoch
   * @param step the step after which it takes up; 0 for a fresh run
   */
  record Started(
      int examples,
      int dev,
      long weights,
      long frozen,
      int epochs,
      long stepsAnEpoch,
      long step,
      int threads,
      String kernels) {}

  /**
   * A step that was taken.
   *
   * @param loss the mean of this step
   * @param meanLoss since the last evaluation or epoch
   * @param rate the learning rate it was taken with
   * @param norm of its gradient, before clipping
   * @param tokensPerSecond over the steps of this run
   * @param seconds since the training began, earlier runs included
   * @param secondsLeft an estimate, if nothing ends it early
   * @param best the best evaluation so far
   */
  record Step(
      int epoch,
      long step,
      double loss,
      double meanLoss,
      double rate,
      double norm,
      double tokensPerSecond,
      double seconds,
      double secondsLeft,
      Optional<Evaluation> best) {}

  /**
   * An evaluation that was made.
   *
   * @param rate of the next step
   * @param loss the mean on the training data since the last one
   * @param best whether none before was as good
   */
  record Evaluated(
      int epoch,
      long step,
      double loss,
      double rate,
      double seconds,
      Evaluation evaluation,
      boolean best) {}

  default void started(Started event) {}

  default void step(Step event) {}

  /**
   * An evaluation was made. The model's parameters are the evaluated (averaged) ones while this
   * runs, so this is the place to save a model that is the best so far.
   */
  default void evaluated(Evaluated event) {}

  /**
   * An epoch is over. The model's parameters are those that would be kept if the training ended
   * here without dev data (averaged, if averaging is on) while this runs.
   */
  default void epochEnded(int epoch) {}

  /** A checkpoint was written from which a run may take up after this step. */
  default void checkpoint(Path file, long step) {}

  /** The training is over; the model's parameters are the ones to keep. */
  default void finished(Outcome outcome) {}

  /** Whether the training shall end here, as one that is cancelled; asked before each step. */
  default boolean enough() {
    return false;
  }

  /** Several listeners as one, told in this order. */
  static TrainingListener all(List<TrainingListener> listeners) {
    List<TrainingListener> each = List.copyOf(listeners);
    return new TrainingListener() {
      @Override
      public void begins(String work) {
        each.forEach(l -> l.begins(work));
      }

      @Override
      public void started(Started event) {
        each.forEach(l -> l.started(event));
      }

      @Override
      public void step(Step event) {
        each.forEach(l -> l.step(event));
      }

      @Override
      public void evaluated(Evaluated event) {
        each.forEach(l -> l.evaluated(event));
      }

      @Override
      public void epochEnded(int epoch) {
        each.forEach(l -> l.epochEnded(epoch));
      }

      @Override
      public void checkpoint(Path file, long step) {
        each.forEach(l -> l.checkpoint(file, step));
      }

      @Override
      public void finished(Outcome outcome) {
        each.forEach(l -> l.finished(outcome));
      }

      @Override
      public boolean enough() {
        return each.stream().anyMatch(TrainingListener::enough);
      }
    };
  }
}
