package rondo.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** A kind of cell: makes one, writes it as the operator it owns, reads it back. */
public interface CellType extends Named {
  /** The options its cells take. */
  default Options options() {
    return Options.NONE;
  }

  Cell create(CellSpec spec, Weights weights);

  /** The operator it writes and reads: a standard one, or one of its own domain. */
  OpId operator();

  /**
   * One cell run forward. ONNX's layout: X [T,B,I], states [1,B,.] → Y [T,1,B,H], states [1,B,.].
   */
  Wires node(Cell cell, Graph graph, Wires in);

  /**
   * One or two cells. Composed of forward nodes between reversals; a type whose operator knows
   * directions overrides it with a single node. X [T,B,I], states [D,B,.] → Y [T,D,B,H], states
   * [D,B,.].
   */
  default Wires node(Recurrence r, Graph g, Wires in) {
    List<Wires> outs = new ArrayList<>();
    int directions = r.cells().size();
    for (int d = 0; d < directions; d++) {
      boolean back = r.backward(d);
      List<Value> state = new ArrayList<>();
      for (Value s : in.state()) {
        state.add(directions == 1 ? s : g.op("Gather", Map.of("axis", Attr.of(0)), s, g.ints(d)));
      }
      Value x = back ? g.reverse(in.sequence(), in.lengths()) : in.sequence();
      Wires out = node(r.cells().get(d), g, new Wires(x, in.lengths(), state));
      if (back) { // ReverseSequence knows [T,B,.] only
        Value y = g.reverse(g.op("Squeeze", out.sequence(), g.ints(1)), in.lengths());
        out = new Wires(g.op("Unsqueeze", y, g.ints(1)), in.lengths(), out.state());
      }
      outs.add(out);
    }
    if (directions == 1) {
      return outs.get(0);
    }
    Wires a = outs.get(0);
    Wires b = outs.get(1);
    List<Value> states = new ArrayList<>();
    for (int i = 0; i < a.state().size(); i++) {
      states.add(g.op("Concat", Map.of("axis", Attr.of(0)), a.state().get(i), b.state().get(i)));
    }
    Value y = g.op("Concat", Map.of("axis", Attr.of(1)), a.sequence(), b.sequence());
    return new Wires(y, in.lengths(), states);
  }

  /**
   * What a node of {@link #operator} says. Refuses what it cannot compute, naming the attribute or
   * input.
   */
  Found read(Node node, Graph graph, Weights weights);

  /**
   * A node understood: its cells, whether its layout is batch-first (ONNX's {@code layout = 1}),
   * and which of its wires are what. A state that the node omits is {@link Value#NONE}.
   */
  record Found(Recurrence recurrence, boolean batchFirst, Wires in, Wires out) {
    /** The same with others in the place of its cells, made of each and what it is called. */
    public Found with(BiFunction<Cell, String, Cell> others) {
      List<Cell> cells = new ArrayList<>();
      for (int d = 0; d < recurrence.cells().size(); d++) {
        String name = recurrence.backward(d) ? "backward" : "forward";
        cells.add(others.apply(recurrence.cells().get(d), name));
      }
      return new Found(new Recurrence(recurrence.direction(), cells), batchFirst, in, out);
    }
  }
}
