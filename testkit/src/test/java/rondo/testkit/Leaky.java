package rondo.testkit;

import java.util.List;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;

/**
 * The leaky integrator, as plain as a right cell can be: a step and an example at a time, and in
 * pieces small enough for each to be got wrong alone.
 *
 * <pre>{@code
 * h = h[t-1] u + x Wᵀ + b        u element by element
 * }</pre>
 */
class Leaky implements Cell {
  final CellType type;
  final CellSpec spec;
  final int I;
  final int H;
  final Param W; // H x I
  final Param u; // 1 x H
  final Param b; // 1 x H

  Leaky(CellType type, CellSpec spec, Weights weights) {
    this.type = type;
    this.spec = spec;
    I = spec.inputSize();
    H = spec.hiddenSize();
    float keep = (float) spec.options().real("keep", 0, 1);
    W = weights.matrix("W", H, I, Init.uniform(1 / Math.sqrt(I)));
    u = weights.matrix("u", 1, H, (m, noise) -> m.fill(keep));
    b = weights.matrix("b", 1, H, Init.ZEROS);
  }

  @Override
  public CellType type() {
    return type;
  }

  @Override
  public CellSpec spec() {
    return spec;
  }

  @Override
  public Ports ports() {
    return new Ports(I, H, List.of(H), true);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    check(in);
    Matrix h = states(in, pass);
    Flow out = new Flow(outputs(h, in.sequence(), pass), end(h, in.sequence(), pass));
    return new Trace(out, gradient -> back(in, h, gradient.like(out, pass), pass));
  }

  void check(Flow in) {
    requireWidth(in.sequence(), "cell 'leaky'");
  }

  /** (T+1)B x H: the start, and the states after each step; past a length they stay. */
  Matrix states(Flow in, Pass pass) {
    Sequence x = in.sequence();
    int B = x.batch();
    Matrix h = pass.take((x.time() + 1) * B, H);
    h.rows(0, B).set(start(in.state(), B, pass));
    for (int t = 0; t < x.time(); t++) {
      h.rows((t + 1) * B, B).set(h.rows(t * B, B));
      for (int e = 0; e < B; e++) {
        if (x.alive(t, e)) {
          Matrix before = h.rows(t * B + e, 1);
          step(t, x.step(t).rows(e, 1), before, h.rows((t + 1) * B + e, 1), pass);
        }
      }
    }
    return h;
  }

  Matrix start(State state, int batch, Pass pass) {
    return state.or(ports().state(), batch, pass).part(0);
  }

  /** One example's step. */
  void step(int t, Matrix x, Matrix before, Matrix after, Pass pass) {
    Kernels k = pass.kernels();
    after.set(b.value()); // h = b
    addProduct(before, u.value(), after, pass); // h += h[t-1] u
    k.project(x, W, after); // h += x Wᵀ
  }

  Sequence outputs(Matrix states, Sequence x, Pass pass) {
    Matrix y = pass.zeros(x.time() * x.batch(), H);
    for (int t = 0; t < x.time(); t++) {
      for (int e = 0; e < x.batch(); e++) {
        if (x.alive(t, e)) {
          y.rows(t * x.batch() + e, 1).set(states.rows((t + 1) * x.batch() + e, 1));
        }
      }
    }
    return x.with(y);
  }

  State end(Matrix states, Sequence x, Pass pass) {
    return State.of(states.rows(x.time() * x.batch(), x.batch()));
  }

  /** The mirror of all steps; d has no NONE. */
  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
    Sequence x = in.sequence();
    int B = x.batch();
    Matrix dh = pass.take(B, H).set(d.state().part(0));
    Matrix dx = pass.zeros(x.time() * B, I);
    for (int t = x.time() - 1; t >= 0; t--) {
      for (int e = 0; e < B; e++) {
        if (x.alive(t, e)) {
          dh.rows(e, 1).add(d.sequence().step(t).rows(e, 1));
          Matrix before = states.rows(t * B + e, 1);
          back(x.step(t).rows(e, 1), before, dh.rows(e, 1), dx.rows(t * B + e, 1), pass);
        }
      }
    }
    return new Flow(x.with(dx), State.of(dh));
  }

  /** The mirror of a step: dh is the gradient of its state, and of the state before it then. */
  void back(Matrix x, Matrix before, Matrix dh, Matrix dx, Pass pass) {
    pass.kernels().unproject(dh, W, dx); // dx = dh W
    learnW(x, dh, pass);
    learnU(before, dh, pass);
    learnB(dh, pass);
    Matrix given = dh.copy();
    addProduct(given, u.value(), dh.fill(0), pass); // dh[t-1] = dh u
  }

  void learnW(Matrix x, Matrix dh, Pass pass) {
    pass.kernels().atb(dh, x, pass.gradient(W)); // dW += dhᵀ x
  }

  void learnU(Matrix before, Matrix dh, Pass pass) {
    addProduct(dh, before, pass.gradient(u), pass); // du += dh h[t-1]
  }

  void learnB(Matrix dh, Pass pass) {
    pass.gradient(b).add(dh); // db += dh
  }

  /** z += x y, element by element. */
  static void addProduct(Matrix x, Matrix y, Matrix z, Pass pass) {
    pass.kernels()
        .multiplyAdd(x.data(), x.offset(), y.data(), y.offset(), z.data(), z.offset(), z.size());
  }
}
