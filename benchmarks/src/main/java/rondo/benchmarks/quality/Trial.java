package rondo.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rondo.core.Evaluation;
import rondo.core.Model;
import rondo.core.TaskType;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.train.Outcome;

/**
 * One training with one seed, and what its model reaches.
 *
 * @param tests as many as there were files
 */
record Trial(
    int seed, Evaluation dev, List<Evaluation> tests, int epochs, double seconds, long weights) {

  /** Trains by a recipe, tests on files if there are any; progress goes to standard error. */
  static Trial run(Rondo rondo, Recipe recipe, int seed, List<Path> tests) throws IOException {
    Progress progress = new Progress("seed " + seed);
    Training.Result result = rondo.train(recipe.set("seed", seed), progress).await();
    Outcome outcome = result.outcome();
    List<Evaluation> tested = new ArrayList<>();
    for (Path file : tests) {
      tested.add(tested(rondo, result.model(), file));
    }
    return new Trial(
        seed,
        outcome.best().orElseThrow(),
        List.copyOf(tested),
        outcome.epochs(),
        outcome.seconds(),
        progress.weights());
  }

  /** What is chosen by, on the first test; not a number if there is none. */
  double test() {
    return tests.stream().mapToDouble(Evaluation::value).findFirst().orElse(Double.NaN);
  }

  /** The same of all tests, as a table has it. */
  String tested() {
    return tested(tests.stream().map(Evaluation::value).toList());
  }

  /** Values of all tests, as a table has them. */
  static String tested(List<Double> values) {
    return values.isEmpty()
        ? "NaN"
        : values.stream()
            .map(v -> String.format(Locale.ROOT, "%.2f", v))
            .collect(Collectors.joining(" / "));
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
}
