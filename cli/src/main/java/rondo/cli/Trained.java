package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.engine.Rondo;
import rondo.engine.work.Workers;

/** A trained model at work, with the texts of its task. */
record Trained<I, O>(Model<I, O> model, Texts<I, O> texts, Runner runner, Workers workers)
    implements AutoCloseable {
  private static final int PIECE = 128; // inputs that one thread answers together

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
    int count = (inputs.size() + PIECE - 1) / PIECE;
    List<List<O>> answers = new ArrayList<>(Collections.nCopies(count, List.of()));
    List<Runnable> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = i;
      List<I> piece = inputs.subList(i * PIECE, Math.min(inputs.size(), (i + 1) * PIECE));
      pieces.add(() -> answers.set(place, model.task().answer(piece, runner)));
    }
    workers.run(pieces);
    return answers.stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    workers.close();
    runner.close();
  }
}
