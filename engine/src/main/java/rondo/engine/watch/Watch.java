package rondo.engine.watch;

import java.util.function.Function;
import rondo.core.CellType;
import rondo.core.Matrix;
import rondo.core.Registry;
import rondo.core.State;

/** Somebody who looks at a cell while it works. */
public interface Watch {
  /** The cell begins to read sequences of these lengths. */
  Run begin(int[] lengths);

  /** One such reading, in the order in which the cell reads; the calls come one after the other. */
  interface Run {
    /** The state after step t; good until this returns. */
    default void step(int t, State after) {}

    /**
     * What goes back at step t: dL/dh[t] = dy + part 0 of dstate.
     *
     * @param dy the gradient of the output there
     * @param dstate that of the state after it, through all later steps; NONE is zeros
     */
    default void back(int t, Matrix dy, State dstate) {}

    /** All of it has gone back. */
    default void finish() {}
  }

  /** The same type; each cell that it makes from now on is watched by whoever its path asks for. */
  static CellType over(CellType type, Function<String, Watch> watches) {
    return new WatchedType(type, watches);
  }

  /** The same types, watched. */
  static Registry<CellType> over(Registry<CellType> types, Function<String, Watch> watches) {
    return new Registry<>("cell", types.all().stream().map(t -> over(t, watches)).toList());
  }
}
