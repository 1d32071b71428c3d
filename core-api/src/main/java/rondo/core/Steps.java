package rondo.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Unrolls any cell by runs of length one. */
final class Steps implements Unroll {
  private final Cell cell;
  private final int[] lengths;
  private final Pass pass;
  private final Deque<Trace> taken = new ArrayDeque<>();
  private State state;
  private State dstate = State.NONE;
  private int t;

  Steps(Cell cell, int[] lengths, State start, Pass pass) {
    this.cell = cell;
    this.lengths = lengths;
    this.state = start;
    this.pass = pass;
  }

  @Override
  public Matrix step(Matrix x) {
    int[] alive = new int[lengths.length];
    for (int b = 0; b < alive.length; b++) {
      alive[b] = t < lengths[b] ? 1 : 0;
    }
    t++;
    Trace trace = cell.forward(new Flow(new Sequence(1, x, alive), state), pass);
    taken.push(trace);
    state = trace.output().state();
    return trace.output().sequence().rows();
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Matrix back(Matrix dy, State d) {
    Trace trace = taken.pop();
    State whole = sum(dstate, d);
    Flow din = trace.backward().apply(new Flow(trace.output().sequence().with(dy), whole));
    dstate = din.state();
    return din.sequence().rows();
  }

  private static State sum(State a, State b) {
    if (a.none() || b.none()) {
      return a.none() ? b : a;
    }
    List<Matrix> parts = new ArrayList<>();
    for (int i = 0; i < a.parts().size(); i++) {
      parts.add(a.part(i).add(b.part(i)));
    }
    return new State(parts);
  }

  @Override
  public State finish() {
    return dstate;
  }
}
