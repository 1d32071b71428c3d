package rondo.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rondo.core.Model;
import rondo.core.Option;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Spelling;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.engine.Answering;
import rondo.engine.Rondo;
import rondo.engine.work.Workers;

/** A trained model at work, with the texts of its task. */
record Trained<I, O>(
    TaskType<I, O> type, Model<I, O> model, Texts<I, O> texts, Runner runner, Workers workers)
    implements AutoCloseable {
  /** A model file, run as {@code rondo} runs models, answering so many pieces side by side. */
  static Trained<?, ?> open(Rondo rondo, Path file, int threads) {
    Model<?, ?> model = rondo.model(file);
    return open(rondo, rondo.plugins().task(model.spec().task().type()), model, threads);
  }

  private static <I, O> Trained<I, O> open(
      Rondo rondo, TaskType<I, O> type, Model<?, ?> stored, int threads) {
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    Model<I, O> model = (Model<I, O>) stored;
    Texts<I, O> texts = type.texts(model.spec().task().options());
    return new Trained<>(type, model, texts, rondo.runner(model), Workers.of(threads));
  }

  /** The same, reading data that are written otherwise than those it was trained on. */
  Trained<I, O> reading(Map<String, String> otherwise) {
    Settings options = model.spec().task().options();
    List<String> free = type.reading().all().stream().map(Option::name).toList();
    for (Map.Entry<String, String> each : otherwise.entrySet()) {
      String name = each.getKey();
      if (!free.contains(name)) {
        throw new UsageException(refusal(name, free));
      }
      options = options.with(name, each.getValue());
    }
    return new Trained<>(type, model, type.texts(options), runner, workers);
  }

  private String refusal(String name, List<String> free) {
    String all = free.isEmpty() ? "nothing" : String.join(", ", free);
    boolean fixed = type.options().all().stream().anyMatch(o -> o.name().equals(name));
    return fixed
        ? "'task.%s' was settled when the model was trained; of its data can be said: %s"
            .formatted(name, all)
        : "task '%s' has no option '%s'; of its data can be said: %s.%s"
            .formatted(type.name(), name, all, Spelling.hint(name, free));
  }

  /** The answers, in the order of the inputs. */
  List<O> answer(List<I> inputs) {
    return Answering.answer(model.task(), inputs, runner, workers);
  }

  @Override
  public void close() {
    workers.close();
    runner.close();
  }
}
