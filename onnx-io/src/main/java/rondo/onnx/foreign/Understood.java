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
import rondo.core.graph.Graph;

/** Reads a graph until nothing new is learnt about its lengths. */
final class Understood {
  private static final int MOST = 200; // readings; each learns something

  private Understood() {}

  static Reading of(Graph graph, Collection<CellType> cells, Weights weights, Set<String> zeros) {
    Unknowns unknowns = new Unknowns();
    Weights once = new Once(weights, new HashMap<>());
    for (int i = 0; i < MOST; i++) {
      Reading reading = new Reading(graph, cells, once, unknowns, zeros);
      try {
        reading.read();
        return reading;
      } catch (Unknowns.Again e) {
        continue;
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
