package rondo.cli;

import java.nio.file.Path;
import java.util.List;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.engine.Answering;
import rondo.engine.Rondo;
import rondo.engine.work.Workers;

/** A trained model at work, with the texts of its task. */
record Trained<I, O>(Model<I, O> model, Texts<I, O> texts, Runner runner, Workers workers)
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
    return new Trained<>(model, texts, rondo.runner(model), Workers.of(threads));
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
