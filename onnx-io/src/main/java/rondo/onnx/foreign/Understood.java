package rondo.onnx.foreign;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import rondo.core.CellType;
import rondo.core.Init;
import rondo.core.ModelFormatException;
import rondo.core.Param;
import rondo.core.Weights;

/**
 * A graph that was read until nothing new was learnt about its lengths and its branches.
 *
 * @param plain the graph that was read, and what became of the nodes that it has no more
 */
record Understood(Reading reading, Folding.Plain plain) {
  private static final int MOST = 200; // readings; each learns something

  static Understood of(
      Folding.Plain plain, Collection<CellType> cells, Weights weights, Set<String> zeros) {
    Unknowns unknowns = new Unknowns();
    Weights once = new Once(weights, new HashMap<>());
    Folding.Plain now = plain;
    for (int i = 0; i < MOST; i++) {
      Reading reading = new Reading(now.graph(), cells, once, unknowns, zeros);
      try {
        reading.read();
        return new Understood(reading, now);
      } catch (Unknowns.Again e) {
        now = plain; // what was decided may have been so for an example only
      } catch (Recognisers.Decided e) {
        now = now.decided(e.node, e.condition);
      }
    }
    throw new ModelFormatException("the lengths of the graph's axes contradict each other");
  }

  /** Parameters that are made when they are first asked for, and found again by later readings. */
  private record Once(Weights weights, Map<String, Param> made) implements Weights {
    @Override
    public String path() {
      return weights.path();
    }

    @Override
    public Weights in(String scope) {
      return new Once(weights.in(scope), made);
    }

    @Override
    public Param matrix(String name, int rows, int cols, Init init) {
      Param known = made.get(path() + "/" + name);
      if (known != null && known.value().rows() == rows && known.value().cols() == cols) {
        return known;
      }
      Param fresh = weights.matrix(name, rows, cols, init);
      made.put(path() + "/" + name, fresh);
      return fresh;
    }
  }
}
