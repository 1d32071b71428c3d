package rondo.engine.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.Wires;

/**
 * A recurrence as a layer: forward, in reverse, or both ways side by side, where there are cores at
 * the same time. The outputs of both directions stand beside one another; the state is theirs, one
 * direction after the other.
 */
public final class Recurrent implements Layer {
  private final Recurrence r;
  private final int directions; // directions
  private final int parts; // parts of the state of one
  private final int width; // width of the output of one
  private final Ports ports;

  public Recurrent(Recurrence r) {
    this.r = r;
    Ports one = r.cells().get(0).ports();
    directions = r.cells().size();
    parts = one.state().size();
    width = one.out();
    List<Integer> state = new ArrayList<>();
    r.cells().forEach(c -> state.addAll(c.ports().state()));
    ports = new Ports(one.in(), directions * width, state, r.direction() == Direction.FORWARD);
  }

  @Override
  public Ports ports() {
    return ports;
  }

  public Recurrence recurrence() {
    return r;
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Trace[] traces = new Trace[directions];
    Flow[] outs = new Flow[directions];
    each(
        pass,
        (d, end, own) -> {
          traces[d] = r.cells().get(d).forward(read(in, d, own), own);
          outs[d] = turned(traces[d].output(), d, own);
        });
    Flow out = join(in.sequence(), outs, pass);
    return new Trace(out, gradient -> back(in, traces, gradient, out.sequence(), pass));
  }

  private Flow back(Flow x, Trace[] traces, Flow gradient, Sequence y, Pass pass) {
    Flow[] din = new Flow[directions];
    Sequence dy = gradient.sequence();
    boolean none = dy.time() == 0;
    each(
        pass,
        (d, end, own) -> {
          Sequence part =
              none || directions == 1 ? dy : y.with(Columns.cut(own, dy.rows(), d * width, width));
          Flow out = new Flow(part, gradient.state().slice(d * parts, parts));
          din[d] = turned(traces[d].backward().apply(turned(out, d, own)), d, own);
        });
    State dstart = State.join(Arrays.stream(din).map(Flow::state).toList());
    if (x.fixed()) {
      return new Flow(Sequence.NONE, dstart);
    }
    if (directions == 2) {
      din[0].sequence().rows().add(din[1].sequence().rows()); // dx = dx forward + dx backward
    }
    return new Flow(din[0].sequence(), dstart);
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    Flow[] outs = new Flow[directions];
    each(
        pass,
        (d, end, own) -> outs[d] = turned(r.cells().get(d).predict(read(in, d, own), own), d, own));
    return join(in.sequence(), outs, pass);
  }

  private void each(Pass pass, Pass.Range body) {
    if (directions == 1) {
      body.run(0, 1, pass);
    } else {
      pass.split(directions, 1, body);
    }
  }

  /** What the d-th cell reads. */
  private Flow read(Flow in, int d, Pass pass) {
    return turned(in.with(in.state().slice(d * parts, parts)), d, pass);
  }

  private Flow turned(Flow f, int d, Pass pass) {
    if (!r.backward(d) || f.sequence().time() == 0) {
      return f;
    }
    return f.with(Columns.reverse(f.sequence(), pass));
  }

  private Flow join(Sequence x, Flow[] outs, Pass pass) {
    if (directions == 1) {
      return outs[0];
    }
    Matrix y = Columns.join(pass, outs[0].sequence().rows(), outs[1].sequence().rows());
    return new Flow(x.with(y), State.join(List.of(outs[0].state(), outs[1].state())));
  }

  @Override
  public Wires write(Graph g, Wires in) {
    return r.write(g, in);
  }
}
