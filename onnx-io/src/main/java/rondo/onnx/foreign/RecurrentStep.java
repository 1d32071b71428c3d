package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.layer.Recurrent;
import rondo.onnx.operator.Size;

/**
 * A recurrent node as cells.
 *
 * @param name of the node
 * @param path of its parameters
 * @param x atoms [time, batch, width], in the order in which a cell reads them
 * @param lengths atoms [batch], in the order of the graph's batch; none where the caller's hold
 * @param starts atoms [direction, batch, width], without a direction where there is one, for each
 *     part of the state; none is zeros
 * @param y [time, batch, directions * width]
 * @param ends [direction, batch, width] for each part of the state
 */
record RecurrentStep(
    String name,
    String path,
    Recurrent layer,
    Ordered x,
    Optional<Ordered> lengths,
    List<Optional<Ordered>> starts,
    Slot y,
    List<Slot> ends)
    implements Step {

  /** A view, and the order of atoms in which it is read. */
  record Ordered(View view, List<Atom> order) {}

  private int directions() {
    return layer.recurrence().cells().size();
  }

  private Atom time() {
    return x.order.get(0);
  }

  private Atom batch() {
    return x.order.get(1);
  }

  @Override
  public Runnable forward(Run run) {
    Flow in = in(run);
    Trace trace = layer.forward(in, run.pass());
    store(run, trace.output());
    return () -> back(run, in, trace);
  }

  @Override
  public void predict(Run run) {
    store(run, layer.predict(in(run), run.pass()));
  }

  private Flow in(Run run) {
    int T = run.length(time().size());
    int B = run.length(batch().size());
    Matrix rows = run.ordered(x.view, x.order).rows(layer.ports().in());
    Sequence sequence = new Sequence(T, rows, lengths(run, T, B));
    return new Flow(sequence, start(run, B), !x.view.slot().learns());
  }

  private int[] lengths(Run run, int T, int B) {
    Optional<int[]> told = run.lengths(time(), batch());
    if (lengths.isEmpty() && told.isPresent()) {
      return told.get();
    }
    int[] each = new int[B];
    long[] said = lengths.map(o -> run.wholes(o.view, o.order)).orElse(new long[0]);
    for (int b = 0; b < B; b++) {
      long n = lengths.isPresent() ? said[b] : T;
      if (n < 0 || n > T) {
        throw new ShapeException("%s: a length of %d in a sequence of %d steps", name, n, T);
      }
      each[b] = (int) n;
    }
    return each;
  }

  private State start(Run run, int B) {
    State carried = run.start(this);
    if (!carried.none() || starts.stream().allMatch(Optional::isEmpty)) {
      return carried;
    }
    List<Matrix> parts = new ArrayList<>();
    for (int d = 0; d < directions(); d++) {
      for (int i = 0; i < starts.size(); i++) {
        int width = width(i);
        int first = d * B;
        parts.add(
            starts
                .get(i)
                .map(s -> run.ordered(s.view, s.order).rows(width).rows(first, B))
                .orElseGet(() -> run.pass().zeros(B, width)));
      }
    }
    return new State(parts);
  }

  private int width(int part) {
    return layer.recurrence().cells().get(0).ports().state().get(part);
  }

  private void store(Run run, Flow out) {
    run.put(y, Block.of(out.sequence().rows()));
    run.end(this, out.state());
    int B = out.sequence().batch();
    for (int i = 0; i < ends.size(); i++) {
      if (directions() == 1) {
        run.put(ends.get(i), Block.of(out.state().part(i)));
      } else {
        Matrix both = run.pass().take(2 * B, width(i));
        both.rows(0, B).set(out.state().part(i));
        both.rows(B, B).set(out.state().part(ends.size() + i));
        run.put(ends.get(i), Block.of(both));
      }
    }
  }

  private void back(Run run, Flow in, Trace trace) {
    Sequence dy = Sequence.NONE;
    if (run.has(y)) {
      dy = in.sequence().with(run.gradient(y).rows(layer.ports().out()));
    }
    State dend = State.NONE;
    int B = in.sequence().batch();
    if (ends.stream().anyMatch(run::has)) {
      List<Matrix> parts = new ArrayList<>();
      for (int d = 0; d < directions(); d++) {
        for (int i = 0; i < ends.size(); i++) {
          parts.add(run.gradient(ends.get(i)).rows(width(i)).rows(d * B, B));
        }
      }
      dend = new State(parts);
    }
    if (dy.time() == 0 && dend.none()) {
      return;
    }
    Flow din = trace.backward().apply(new Flow(dy, dend));
    if (din.sequence().time() > 0) {
      run.add(x.view, x.order, Block.of(din.sequence().rows()));
    }
    backStart(run, din.state(), B);
  }

  private void backStart(Run run, State d, int B) {
    for (int i = 0; i < starts.size() && !d.none(); i++) {
      if (starts.get(i).isEmpty()) {
        continue;
      }
      Ordered s = starts.get(i).get();
      Matrix all = run.pass().take(directions() * B, width(i));
      for (int k = 0; k < directions(); k++) {
        all.rows(k * B, B).set(d.part(k * starts.size() + i));
      }
      run.add(s.view, s.order, Block.of(all));
    }
  }

  @Override
  public List<View> reads() {
    List<View> all = new ArrayList<>(List.of(x.view));
    lengths.ifPresent(o -> all.add(o.view));
    starts.forEach(s -> s.ifPresent(o -> all.add(o.view)));
    return all;
  }

  @Override
  public List<Slot> writes() {
    List<Slot> all = new ArrayList<>(List.of(y));
    all.addAll(ends);
    return all;
  }

  /** Those of the graph are in the order of its batch, which may be another than the caller's. */
  private Value lengths(Writing w) {
    return lengths
        .map(o -> w.graph().cast(w.grouped(o.view, List.of(o.order)), ElementType.INT32))
        .orElse(w.lengths());
  }

  @Override
  public void write(Writing w) {
    Graph g = w.graph().scope(path);
    List<Atom> width = x.order.subList(2, x.order.size());
    Value in = w.grouped(x.view, List.of(List.of(time()), List.of(batch()), width));
    Wires out = layer.write(g, new Wires(in, lengths(w), start(w, g)));
    Size steps = time().size();
    Size rows = batch().size();
    w.put(y, out.sequence(), List.of(steps, rows, Size.of(layer.ports().out())));
    w.end(this, out.state());
    for (int i = 0; i < ends.size(); i++) {
      Value one = g.op("Unsqueeze", out.state().get(i), g.ints(0));
      Value all = one;
      if (directions() == 2) {
        Value other = g.op("Unsqueeze", out.state().get(ends.size() + i), g.ints(0));
        all = g.op("Concat", Map.of("axis", Attr.of(0)), one, other);
      }
      w.put(ends.get(i), all, List.of(Size.of(directions()), rows, Size.of(width(i))));
    }
  }

  /** [B,.] for each part of each direction; none is zeros. */
  private List<Value> start(Writing w, Graph g) {
    List<Value> carried = w.start(this);
    if (!carried.isEmpty() || starts.stream().allMatch(Optional::isEmpty)) {
      return carried;
    }
    List<Value> parts = new ArrayList<>();
    for (int d = 0; d < directions(); d++) {
      for (int i = 0; i < starts.size(); i++) {
        int width = width(i);
        Value zeros = g.op("Squeeze", g.zeros(w.lengths(), width), g.ints(0));
        int at = d;
        parts.add(starts.get(i).map(s -> part(w, g, s, at)).orElse(zeros));
      }
    }
    return parts;
  }

  private Value part(Writing w, Graph g, Ordered s, int direction) {
    List<Atom> order = s.order;
    if (directions() == 1) {
      List<Size> sizes = order.stream().map(Atom::size).toList();
      int rows = sizes.indexOf(batch().size()) + 1; // behind the direction of a port, if it has one
      return w.grouped(s.view, List.of(order.subList(0, rows), order.subList(rows, order.size())));
    }
    Value all =
        w.grouped(
            s.view,
            List.of(order.subList(0, 1), order.subList(1, 2), order.subList(2, order.size())));
    return g.op("Gather", Map.of("axis", Attr.of(0)), all, g.scalar(direction));
  }

  /** Whether it can go on where it stopped. */
  boolean streams() {
    return layer.ports().streams();
  }
}
