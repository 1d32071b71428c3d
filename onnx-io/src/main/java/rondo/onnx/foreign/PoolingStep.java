package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.core.Flow;
import rondo.core.Sequence;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.Wires;
import rondo.engine.layer.Pooling;
import rondo.onnx.foreign.RecurrentStep.Ordered;
import rondo.onnx.operator.Size;

/**
 * All steps of a sequence as one vector, each example's up to its length.
 *
 * @param x atoms [time, batch, width]
 * @param out [batch, width]
 */
record PoolingStep(Pooling layer, Ordered x, Slot out) implements Step {
  @Override
  public Runnable forward(Run run) {
    Sequence in = in(run);
    Trace trace = layer.forward(Flow.of(in), run.pass());
    Sequence y = trace.output().sequence();
    run.put(out, Block.of(y.rows()));
    return () -> {
      if (run.has(out)) {
        Flow dy = Flow.of(y.with(run.gradient(out).rows(layer.ports().out())));
        run.add(x.view(), x.order(), Block.of(trace.backward().apply(dy).sequence().rows()));
      }
    };
  }

  private Sequence in(Run run) {
    Atom time = x.order().get(0);
    Atom batch = x.order().get(1);
    int T = run.length(time.size());
    int[] whole = new int[run.length(batch.size())];
    Arrays.fill(whole, T);
    int[] lengths = run.lengths(time, batch).orElse(whole);
    return new Sequence(T, run.ordered(x.view(), x.order()).rows(layer.ports().in()), lengths);
  }

  @Override
  public List<View> reads() {
    return List.of(x.view());
  }

  @Override
  public List<Slot> writes() {
    return List.of(out);
  }

  @Override
  public void write(Writing w) {
    Graph g = w.graph();
    List<List<Atom>> groups = new ArrayList<>();
    groups.add(x.order().subList(0, 1));
    groups.add(x.order().subList(1, 2));
    groups.add(x.order().subList(2, x.order().size()));
    Wires one = layer.write(g, Wires.of(w.grouped(x.view(), groups), w.lengths()));
    Size rows = x.order().get(1).size();
    w.put(
        out,
        g.op("Squeeze", one.sequence(), g.ints(0)),
        List.of(rows, Size.of(layer.ports().out())));
  }
}
