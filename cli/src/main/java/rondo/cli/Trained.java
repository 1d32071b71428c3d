package rondo.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Model;
import rondo.core.Rated;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Spelling;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.engine.Answering;
import rondo.engine.Rondo;
import rondo.engine.work.Workers;

/**
 * A trained model at work, with the texts of its task.
 *
 * @param reading options of the task, as the texts have them
 */
record Trained<I, O>(
    TaskType<I, O> type,
    Model<I, O> model,
    Settings reading,
    Runner runner,
    Workers workers,
    Texts<I, O> texts)
    implements AutoCloseable {
  /**
   * A model file, run as {@code rondo} runs models, answering so many pieces side by side.
   *
   * @param otherwise options of its task with other values than the training gave them
   */
  static Trained<?, ?> open(Rondo rondo, Path file, int threads, Map<String, String> otherwise) {
    Model<?, ?> model = rondo.model(file);
    TaskType<?, ?> type = rondo.plugins().task(model.spec().task().type());
    return open(rondo, type, model, threads, otherwise);
  }

  private static <I, O> Trained<I, O> open(
      Rondo rondo,
      TaskType<I, O> type,
      Model<?, ?> stored,
      int threads,
      Map<String, String> otherwise) {
    SortedMap<String, String> answering = new TreeMap<>();
    Settings reading = stored.spec().task().options();
    for (Map.Entry<String, String> each : otherwise.entrySet()) {
      String name = each.getKey();
      if (type.answering().names().contains(name)) {
        answering.put(name, each.getValue());
        reading = reading.with(name, each.getValue());
      } else if (type.reading().names().contains(name)) {
        reading = reading.with(name, each.getValue());
      } else {
        throw new UsageException(refusal(type, name));
      }
    }
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    Model<I, O> model = rondo.answering((Model<I, O>) stored, answering);
    return new Trained<>(
        type, model, reading, rondo.runner(model), Workers.of(threads), type.texts(reading));
  }

  private static String refusal(TaskType<?, ?> type, String name) {
    List<String> free = type.reading().and(type.answering()).names();
    String all = free.isEmpty() ? "nothing" : String.join(", ", free);
    return type.options().names().contains(name)
        ? "'task.%s' was settled when the model was trained; what can be said anew: %s"
            .formatted(name, all)
        : "task '%s' has no option '%s'; what can be said anew: %s.%s"
            .formatted(type.name(), name, all, Spelling.hint(name, free));
  }

  /** The answers, in the order of the inputs. */
  List<O> answer(List<I> inputs) {
    return Answering.answer(model.task(), inputs, runner, workers);
  }

  /** The same with how sure the model is of each, if its task can tell. */
  List<Rated<O>> rate(List<I> inputs) {
    return Answering.answer(inputs, workers, some -> model.task().rate(some, runner));
  }

  @Override
  public void close() {
    workers.close();
    runner.close();
  }
}
