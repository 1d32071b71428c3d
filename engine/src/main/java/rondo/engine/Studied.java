package rondo.engine;

import java.util.List;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.TaskType;

/**
 * A trained model with the examples of its training, for whoever wants to know what it has learnt:
 * which answers are wrong, and how.
 *
 * <pre>{@code
 * <I, O> void look(Studied<I, O> studied) {
 *   Answered<I, O> dev = rondo.answered(studied.model(), studied.dev(), Duration.ofSeconds(3));
 * }
 * }</pre>
 *
 * @param type of the model's task
 * @param model with the best parameters that were found
 * @param data it learnt from
 * @param dev it was chosen by; may be empty
 */
public record Studied<I, O>(
    TaskType<I, O> type, Model<I, O> model, List<Example<I, O>> data, List<Example<I, O>> dev) {
  public Studied {
    data = List.copyOf(data);
    dev = List.copyOf(dev);
  }
}
