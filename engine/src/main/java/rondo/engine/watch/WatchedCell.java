package rondo.engine.watch;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Unroll;
import rondo.core.graph.Graph;
import rondo.core.graph.Wires;

/** A cell that runs a step at a time, so that somebody can look between the steps. */
record WatchedCell(Cell cell, Watch watch) implements Cell {
  WatchedCell {
    if (!cell.ports().streams()) {
      throw new IllegalArgumentException(
          "cell '%s' cannot be run a step at a time, so nothing between its steps can be seen"
              .formatted(cell.spec().type()));
    }
  }

  @Override
  public CellType type() {
    return cell.type();
  }

  @Override
  public CellSpec spec() {
    return cell.spec();
  }

  @Override
  public Ports ports() {
    return cell.ports();
  }

  @Override
  public Wires write(Graph graph, Wires in) {
    return new Recurrence(Direction.FORWARD, List.of(cell)).write(graph, in);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "cell '" + spec().type() + "'");
    Unroll steps = unroll(x.time(), x.lengths(), in.state(), pass);
    Matrix y = pass.take(x.rows().rows(), ports().out());
    for (int t = 0; t < x.time(); t++) {
      y.rows(t * x.batch(), x.batch()).set(steps.step(x.step(t)));
    }
    Flow out = new Flow(x.with(y), steps.state());
    return new Trace(out, gradient -> back(steps, x, gradient.like(out, pass), pass));
  }

  private Flow back(Unroll steps, Sequence x, Flow gradient, Pass pass) {
    Matrix dx = pass.take(x.rows().rows(), x.width());
    State dend = gradient.state();
    for (int t = x.time() - 1; t >= 0; t--) {
      dx.rows(t * x.batch(), x.batch()).set(steps.back(gradient.sequence().step(t), dend));
      dend = State.NONE;
    }
    State dstart = steps.finish();
    return new Flow(x.with(dx), x.time() == 0 ? dend : dstart);
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "cell '" + spec().type() + "'");
    Watch.Run run = watch.begin(x.lengths());
    State state = in.state().or(ports().state(), x.batch(), pass);
    Matrix y = pass.take(x.rows().rows(), ports().out());
    for (int t = 0; t < x.time(); t++) {
      Flow out = cell.predict(new Flow(step(x.step(t), t, x.lengths()), state), pass);
      y.rows(t * x.batch(), x.batch()).set(out.sequence().rows());
      state = out.state();
      run.step(t, state);
    }
    return new Flow(x.with(y), state);
  }

  /** Step t alone, of those that have one. */
  private static Sequence step(Matrix x, int t, int[] lengths) {
    int[] alive = new int[lengths.length];
    for (int b = 0; b < alive.length; b++) {
      alive[b] = t < lengths[b] ? 1 : 0;
    }
    return new Sequence(1, x, alive);
  }

  @Override
  public Unroll unroll(int time, int[] lengths, State start, Pass pass) {
    return new Steps(lengths, start.or(ports().state(), lengths.length, pass), pass);
  }

  /** Runs of one step, and what goes back between them. */
  private final class Steps implements Unroll {
    private final int[] lengths;
    private final Pass pass;
    private final Watch.Run run;
    private final List<Trace> taken = new ArrayList<>(); // and not taken back
    private State state;
    private State dstate = State.NONE; // of the state after the last of these

    Steps(int[] lengths, State start, Pass pass) {
      this.lengths = lengths;
      this.state = start;
      this.pass = pass;
      this.run = watch.begin(lengths);
    }

    @Override
    public Matrix step(Matrix x) {
      int t = taken.size();
      Trace trace = cell.forward(new Flow(WatchedCell.step(x, t, lengths), state), pass);
      taken.add(trace);
      state = trace.output().state();
      run.step(t, state);
      return trace.output().sequence().rows();
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public Matrix back(Matrix dy, State d) {
      int t = taken.size() - 1;
      Trace trace = taken.remove(t);
      Sequence y = trace.output().sequence();
      dstate = sum(dstate, d);
      run.back(t, dy, dstate);
      Flow din = trace.backward().apply(new Flow(y.with(dy), dstate));
      dstate = din.state();
      return din.sequence().rows();
    }

    @Override
    public State finish() {
      run.finish();
      return dstate;
    }
  }

  /** Adds b to a; NONE is zeros. */
  private static State sum(State a, State b) {
    for (int i = 0; i < b.parts().size() && !a.none(); i++) {
      a.part(i).add(b.part(i));
    }
    return a.none() ? b : a;
  }
}
