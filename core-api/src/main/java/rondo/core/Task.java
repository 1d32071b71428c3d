package rondo.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rondo.core.graph.Graph;

/**
 * A fitted task: user values to columns, hidden vectors to a loss, scores to answers. Knows no cell
 * and no runtime.
 */
public interface Task<I, O> {
  TaskSpec spec();

  /**
   * One pass over the data. Each element is a step: parts that run side by side, and may each
   * continue the same part of the step before. With {@link Noise#NONE} the data keep their order.
   */
  Stream<List<Batch>> epoch(List<Example<I, O>> data, Plan plan, Noise order);

  /** The loss of a part, sent through the head and back to the hidden vectors. */
  Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass);

  /** The answers, in the order of the inputs. */
  List<O> answer(List<I> inputs, Runner runner);

  /** The same answers, and how sure the model is of each; of a task that can tell. */
  default List<Rated<O>> rate(List<I> inputs, Runner runner) {
    return answer(inputs, runner).stream().map(a -> new Rated<>(a, List.of())).toList();
  }

  /** What is read and written at each step; {@link Script#NONE} where there are no words for it. */
  default Script script(I input, O answer) {
    return Script.NONE;
  }

  /** How many of the words of such inputs it knows; nothing where it does not tell words apart. */
  default Optional<Known> known(List<I> inputs) {
    return Optional.empty();
  }

  /** How good these answers are. */
  Evaluation evaluate(List<Example<I, O>> gold, List<O> answers);

  /**
   * Conducts the export: graph by file name stem; {@code ""} is the only file of a form that needs
   * one. What a task has no exact graph for it refuses in a sentence that names the feature.
   */
  Map<String, Graph> write(Network network, Form form);

  /** What is handed in, and what comes out. */
  enum Form {
    /** One graph that answers to columns of ids. */
    ANSWER,
    /** What a driver of steps needs. */
    STEPS,
    /** One graph that answers to raw text: a string in, tokens and answers out. */
    TEXT
  }

  /**
   * How data become steps.
   *
   * @param rows examples a step
   * @param part examples a part
   * @param time tokens before truncated BPTT cuts
   */
  record Plan(int rows, int part, int time) {
    public Plan {
      if (rows < 1 || part < 1 || time < 1) {
        throw new IllegalArgumentException(
            "a plan needs at least one row, part and step: " + rows + ", " + part + ", " + time);
      }
    }
  }
}
