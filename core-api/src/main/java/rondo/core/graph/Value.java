package rondo.core.graph;

/** A named edge. {@link #NONE} is an omitted input. */
public record Value(String name) {
  public static final Value NONE = new Value("");

  public boolean none() {
    return name.isEmpty();
  }
}
