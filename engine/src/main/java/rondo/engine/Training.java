package rondo.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import rondo.core.Model;
import rondo.engine.train.Outcome;
import rondo.engine.train.Trainer;

/**
 * A training under way on a thread of its own. It may be cancelled at any time; with a folder it
 * leaves a checkpoint there, from which the same recipe goes on.
 *
 * <pre>{@code
 * Training training = rondo.train(recipe, listener);
 * Training.Result result = training.await();
 * }</pre>
 */
public final class Training {
  private final Recipe recipe;
  private final Trainer<?, ?> trainer;
  private final Background<Result> work;

  /**
   * What came of it.
   *
   * @param studied the model with the best parameters that were found, and what it has seen
   * @param file the model file, if the recipe names a folder
   */
  public record Result(Studied<?, ?> studied, Outcome outcome, Optional<Path> file) {
    /** With the best parameters that were found. */
    public Model<?, ?> model() {
      return studied.model();
    }
  }

  private Training(Recipe recipe, Trainer<?, ?> trainer, Supplier<Result> work) {
    this.recipe = recipe;
    this.trainer = trainer;
    this.work = Background.start("rondo-training", work);
  }

  static Training start(Recipe recipe, Trainer<?, ?> trainer, Supplier<Result> work) {
    return new Training(recipe, trainer, work);
  }

  /**
   * The recipe with every key filled in; of one that starts from a model, without what that model
   * says itself.
   */
  public Recipe recipe() {
    return recipe;
  }

  /** Ends it after the step that is under way. */
  public void cancel() {
    trainer.cancel();
  }

  /** Whether it has come to its end, good or bad. */
  public boolean done() {
    return work.done();
  }

  /**
   * Waits for the end; a failure of the training is thrown here. Interrupting the waiting thread
   * cancels the training.
   */
  public Result await() {
    return work.await(this::cancel);
  }
}
