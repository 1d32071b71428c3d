package rondo.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import rondo.core.Runner;
import rondo.core.Task;
import rondo.engine.work.Workers;

/**
 * Has many inputs answered side by side, in pieces of a fixed size, so that no answer depends on
 * how many threads there are.
 */
public final class Answering {
  private static final int PIECE = 128; // answered by one thread: its own batches, its own order

  private Answering() {}

  /** The answers, in the order of the inputs. */
  public static <I, O> List<O> answer(
      Task<I, O> task, List<I> inputs, Runner runner, Workers workers) {
    return answer(inputs, workers, piece -> task.answer(piece, runner));
  }

  /** The answers to each piece, in the order of the inputs. */
  public static <I, O> List<O> answer(
      List<I> inputs, Workers workers, Function<List<I>, List<O>> answer) {
    int count = (inputs.size() + PIECE - 1) / PIECE;
    List<List<O>> answers = new ArrayList<>(Collections.nCopies(count, List.of()));
    workers.run(
        count,
        i -> {
          int from = i * PIECE;
          List<I> piece = inputs.subList(from, Math.min(inputs.size(), from + PIECE));
          answers.set(i, answer.apply(piece));
        });
    return answers.stream().flatMap(List::stream).toList();
  }
}
