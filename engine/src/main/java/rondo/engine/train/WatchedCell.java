package rondo.engine.train;

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

/** A cell that runs a step at a time, so that the gradient can be seen between the steps. */
record WatchedCell(Cell cell, GradientProbe.Watch watch) implements Cell {
  WatchedCell {
    if (!cell.ports().streams()) {
      throw new IllegalArgumentException(
          "cell '%s' cannot be run a step at a time, so no gradient between its steps can be seen"
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
    return cell.predict(in, pass);
  }

  @Override
  public Unroll unroll(int time, int[] lengths, State start, Pass pass) {
    return new Steps(lengths, start.or(ports().state(), lengths.length, pass), pass);
  }

  /** Runs of one step, and what goes back between them. */
  private final class Steps implements Unroll {
    private final int[] lengths;
    private final Pass pass;
    private final List<Trace> taken = new ArrayList<>(); // and not taken back
    private State state;
    private State dstate = State.NONE; // of the state after the last of these
    private double[][] norms = {}; // of each example, of each of its steps

    Steps(int[] lengths, State start, Pass pass) {
      this.lengths = lengths;
      this.state = start;
      this.pass = pass;
    }

    @Override
    public Matrix step(Matrix x) {
      int[] alive = new int[lengths.length];
      for (int b = 0; b < alive.length; b++) {
        alive[b] = taken.size() < lengths[b] ? 1 : 0;
      }
      Trace trace = cell.forward(new Flow(new Sequence(1, x, alive), state), pass);
      taken.add(trace);
      state = trace.output().state();
      return trace.output().sequence().rows();
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public Matrix back(Matrix dy, State d) {
      int t = taken.size() - 1;
      if (norms.length == 0) {
        turn();
      }
      Trace trace = taken.remove(t);
      Sequence y = trace.output().sequence();
      dstate = sum(dstate, d);
      look(t, dy);
      Flow din = trace.backward().apply(new Flow(y.with(dy), dstate));
      dstate = din.state();
      return din.sequence().rows();
    }

    private void turn() {
      norms = new double[lengths.length][];
      for (int b = 0; b < norms.length; b++) {
        norms[b] = new double[Math.min(lengths[b], taken.size())];
      }
    }

    /** dL/dh[t] = dy[t] + dstate part 0. */
    private void look(int t, Matrix dy) {
      for (int b = 0; b < norms.length; b++) {
        if (t < norms[b].length) {
          double squares = 0;
          for (int j = 0; j < dy.cols(); j++) {
            float later = dstate.none() ? 0 : dstate.part(0).get(b, j);
            float dh = dy.get(b, j) + later;
            squares += (double) dh * dh;
          }
          norms[b][t] = Math.sqrt(squares);
        }
      }
    }

    @Override
    public State finish() {
      if (norms.length == 0) {
        turn(); // not a step was taken
      }
      for (double[] each : norms) {
        watch.add(each);
      }
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
