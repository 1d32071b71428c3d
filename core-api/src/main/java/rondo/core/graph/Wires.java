package rondo.core.graph;

import java.util.List;

/**
 * The picture of a flow: sequence [T,B,I], lengths [B] of 32-bit integers, state parts [B,.]; no
 * state is zeros.
 */
public record Wires(Value sequence, Value lengths, List<Value> state) {
  public Wires {
    state = List.copyOf(state);
  }

  public static Wires of(Value sequence, Value lengths) {
    return new Wires(sequence, lengths, List.of());
  }
}
