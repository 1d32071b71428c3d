package rondo.engine.tiny;

import java.util.List;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;

/** h[t] = W x[t] + keep h[t-1]. */
record Leak(CellType type, CellSpec spec, float keep, Param W) implements Cell {
  Leak(LeakType type, CellSpec spec, Weights weights) {
    this(
        type,
        spec,
        (float) type.options().fill(spec.options().values()).real("keep", 0, 1),
        weights.matrix("W", spec.hiddenSize(), spec.inputSize(), Init.uniform(0.5)));
  }

  @Override
  public Ports ports() {
    return new Ports(spec.inputSize(), spec.hiddenSize(), List.of(spec.hiddenSize()), true);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Sequence x = in.sequence();
    int B = x.batch();
    int H = spec.hiddenSize();
    Matrix h = pass.zeros(x.rows().rows(), H);
    pass.kernels().project(x.rows(), W, h);
    State start = in.state().or(ports().state(), B, pass);
    Matrix end = pass.take(B, H).set(start.part(0));
    for (int t = 0; t < x.time(); t++) {
      for (int b = 0; b < B; b++) {
        for (int j = 0; j < H; j++) {
          int at = h.at(t * B + b) + j;
          int last = end.at(b) + j;
          h.data()[at] = x.alive(t, b) ? h.data()[at] + keep * end.data()[last] : 0;
          end.data()[last] = x.alive(t, b) ? h.data()[at] : end.data()[last];
        }
      }
    }
    return new Trace(new Flow(x.with(h), State.of(end)), d -> back(x, d, pass));
  }

  private Flow back(Sequence x, Flow d, Pass pass) {
    int B = x.batch();
    int H = spec.hiddenSize();
    Matrix dh = d.sequence().rows();
    Matrix dend = d.state().or(ports().state(), B, pass).part(0);
    for (int t = x.time() - 1; t >= 0; t--) {
      for (int b = 0; b < B; b++) {
        for (int j = 0; j < H; j++) {
          int at = dh.at(t * B + b) + j;
          int last = dend.at(b) + j;
          dh.data()[at] = x.alive(t, b) ? dh.data()[at] + dend.data()[last] : 0;
          dend.data()[last] = x.alive(t, b) ? keep * dh.data()[at] : dend.data()[last];
        }
      }
    }
    Matrix dx = pass.zeros(x.rows().rows(), x.width());
    pass.kernels().unproject(dh, W, dx);
    pass.kernels().atb(dh, x.rows(), pass.gradient(W));
    return new Flow(x.with(dx), State.of(dend));
  }
}
