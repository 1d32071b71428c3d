package rondo.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What a layer remembers between steps: parts of one row per example. {@link #NONE} means zeros, as
 * a start and as a gradient. The first part of a cell's state is always its output at the length.
 */
public record State(List<Matrix> parts) {
  public static final State NONE = new State(List.of());

  public State {
    parts = List.copyOf(parts);
  }

  public static State of(Matrix... parts) {
    return new State(List.of(parts));
  }

  /** The states of several owners as one. */
  public static State join(List<State> states) {
    List<Matrix> all = new ArrayList<>();
    states.forEach(s -> all.addAll(s.parts));
    return new State(all);
  }

  public boolean none() {
    return parts.isEmpty();
  }

  public Matrix part(int i) {
    return parts.get(i);
  }

  /** The parts of one of several owners; of NONE, NONE. */
  public State slice(int from, int count) {
    return none() ? NONE : new State(parts.subList(from, from + count));
  }

  /** Itself after a check of its shapes, or zeros of these widths. */
  public State or(List<Integer> widths, int batch, Pass pass) {
    if (none()) {
      return new State(widths.stream().map(w -> pass.zeros(batch, w)).toList());
    }
    boolean fits = parts.size() == widths.size();
    for (int i = 0; fits && i < parts.size(); i++) {
      fits = parts.get(i).rows() == batch && parts.get(i).cols() == widths.get(i);
    }
    if (!fits) {
      throw new ShapeException(
          "a state of %s where %d rows of widths %s are needed",
          parts.stream().map(Matrix::shape).toList(), batch, widths);
    }
    return this;
  }

  /** The same values in memory of their own. */
  public State copy() {
    return new State(parts.stream().map(Matrix::copy).toList());
  }
}
