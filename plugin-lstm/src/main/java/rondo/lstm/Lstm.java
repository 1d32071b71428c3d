package rondo.lstm;

import java.util.Arrays;
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
 * Long short-term memory: Hochreiter and Schmidhuber 1997, with the forget gates of Gers,
 * Schmidhuber and Cummins 2000 and, where asked for, the peepholes of Gers and Schmidhuber 2000 or
 * the coupled gates of Greff et al. 2017.
 *
 * <pre>
 * i = σ(x Wi + h[t-1] Ri + bi + pi c[t-1])        what enters
 * o = σ(x Wo + h[t-1] Ro + bo + po c[t])          what leaves
 * f = σ(x Wf + h[t-1] Rf + bf + pf c[t-1])        what stays; 1 - i where coupled
 * z = g(x Wc + h[t-1] Rc + bc)                    what is offered
 * c = f c[t-1] + i z
 * h = o h(c)
 * </pre>
 */
final class Lstm implements Stepwise, OperatorCell {
  private final CellType type;
  private final CellSpec spec;
  private final Activation sigma; // of the gates; ONNX's f
  private final Activation g; // of what is offered
  private final Activation out; // of the memory; ONNX's h
  private final float clip;
  private final boolean coupled;
  private final Param W; // 4H x I, gates i,o,f,c, as in ONNX
  private final Param R; // 4H x H, gates i,o,f,c
  private final Param b; // 1 x 8H = [Wb | Rb], each i,o,f,c
  private final List<Param> P; // 1 x 3H, peepholes i,o,f; or none

  Lstm(CellType type, CellSpec spec, Weights weights) {
    this.type = type;
    this.spec = spec;
    List<Activation> functions = Activation.parseAll(spec.options().text("activations"), 3);
    sigma = functions.get(0);
    g = functions.get(1);
    out = functions.get(2);
    clip = (float) spec.options().real("clip", 0, Float.MAX_VALUE);
    coupled = spec.options().flag("coupled");
    float forget = (float) spec.options().real("forget-bias", -100, 100);
    int I = spec.inputSize();
    int H = spec.hiddenSize();
    Init uniform = Init.uniform(1 / Math.sqrt(H));
    W = weights.matrix("W", 4 * H, I, uniform);
    R = weights.matrix("R", 4 * H, H, uniform);
    b = weights.matrix("b", 1, 8 * H, (m, noise) -> m.reshaped(8, H).rows(2, 1).fill(forget));
    P =
        spec.options().flag("peepholes")
            ? List.of(weights.matrix("P", 1, 3 * H, uniform))
            : List.of();
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
    return new Ports(spec.inputSize(), H, List.of(H, H), true);
  }

  @Override
  public RecurrentOperator.Parts parts() {
    Set<String> flags = coupled ? Set.of(LstmType.COUPLED) : Set.of();
    return new RecurrentOperator.Parts(W, R, b, P, List.of(sigma, g, out), clip, flags);
  }

  @Override
  public Unrolled unrolled(Packing rows, Pass pass) {
    return new Steps(rows, pass);
  }

  /** The equations at work on N rows of B examples, and their mirror. */
  private final class Steps extends Unrolled {
    private final int H = spec.hiddenSize();
    private final boolean peepholes = !P.isEmpty();
    private final float[] p = peepholes ? P.get(0).value().data() : new float[0];
    private final int pi = peepholes ? P.get(0).value().offset() : 0;
    private final int po = pi + H;
    private final int pf = pi + 2 * H;

    private final Matrix h = state(0); // (B+N) x H
    private final Matrix c = state(1); // (B+N) x H
    private final Matrix a; // N x 4H: sums, then the gates i,o,f,z
    private final Gates gates; // of a
    private final Matrix s; // N x H: h(c)
    private final Matrix bias; // 1 x 4H: Wb + Rb
    private Matrix da = Matrix.NONE; // N x 4H
    private Matrix ds = Matrix.NONE; // 1 x H

    Steps(Packing rows, Pass pass) {
      super(Lstm.this, rows, pass);
      a = pass.take(rows.rows(), 4 * H);
      gates = new Gates(a, clip, pass);
      s = pass.take(rows.rows(), H);
      Matrix halves = b.value().reshaped(2, 4 * H);
      bias = pass.take(1, 4 * H).set(halves.rows(0, 1)).add(halves.rows(1, 1));
    }

    @Override
    protected void project(Matrix x, int row) {
      k.project(x, W, a.rows(row, x.rows()).repeat(bias)); // a = Wb + Rb + x Wᵀ
    }

    @Override
    protected Matrix sums() {
      return a;
    }

