package rondo.core;

import java.util.List;

/**
 * What a use carries from call to call: a state, which moves, and a memory, which does not. Row r
 * reads the memory of example {@code owner[r]}, so hypotheses are reordered without copying it.
 */
public record Carried(State state, List<Sequence> memory, int[] owner) {
  public static final Carried NONE = new Carried(State.NONE, List.of(), new int[0]);

  public Carried with(State next) {
    return new Carried(next, memory, owner);
  }
}
