package rondo.core;

import java.util.List;

/**
 * Examples that were answered, by a model or by anything else, and how such answers are measured.
 *
 * @param answers in the order of the examples
 */
public record Answered<I, O>(List<Example<I, O>> examples, List<O> answers, Measure<I, O> measure) {

  /** How good answers are: that of a task is {@link Task#evaluate}. */
  @FunctionalInterface
  public interface Measure<I, O> {
    Evaluation evaluate(List<Example<I, O>> gold, List<O> answers);
  }

  public Answered {
    examples = List.copyOf(examples);
    answers = List.copyOf(answers);
    if (examples.size() != answers.size()) {
      throw new IllegalArgumentException(
          "%d answers to %d examples".formatted(answers.size(), examples.size()));
    }
  }

  /** How good the answers are. */
  public Evaluation evaluation() {
    return measure.evaluate(examples, answers);
  }
}
