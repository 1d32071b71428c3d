package rondo.engine.watch;

import java.util.List;
import rondo.core.Matrix;

/**
 * What one cell remembered after each step.
 *
 * @param cell where its parameters stand, such as {@code network/layer0/forward}
 * @param source whether it read what is encoded first, such as the text that is translated
 * @param sequences one where the cell reads the steps of the text itself, several where it reads
 *     what lies within them, such as the letters of words
 */
public record CellStates(String cell, boolean source, List<States> sequences) {
  public CellStates {
    sequences = List.copyOf(sequences);
  }

  /**
   * The states of one sequence, in the order of the text, also where the cell reads it from its
   * end.
   *
   * @param parts of the state, a row for each step; the first is the output h
   */
  public record States(List<Matrix> parts) {
    public States {
      parts = List.copyOf(parts);
    }

    public Matrix part(int i) {
      return parts.get(i);
    }

    /** How many steps there are. */
    public int time() {
      return parts.get(0).rows();
    }
  }
}
