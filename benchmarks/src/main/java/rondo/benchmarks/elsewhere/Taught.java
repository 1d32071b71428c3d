package rondo.benchmarks.elsewhere;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rondo.benchmarks.quality.Corpus;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.Settings;
import rondo.core.TaskType;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.Translated;

/**
 * A model that has learnt a little, and real inputs that it has not seen.
 *
 * @param answers how many different ones it gives to them
 */
record Taught<I, O>(Model<I, O> model, List<I> real, long answers) {
  private static final int LEAST = 5; // different answers of one that has learnt something
  private static final int DEV = 100; // examples to choose the best epoch by

  /** Trains a model of a subject with a cell in a network of some shape. */
  static Taught<?, ?> of(
      Rondo rondo, Path data, Subject subject, String cell, Subject.Shape shape, int sentences)
      throws IOException {
    return of(rondo, rondo.plugins().task(subject.task()), data, subject, cell, shape, sentences);
  }

  private static <I, O> Taught<I, O> of(
      Rondo rondo,
      TaskType<I, O> type,
      Path data,
      Subject subject,
      String cell,
      Subject.Shape shape,
      int sentences)
      throws IOException {
    Corpus corpus = Corpus.named(subject.corpus());
    Recipe recipe = Recipe.of(subject.task()).set("seed", 1);
    for (Map<String, String> each :
        List.of(corpus.said(), subject.said(), Map.of("network.cell", cell), shape.said())) {
      for (Map.Entry<String, String> option : each.entrySet()) {
        recipe = recipe.set(option.getKey(), option.getValue());
      }
    }
    Settings reading = type.options().fill(recipe.settings().in("task").values());
    List<Example<I, O>> read = type.texts(reading).read(data.resolve(corpus.train()));
    List<Example<I, O>> all = read.subList(0, Math.min(read.size(), subject.examples()));
    List<Example<I, O>> train = all.subList(DEV, all.size());
    @SuppressWarnings("unchecked") // a training's model is of its task's type
    Model<I, O> model =
        (Model<I, O>) rondo.train(recipe, train, all.subList(0, DEV)).await().model();
    List<Example<I, O>> test =
        type.texts(reading).read(data.resolve(corpus.tests().get(0))).stream()
            .limit(sentences)
            .toList();
    long answers =
        rondo.answered(model, test).answers().stream().map(Taught::said).distinct().count();
    if (answers < LEAST) {
      throw new IllegalStateException(
          "%s of %s, %s, gives %d different answers; let it learn more"
              .formatted(subject.task(), cell, shape.name(), answers));
    }
    return new Taught<>(model, test.stream().map(Example::input).toList(), answers);
  }

  /** An answer without how likely it is. */
  private static Object said(Object answer) {
    return answer instanceof Translated translated ? translated.text() : answer;
  }
}
