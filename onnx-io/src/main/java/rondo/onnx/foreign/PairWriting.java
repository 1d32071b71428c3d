package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Network.CarriedWires;
import rondo.core.Network.ScoredWires;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.onnx.foreign.RecurrentStep.Ordered;
import rondo.onnx.operator.Size;

/** The picture of an encoder and a step of a decoder. */
final class PairWriting {
  private PairWriting() {}

  /** What an encoder that is written gives a decoder. */
  static CarriedWires started(Writing w, PairPorts ports) {
    Graph g = w.graph();
    List<Value> state = new ArrayList<>();
    for (PairPorts.Carry each : ports.states()) {
      state.add(
          each.start()
              .map(o -> rows(w, o))
              .orElseGet(() -> g.op("Squeeze", g.zeros(w.lengths(), each.width()), g.ints(0))));
    }
    List<Wires> memory = new ArrayList<>();
    for (PairPorts.Look each : ports.memories()) {
      List<Atom> order = each.from().order();
      List<List<Atom>> groups =
          List.of(order.subList(0, 1), order.subList(1, 2), order.subList(2, order.size()));
      Value there = w.grouped(each.from().view(), groups); // [S,B,W]
      Value n = g.op("Unsqueeze", g.cast(w.lengths(), ElementType.INT64), g.ints(0, 2)); // [1,B,1]
      Value s = g.op("Unsqueeze", MaskStep.places(g, there, 0), g.ints(1, 2)); // [S,1,1]
      Value own = g.op("Where", g.op("Less", s, n), there, g.scalar(0f));
      memory.add(Wires.of(own, w.lengths()));
    }
    return new CarriedWires(state, memory);
  }

  /** [B,.]. */
  private static Value rows(Writing w, Ordered o) {
    List<Atom> order = o.order();
    return w.grouped(o.view(), List.of(order.subList(0, 1), order.subList(1, order.size())));
  }

  /** A step of one token for each row. */
  static ScoredWires scored(
      Writing w, PairStep step, PairPorts ports, Value ids, CarriedWires carried) {
    Graph g = w.graph();
    tokens(w, ports, ids);
    for (int i = 0; i < ports.states().size(); i++) {
      feed(w, ports.states().get(i).in(), 1, carried.state().get(i));
    }
    for (int i = 0; i < ports.memories().size(); i++) {
      Wires each = carried.memory().get(i);
      Value n = many(g, w.lengths(), each.lengths());
      feed(w, ports.memories().get(i).in(), 2, tiled(g, each.sequence(), n));
      Value lengths = g.op("Tile", each.lengths(), n);
      Value wide = g.cast(lengths, ElementType.INT64);
      w.put(step.masks().slot(), wide, List.of(ports.batch()));
      for (View v : ports.lengths()) {
        Value typed = IdPorts.typed(g, wide, ElementType.INT64, v.slot().type());
        w.put(v.slot(), typed, List.of(ports.batch()));
      }
    }
    step.program().write(w);
    List<Value> next = new ArrayList<>();
    for (int i = 0; i < ports.states().size(); i++) {
      Value same = carried.state().get(i);
      next.add(ports.states().get(i).next().map(o -> rows(w, o)).orElse(same));
    }
    List<Atom> order = ports.scores().order();
    int last = ports.scores().view().axes().get(ports.scores().view().rank() - 1).size();
    int row = order.size() - last - 1;
    List<List<Atom>> groups =
        List.of(
            order.subList(0, row),
            order.subList(row, row + 1),
            order.subList(row + 1, order.size()));
    return new ScoredWires(w.grouped(ports.scores().view(), groups), Value.NONE, next);
  }

  /** [T,R] of a single token as the step reads it. */
  private static void tokens(Writing w, PairPorts ports, Value ids) {
    Graph g = w.graph();
    View view = ports.tokens();
    List<Size> sizes = view.base().stream().map(Atom::size).toList();
    long[] shape = sizes.stream().mapToLong(s -> s.equals(ports.batch()) ? -1 : 1).toArray();
    Value there = g.op("Reshape", ids, g.ints(shape));
    w.put(view.slot(), IdPorts.typed(g, there, ElementType.INT64, view.slot().type()), sizes);
  }

  /** Puts a value whose first axes are of unknown lengths where a port finds it. */
  private static void feed(Writing w, Ordered port, int unknown, Value v) {
    Graph g = w.graph();
    List<Atom> order = port.order();
    long[] shape = new long[order.size()]; // 0: as long as it is
    for (int i = unknown; i < shape.length; i++) {
      shape[i] = order.get(i).size().number();
    }
    Value there = g.op("Reshape", v, g.ints(shape));
    List<Atom> base = port.view().base();
    if (!order.equals(base)) {
      List<Long> perm = base.stream().map(a -> (long) order.indexOf(a)).toList();
      there = g.op("Transpose", Map.of("perm", new Attr.Ints(perm)), there);
    }
    w.put(port.view().slot(), there, base.stream().map(Atom::size).toList());
  }

  // several rows for each example of a source

  /** [1]: how many. */
  private static Value many(Graph g, Value rows, Value examples) {
    return g.op("Div", g.op("Shape", rows), g.op("Shape", examples));
  }

  /** [S,B,W] to [S,n·B,W]. */
  private static Value tiled(Graph g, Value memory, Value n) {
    Value times = g.op("Concat", Map.of("axis", Attr.of(0)), g.ints(1), n, g.ints(1));
    return g.op("Tile", memory, times);
  }
}