    @Override
    protected void step(int t) {
      int n = rows.alive(t);
      int before = rows.before(t);
      int after = rows.after(t);
      int first = rows.first(t);
      k.project(h.rows(before, n), R, a.rows(first, n)); // a += h[t-1] Rᵀ
      for (int r = 0; r < n; r++) {
        remember(a.at(first + r), c.at(before + r), c.at(after + r));
      }
      s.rows(first, n).set(c.rows(after, n));
      out.apply(k, s.data(), s.at(first), n * H); // s = h(c)
      for (int r = 0; r < n; r++) {
        int o = a.at(first + r) + H;
        k.multiply(a.data(), o, s.data(), s.at(first + r), h.data(), h.at(after + r), H); // h = o s
      }
    }

    /** One row's gates and memory; before and after are places in c. */
    private void remember(int i, int before, int after) {
      float[] v = a.data();
      float[] m = c.data();
      int o = i + H;
      int f = i + 2 * H;
      int z = i + 3 * H;
      if (peepholes) {
        k.multiplyAdd(p, pi, m, before, v, i, H); // i += pi c[t-1]
        k.multiplyAdd(p, pf, m, before, v, f, H); // f += pf c[t-1]
        gates.squash(sigma, i, H);
        gates.squash(sigma, f, H);
      } else {
        gates.squash(sigma, i, 3 * H);
      }
      if (coupled) {
        Arrays.fill(v, f, f + H, 1);
        k.axpy(-1, v, i, v, f, H); // f = 1 - i
      }
      gates.squash(g, z, H);
      k.multiply(v, f, m, before, m, after, H); // c = f c[t-1]
      k.multiplyAdd(v, i, v, z, m, after, H); // c += i z
      if (peepholes) {
        k.multiplyAdd(p, po, m, after, v, o, H); // o += po c[t]
        gates.squash(sigma, o, H);
      }
    }

    @Override
    protected void turn() {
      da = pass.take(rows.rows(), 4 * H);
      ds = pass.take(1, H);
    }

    @Override
    protected void back(int t) {
      int n = rows.alive(t);
      int first = rows.first(t);
      Matrix dh = dstate(0).rows(0, n);
      for (int r = 0; r < n; r++) {
        recall(first + r, r, c.at(rows.before(t) + r), c.at(rows.after(t) + r));
      }
      k.unproject(da.rows(first, n), R, dh.fill(0)); // dh[t-1] = da R
    }

    /** The mirror of a row of {@link #step} and {@link #remember}. */
    private void recall(int row, int rank, int before, int after) {
      float[] v = a.data();
      float[] m = c.data();
      float[] d = da.data();
      float[] dh = dstate(0).data();
      float[] dc = dstate(1).data();
      int dhr = dstate(0).at(rank);
      int dcr = dstate(1).at(rank);
      int i = a.at(row);
      int o = i + H;
      int f = i + 2 * H;
      int z = i + 3 * H;
      int di = da.at(row);
      int dO = di + H;
      int df = di + 2 * H;
      int dz = di + 3 * H;

      k.multiply(dh, dhr, s.data(), s.at(row), d, dO, H); // do = dh s
      gates.back(sigma, o, H, d, dO);
      k.multiply(dh, dhr, v, o, ds.data(), ds.offset(), H); // ds = dh o
      out.back(k, s.data(), s.at(row), ds.data(), ds.offset(), H);
      k.axpy(1, ds.data(), ds.offset(), dc, dcr, H); // dc += ds h'(c)
      if (peepholes) {
        k.multiplyAdd(p, po, d, dO, dc, dcr, H); // dc += po do
      }
      k.multiply(dc, dcr, v, i, d, dz, H); // dz = dc i
      gates.back(g, z, H, d, dz);
      k.multiply(dc, dcr, v, z, d, di, H); // di = dc z
      k.multiply(dc, dcr, m, before, d, df, H); // df = dc c[t-1]
      if (coupled) {
        k.axpy(-1, d, df, d, di, H); // di -= df
        Arrays.fill(d, df, df + H, 0);
      }
      gates.back(sigma, i, H, d, di);
      gates.back(sigma, f, H, d, df);
      k.multiply(dc, dcr, v, f, dc, dcr, H); // dc[t-1] = dc f
      if (peepholes) {
        k.multiplyAdd(p, pi, d, di, dc, dcr, H); // dc[t-1] += pi di
        k.multiplyAdd(p, pf, d, df, dc, dcr, H); // dc[t-1] += pf df
        float[] dP = pass.gradient(P.get(0)).data();
        int dpi = pass.gradient(P.get(0)).offset();
        k.multiplyAdd(d, di, m, before, dP, dpi, H); // dpi += di c[t-1]
        k.multiplyAdd(d, dO, m, after, dP, dpi + H, H); // dpo += do c[t]
        k.multiplyAdd(d, df, m, before, dP, dpi + 2 * H, H); // dpf += df c[t-1]
      }
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
      Matrix db = pass.gradient(b).reshaped(2, 4 * H);
      k.sums(d, db.rows(0, 1)); // dWb += Σ da
      k.sums(d, db.rows(1, 1)); // dRb += Σ da
    }
  }
}
