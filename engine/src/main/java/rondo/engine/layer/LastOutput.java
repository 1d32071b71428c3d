package rondo.engine.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Recurrence;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * What a recurrence says of a whole sequence: the last output of each direction, side by side, as a
 * sequence of one step.
 */
public final class LastOutput implements Layer {
  private final Recurrent r;
  private final int parts; // of the state of one direction
  private final int width; // of the output of one direction
  private final Ports ports;

  public LastOutput(Recurrence recurrence) {
    r = new Recurrent(recurrence);
    Ports one = recurrence.cells().get(0).ports();
    parts = one.state().size();
    width = one.out();
    ports = new Ports(r.ports().in(), r.ports().out(), List.of(), false);
  }

  @Override
  public Ports ports() {
    return ports;
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Trace run = r.forward(in, pass);
    Flow out = last(run.output().state(), in.sequence().batch(), pass);
    return new Trace(
        out,
        gradient -> {
          Matrix d = gradient.like(out, pass).sequence().rows();
          Flow din = run.backward().apply(new Flow(Sequence.NONE, back(d, pass)));
          return Flow.of(din.sequence());
        });
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    return last(r.predict(in, pass).state(), in.sequence().batch(), pass);
  }

  private Flow last(State end, int B, Pass pass) {
    boolean both = ports.out() > width;
    Matrix y = both ? Columns.join(pass, end.part(0), end.part(parts)) : end.part(0);
    int[] one = new int[B];
    Arrays.fill(one, 1);
    return Flow.of(new Sequence(1, y, one));
  }

  /** The gradient of the last outputs as that of the end state. */
  private State back(Matrix d, Pass pass) {
    List<Integer> widths = r.ports().state();
    List<Matrix> all = new ArrayList<>();
    for (int i = 0; i < widths.size(); i++) {
      boolean output = i % parts == 0;
      all.add(
          output
              ? Columns.cut(pass, d, i / parts * width, width)
              : pass.zeros(d.rows(), widths.get(i)));
    }
    return new State(all);
  }

  @Override
  public Wires write(Graph g, Wires in) {
    List<Value> end = r.write(g, in).state();
    Value y = end.get(0);
    if (ports.out() > width) {
      y = g.op("Concat", Map.of("axis", Attr.of(-1)), y, end.get(parts));
    }
    return Wires.of(g.op("Unsqueeze", y, g.ints(0)), Pooling.ones(g, in.lengths()));
  }
}
