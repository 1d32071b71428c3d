package rondo.core.graph;

import java.util.List;

/**
 * An input or output of a graph: its edge, element type and dimensions, each a number, a name or
 * empty for an unknown one. No dimensions is a scalar, {@link #ANY} alone an unknown rank.
 */
public record Port(Value value, ElementType type, List<String> dims) {
  public static final String ANY = "...";

  public Port {
    dims = List.copyOf(dims);
  }
}
