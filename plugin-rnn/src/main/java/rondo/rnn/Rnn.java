package rondo.rnn;

import java.util.List;
import java.util.Set;
import rondo.core.Activation;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Gates;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Packing;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Stepwise;
import rondo.core.Unrolled;
import rondo.core.Weights;
import rondo.core.graph.OperatorCell;
import rondo.core.graph.RecurrentOperator;

/**
 * The simple recurrent cell of Elman 1990.
 *
 * <pre>
 * h = f(x W + h[t-1] R + b)
 * </pre>
 */
final class Rnn implements Stepwise, OperatorCell {
  private final CellType type;
  private final CellSpec spec;
  private final Activation f;
  private final float clip;
  private final Param W; // H x I
  private final Param R; // H x H
  private final Param b; // 1 x 2H = [Wb | Rb]

  Rnn(CellType type, CellSpec spec, Weights weights) {
    this.type = type;
    this.spec = spec;
    f = Activation.parse(spec.options().text("activation"));
    clip = (float) spec.options().real("clip", 0, Float.MAX_VALUE);
    int I = spec.inputSize();
    int H = spec.hiddenSize();
    Init uniform = Init.uniform(1 / Math.sqrt(H));
    W = weights.matrix("W", H, I, uniform);
    R = weights.matrix("R", H, H, uniform);
    b = weights.matrix("b", 1, 2 * H, Init.ZEROS);
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
    int H = spec.hiddenSize();
    return new Ports(spec.inputSize(), H, List.of(H), true);
  }

  @Override
  public RecurrentOperator.Parts parts() {
    return new RecurrentOperator.Parts(W, R, b, List.of(), List.of(f), clip, Set.of());
  }

  @Override
  public Unrolled unrolled(Packing rows, Pass pass) {
    return new Steps(rows, pass);
  }

  /** The equations at work on N rows of B examples, and their mirror. */
  private final class Steps extends Unrolled {
    private final int H = spec.hiddenSize();
    private final Matrix h = state(0); // (B+N) x H: sums first, then states
    private final Gates gates; // of h
    private final Matrix bias; // 1 x H: Wb + Rb
    private Matrix da = Matrix.NONE; // N x H

    Steps(Packing rows, Pass pass) {
      super(Rnn.this, rows, pass);
      gates = new Gates(h, clip, pass);
      Matrix halves = b.value().reshaped(2, H);
      bias = pass.take(1, H).set(halves.rows(0, 1)).add(halves.rows(1, 1));
    }

    @Override
    protected void project(Matrix x, int row) {
      int n = x.rows();
      k.project(x, W, h.rows(rows.batch() + row, n).repeat(bias)); // h = Wb + Rb + x Wᵀ
    }

    @Override
    protected Matrix sums() {
      return h.rows(rows.batch(), rows.rows());
    }

    @Override
    protected void step(int t) {
      int n = rows.alive(t);
      int after = rows.after(t);
      k.project(h.rows(rows.before(t), n), R, h.rows(after, n)); // h += h[t-1] Rᵀ
      gates.squash(f, h.at(after), n * H); // h = f(h)
    }

    @Override
    protected void turn() {
      da = pass.take(rows.rows(), H);
    }

    @Override
    protected void back(int t) {
      int n = rows.alive(t);
      Matrix dh = dstate(0).rows(0, n);
      Matrix d = da.rows(rows.first(t), n).set(dh); // da = dh
      gates.back(f, h.at(rows.after(t)), n * H, d.data(), d.offset()); // da *= f'(a)
      k.unproject(d, R, dh.fill(0)); // dh[t-1] = da R
    }

    @Override
    protected void unproject(int row, Matrix dx) {
      k.unproject(da.rows(row, dx.rows()), W, dx); // dx = da W
    }

    @Override
    protected void learn(Matrix x) {
      Matrix d = da.rows(0, x.rows());
      k.atb(d, x, pass.gradient(W)); // dW += daᵀ x
      k.atb(d, rows.starts(h, pass), pass.gradient(R)); // dR += daᵀ h[t-1]
      Matrix db = pass.gradient(b).reshaped(2, H);
      k.sums(d, db.rows(0, 1)); // dWb += Σ da
      k.sums(d, db.rows(1, 1)); // dRb += Σ da
    }
  }
}
