package rondo.engine.watch;

import java.util.List;
import rondo.core.Script;

/**
 * What went on in a model's cells while it read an input.
 *
 * @param answer what the model answers
 * @param script what was read and written at each step, where the task has names for it
 * @param cells in the order in which they were made; none if the input was too long to be read at
 *     once
 */
public record Traced<O>(O answer, Script script, List<CellStates> cells) {
  public Traced {
    cells = List.copyOf(cells);
  }
}
