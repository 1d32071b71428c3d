package rondo.gru;

import rondo.core.Matrix;
import rondo.core.Packing;
import rondo.core.Pass;

/**
 * The unit with the reset gate before the recurrent product, as first published; two products a
 * step, since the second needs the gate. N rows of B examples.
 *
 * <pre>
 * z = f(x Wz + bz + h[t-1] Rz + cz)          how much stays
 * r = f(x Wr + br + h[t-1] Rr + cr)          how much of the past is seen
 * m = r h[t-1]
 * n = g(x Wh + bh + m Rh + ch)               what is new
 * h = n + z (h[t-1] - n)
 * </pre>
 */
final class ResetBefore extends GruSteps {
  private final Matrix m; // N x H
  private final Matrix bias; // 1 x 3H: Wb + Rb
  private final Matrix gated; // B x 2H: what the gates z,r get from h[t-1]; the gradients of both
  private final Matrix fresh; // B x H: what n gets from m; its gradient
  private Matrix dm = Matrix.NONE; // B x H

  ResetBefore(Gru gru, Packing rows, Pass pass) {
    super(gru, rows, pass);
    m = pass.take(rows.rows(), H);
    gated = pass.take(rows.batch(), 2 * H);
    fresh = pass.take(rows.batch(), H);
    Matrix halves = gru.b.value().reshaped(2, 3 * H);
    bias = pass.take(1, 3 * H).set(halves.rows(0, 1)).add(halves.rows(1, 1));
  }

  private static Matrix ofGates(Matrix all, int H) {
    return all.rows(0, 2 * H);
  }

  private static Matrix ofNew(Matrix all, int H) {
    return all.rows(2 * H, H);
  }

  @Override
  protected void project(Matrix x, int row) {
    k.project(x, gru.W, a.rows(row, x.rows()).repeat(bias)); // a = Wb + Rb + x Wᵀ
  }

  @Override
  protected void step(int t) {
    int n = rows.alive(t);
    int first = rows.first(t);
    Matrix R = gru.R.value();
    Matrix before = h.rows(rows.before(t), n);
    Matrix u = gated.rows(0, n).fill(0);
    k.abt(before, ofGates(R, H), u); // u = h[t-1] Rᵀ
    for (int i = 0; i < n; i++) {
      int z = a.at(first + i);
      k.axpy(1, u.data(), u.at(i), a.data(), z, 2 * H); // z,r += u
      gates.squash(gru.f, z, 2 * H);
      k.multiply(a.data(), z + H, h.data(), before.at(i), m.data(), m.at(first + i), H); // m = r h
    }
    Matrix w = fresh.rows(0, n).fill(0);
    k.abt(m.rows(first, n), ofNew(R, H), w); // w = m Rᵀ
    for (int i = 0; i < n; i++) {
      int z = a.at(first + i);
      k.axpy(1, w.data(), w.at(i), a.data(), z + 2 * H, H); // n += w
      gates.squash(gru.g, z + 2 * H, H);
      mix(z, before.at(i), h.at(rows.after(t) + i));
    }
  }

  @Override
  protected void turn() {
    super.turn();
    dm = pass.take(rows.batch(), H);
  }

  @Override
  protected void back(int t) {
    int n = rows.alive(t);
    int first = rows.first(t);
    Matrix R = gru.R.value();
    Matrix before = h.rows(rows.before(t), n);
    Matrix dh = dstate(0).rows(0, n);
    float[] d = da.data();
    Matrix dw = fresh.rows(0, n);
    for (int i = 0; i < n; i++) {
      unmix(first + i, before.at(i), dh.data(), dh.at(i));
      int dn = da.at(first + i) + 2 * H;
      gates.back(gru.g, a.at(first + i) + 2 * H, H, d, dn);
      System.arraycopy(d, dn, dw.data(), dw.at(i), H); // dw = dn
    }
    dm.rows(0, n).fill(0);
    k.ab(dw, ofNew(R, H), dm.rows(0, n)); // dm = dw R
    Matrix du = gated.rows(0, n);
    for (int i = 0; i < n; i++) {
      int z = a.at(first + i);
      int dz = da.at(first + i);
      float[] e = dm.data();
      k.multiply(e, dm.at(i), h.data(), before.at(i), d, dz + H, H); // dr = dm h[t-1]
      k.multiplyAdd(e, dm.at(i), a.data(), z + H, dh.data(), dh.at(i), H); // dh[t-1] += dm r
      gates.back(gru.f, z, 2 * H, d, dz);
      System.arraycopy(d, dz, du.data(), du.at(i), 2 * H); // du = dz,dr
    }
    k.ab(du, ofGates(R, H), dh); // dh[t-1] += du R
  }

  @Override
  protected void learn(Matrix x) {
    int N = x.rows();
    Matrix d = da.rows(0, N);
    Matrix du = pass.take(N, 2 * H);
    Matrix dw = pass.take(N, H);
    for (int i = 0; i < N; i++) {
      System.arraycopy(d.data(), d.at(i), du.data(), du.at(i), 2 * H);
      System.arraycopy(d.data(), d.at(i) + 2 * H, dw.data(), dw.at(i), H);
    }
    Matrix dR = pass.gradient(gru.R);
    k.atb(d, x, pass.gradient(gru.W)); // dW += daᵀ x
    k.atb(du, rows.starts(h, pass), ofGates(dR, H)); // dR += duᵀ h[t-1]
    k.atb(dw, m.rows(0, N), ofNew(dR, H)); // dR += dwᵀ m
    Matrix db = pass.gradient(gru.b).reshaped(2, 3 * H);
    k.sums(d, db.rows(0, 1)); // dWb += Σ da
    k.sums(d, db.rows(1, 1)); // dRb += Σ da
  }
}
