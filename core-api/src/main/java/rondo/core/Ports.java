package rondo.core;

import java.util.List;

/**
 * Widths in and out, the widths of the state's parts, and whether a sequence may come a piece at a
 * time.
 */
public record Ports(int in, int out, List<Integer> state, boolean streams) {
  public Ports {
    state = List.copyOf(state);
  }
}
