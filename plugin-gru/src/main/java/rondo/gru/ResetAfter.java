package rondo.gru;

import rondo.core.Matrix;
import rondo.core.Packing;
import rondo.core.Pass;

/**
 * The unit with the reset gate after the recurrent product, so that one product serves all three
 * sums. N rows of B examples.
 *
 * <pre>
 * z = f(x Wz + bz + h[t-1] Rz + cz)          how much stays
 * r = f(x Wr + br + h[t-1] Rr + cr)          how much of the past is seen
 * n = g(x Wh + bh + r (h[t-1] Rh + ch))      what is new
 * h = n + z (h[t-1] - n)
 * </pre>
 */
final class ResetAfter extends GruSteps {
  private final Matrix bias = gru.b.value().reshaped(2, 3 * H); // Wb, Rb
  private final Matrix q; // N x 3H: h[t-1] Rᵀ + Rb, gates z,r,h
  private Matrix dq = Matrix.NONE; // N x 3H

  ResetAfter(Gru gru, Packing rows, Pass pass) {
    super(gru, rows, pass);
    q = pass.take(rows.rows(), 3 * H);
  }

  @Override
  protected void project(Matrix x, int row) {
    k.project(x, gru.W, a.rows(row, x.rows()).repeat(bias.rows(0, 1))); // a = Wb + x Wᵀ
  }

  @Override
  protected void step(int t) {
    int n = rows.alive(t);
    int first = rows.first(t);
    Matrix before = h.rows(rows.before(t), n);
    k.project(before, gru.R, q.rows(first, n).repeat(bias.rows(1, 1))); // q = Rb + h[t-1] Rᵀ
    for (int i = 0; i < n; i++) {
      renew(a.at(first + i), q.at(first + i));
      mix(a.at(first + i), before.at(i), h.at(rows.after(t) + i));
    }
  }

  /** One row's gates and candidate. */
  private void renew(int z, int qz) {
    float[] v = a.data();
    int r = z + H;
    int n = z + 2 * H;
    int qn = qz + 2 * H;
    k.axpy(1, q.data(), qz, v, z, 2 * H); // z,r += q
    gates.squash(gru.f, z, 2 * H);
    k.multiplyAdd(v, r, q.data(), qn, v, n, H); // n += r q
    gates.squash(gru.g, n, H);
  }

  @Override
  protected void turn() {
    super.turn();
    dq = pass.take(rows.rows(), 3 * H);
  }

  @Override
  protected void back(int t) {
    int n = rows.alive(t);
    int first = rows.first(t);
    Matrix dh = dstate(0).rows(0, n);
    for (int i = 0; i < n; i++) {
      unmix(first + i, h.at(rows.before(t) + i), dh.data(), dh.at(i));
      recall(first + i);
    }
    k.unproject(dq.rows(first, n), gru.R, dh); // dh[t-1] += dq R
  }

  /** The mirror of {@link #renew}. */
  private void recall(int row) {
    float[] v = a.data();
    float[] d = da.data();
    float[] e = dq.data();
    int z = a.at(row);
    int r = z + H;
    int n = z + 2 * H;
    int dz = da.at(row);
    int dr = dz + H;
    int dn = dz + 2 * H;
    int ez = dq.at(row);
    int en = ez + 2 * H;
    gates.back(gru.g, n, H, d, dn);
    k.multiply(d, dn, v, r, e, en, H); // dq = dn r
    k.multiply(d, dn, q.data(), q.at(row) + 2 * H, d, dr, H); // dr = dn q
    gates.back(gru.f, z, 2 * H, d, dz);
    System.arraycopy(d, dz, e, ez, 2 * H); // dq = dz,dr
  }

  @Override
  protected void learn(Matrix x) {
    Matrix d = da.rows(0, x.rows());
    Matrix e = dq.rows(0, x.rows());
    k.atb(d, x, pass.gradient(gru.W)); // dW += daᵀ x
    k.atb(e, rows.starts(h, pass), pass.gradient(gru.R)); // dR += dqᵀ h[t-1]
    Matrix db = pass.gradient(gru.b).reshaped(2, 3 * H);
    k.sums(d, db.rows(0, 1)); // dWb += Σ da
    k.sums(e, db.rows(1, 1)); // dRb += Σ dq
  }
}
