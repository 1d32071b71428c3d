package rondo.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import rondo.core.Answered;
import rondo.core.Example;
import rondo.core.Model;
import rondo.engine.train.Ending;
import rondo.engine.train.TrainingListener;

/** One fold after the other: trains without it, has it answered, keeps the answers. */
final class FoldsRun<I, O> {
  private final Rondo rondo;
  private final Recipe recipe;
  private final int count;
  private final Function<Recipe, Preparation<I, O>> prepare;
  private final BiFunction<Preparation<I, O>, TrainingListener, Training> start;
  private final FoldsListener listener;
  private volatile boolean cancelled;
  private volatile Optional<Training> training = Optional.empty();
  private List<Example<I, O>> leftOut = List.of();

  FoldsRun(
      Rondo rondo,
      Recipe recipe,
      int count,
      Function<Recipe, Preparation<I, O>> prepare,
      BiFunction<Preparation<I, O>, TrainingListener, Training> start,
      FoldsListener listener) {
    this.rondo = rondo;
    this.recipe = recipe;
    this.count = count;
    this.prepare = prepare;
    this.start = start;
    this.listener = listener;
  }

  void cancel() {
    cancelled = true;
    training.ifPresent(Training::cancel);
  }

  /** Starts the training without a fold. */
  void begin(int number) {
    Preparation<I, O> preparation = prepare.apply(recipe(number));
    Training begun = start.apply(preparation, listener.fold(number, count));
    leftOut = preparation.leftOut();
    training = Optional.of(begun);
    if (cancelled) { // before there was this one to be told
      begun.cancel();
    }
  }

  private Recipe recipe(int number) {
    Recipe own = recipe.set("fold", number + "/" + count);
    if (recipe.get("out").isPresent()) {
      String name = "fold-%02d".formatted(number);
      own = own.set("out", Path.of(recipe.required("out")).resolve(name));
    }
    boolean later = number > 1 && recipe.get("resume").orElse("").equals("must");
    return later ? own.set("resume", "auto") : own; // what must be there has begun, not ended
  }

  /** Waits for the training that was begun, and goes on with all others. */
  CrossValidation.Result toTheEnd() {
    List<CrossValidation.Fold> folds = new ArrayList<>();
    List<Answered<I, O>> all = new ArrayList<>();
    while (folds.size() < count) {
      if (!folds.isEmpty()) {
        begin(folds.size() + 1);
      }
      Training.Result result = training.orElseThrow().await();
      listener.trained(folds.size() + 1, result);
      if (result.outcome().ending() == Ending.CANCELLED) {
        return new CrossValidation.Result(folds, Optional.empty());
      }
      @SuppressWarnings("unchecked") // it was trained on examples of these types
      Model<I, O> model = (Model<I, O>) result.model();
      Answered<I, O> answered = rondo.answered(model, leftOut);
      CrossValidation.Fold fold =
          new CrossValidation.Fold(
              folds.size() + 1,
              leftOut.size(),
              result.outcome(),
              answered.evaluation(),
              result.file());
      folds.add(fold);
      all.add(answered);
      listener.answered(fold);
    }
    return new CrossValidation.Result(folds, Optional.of(pooled(all).evaluation()));
  }

  /** All answers together, measured as the first of the models measures its own. */
  private static <I, O> Answered<I, O> pooled(List<Answered<I, O>> all) {
    return new Answered<>(
        all.stream().flatMap(a -> a.examples().stream()).toList(),
        all.stream().flatMap(a -> a.answers().stream()).toList(),
        all.get(0).measure());
  }
}
