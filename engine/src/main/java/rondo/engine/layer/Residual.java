package rondo.engine.layer;

import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.Wires;

/** y = x + f(x), for a layer that gives vectors as wide as those it reads (He 2016). */
public final class Residual implements Layer {
  private final Layer f;

  public Residual(Layer f) {
    Ports p = f.ports();
    if (p.in() != p.out()) {
      throw new ShapeException(
          "a residual connection needs as many outputs as inputs, the layer has %d and %d",
          p.out(), p.in());
    }
    this.f = f;
  }

  @Override
  public Ports ports() {
    return f.ports();
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Trace trace = f.forward(in, pass);
    Flow out = sum(in.sequence(), trace.output(), pass);
    return new Trace(
        out,
        gradient -> {
          Sequence dy = gradient.sequence();
          if (dy.time() == 0 || in.fixed()) {
            return trace.backward().apply(gradient);
          }
          Matrix kept = pass.take(dy.rows().rows(), dy.width()).set(dy.rows());
          Flow din = trace.backward().apply(gradient); // which may overwrite dy
          Sequence dx = din.sequence();
          kept.add(dx.rows()); // dx = dy + f'(dy)
          return new Flow(dx.with(kept), din.state());
        });
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    return sum(in.sequence(), f.predict(in, pass), pass);
  }

  private static Flow sum(Sequence x, Flow fx, Pass pass) {
    Matrix y = pass.take(x.rows().rows(), x.width()).set(x.rows());
    return new Flow(x.with(y.add(fx.sequence().rows())), fx.state());
  }

  @Override
  public Wires write(Graph g, Wires in) {
    Wires out = f.write(g, in);
    return new Wires(g.op("Add", in.sequence(), out.sequence()), out.lengths(), out.state());
  }
}
