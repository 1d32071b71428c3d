package org.example.indrnn;

import static rondo.core.Activation.RELU;

import java.util.List;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Packing;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Stepwise;
import rondo.core.Unrolled;
import rondo.core.Weights;

/**
 * The independently recurrent network of Li et al. 2018: each unit remembers itself alone.
 *
 * <pre>{@code
 * h = relu(x Wᵀ + h[t-1] u + b)        u element by element
 * }</pre>
 */
final class IndRnn implements Stepwise {
  private final CellType type;
  private final CellSpec spec;
  private final Ports ports;
  final Param W; // H x I
  final Param u; // 1 x H
  final Param b; // 1 x H

  IndRnn(CellType type, CellSpec spec, Weights weights) {
    this.type = type;
    this.spec = spec;
    int I = spec.inputSize();
    int H = spec.hiddenSize();
    double most = spec.options().real("recurrent", 0, 2);
    ports = new Ports(I, H, List.of(H), true);
    W = weights.matrix("W", H, I, Init.uniform(1 / Math.sqrt(I)));
    u = weights.matrix("u", 1, H, Init.uniform(most));
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
    return ports;
  }

  @Override
  public Unrolled unrolled(Packing rows, Pass pass) {
    return new Steps(rows, pass);
  }

  /** The equation at work on N rows of B examples, and its mirror. */
  private final class Steps extends Unrolled {
    private final int H = spec.hiddenSize();
    private final Matrix h = state(0); // (B+N) x H: the start, then each step's rows
    private Matrix da = Matrix.NONE; // N x H

    Steps(Packing rows, Pass pass) {
      super(IndRnn.this, rows, pass);
    }

    @Override
    protected void project(Matrix x, int row) {
      k.project(x, W, h.rows(rows.batch() + row, x.rows()).repeat(b.value())); // h = b + x Wᵀ
    }

    @Override
    protected Matrix sums() {
      return h.rows(rows.batch(), rows.rows());
    }

    @Override
    protected void step(int t) {
      int n = rows.alive(t);
      Matrix before = h.rows(rows.before(t), n);
      Matrix after = h.rows(rows.after(t), n);
      addProduct(before, u.value(), after); // h += h[t-1] u
      RELU.apply(k, after.data(), after.offset(), n * H); // h = relu(h)
    }

    @Override
    protected void turn() {
      da = pass.take(rows.rows(), H);
    }

    @Override
    protected void back(int t) {
      int n = rows.alive(t);
      Matrix after = h.rows(rows.after(t), n);
      Matrix dh = dstate(0).rows(0, n);
      Matrix d = da.rows(rows.first(t), n).set(dh); // da = dh
      RELU.back(k, after.data(), after.offset(), d.data(), d.offset(), n * H); // da *= relu'(a)
      addProduct(d, u.value(), dh.fill(0)); // dh[t-1] = da u
    }

    @Override
    protected void unproject(int row, Matrix dx) {
      k.unproject(da.rows(row, dx.rows()), W, dx); // dx = da W
    }

    @Override
    protected void learn(Matrix x) {
      Matrix d = da.rows(0, x.rows());
      k.sums(d, pass.gradient(b)); // db += Σ da
      k.atb(d, x, pass.gradient(W)); // dW += daᵀ x
      Matrix starts = rows.starts(h, pass); // N x H: h[t-1] of each row
      k.multiply(
          d.data(), d.offset(), starts.data(), starts.offset(), d.data(), d.offset(), d.size());
      k.sums(d, pass.gradient(u)); // du += Σ da h[t-1]
    }

    /** z += x u, element by element, u the same for each row. */
    private void addProduct(Matrix x, Matrix u, Matrix z) {
      for (int r = 0; r < x.rows(); r++) {
        k.multiplyAdd(x.data(), x.at(r), u.data(), u.offset(), z.data(), z.at(r), H);
      }
    }
  }
}
