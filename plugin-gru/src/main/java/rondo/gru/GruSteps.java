package rondo.gru;

import rondo.core.Gates;
import rondo.core.Matrix;
import rondo.core.Packing;
import rondo.core.Pass;
import rondo.core.Unrolled;

/** What both forms of the unit share: the input's sums, and how old and new are mixed. */
abstract sealed class GruSteps extends Unrolled permits ResetAfter, ResetBefore {
  final Gru gru;
  final int H;
  final Matrix h = state(0); // (B+N) x H
  final Matrix a; // N x 3H: sums, then the gates z,r and the candidate n
  final Gates gates; // of a
  Matrix da = Matrix.NONE; // N x 3H

  GruSteps(Gru gru, Packing rows, Pass pass) {
    super(gru, rows, pass);
    this.gru = gru;
    this.H = gru.spec().hiddenSize();
    a = pass.take(rows.rows(), 3 * H);
    gates = new Gates(a, gru.clip, pass);
  }

  @Override
  protected Matrix sums() {
    return a;
  }

  /** h = n + z (h[t-1] - n), z being a place in a, the others places in h. */
  final void mix(int z, int before, int after) {
    float[] v = a.data();
    float[] s = h.data();
    int n = z + 2 * H;
    System.arraycopy(s, before, s, after, H);
    k.axpy(-1, v, n, s, after, H); // h = h[t-1] - n
    k.multiply(v, z, s, after, s, after, H); // h *= z
    k.axpy(1, v, n, s, after, H); // h += n
  }

  /** The mirror of {@link #mix}; leaves in dh what goes straight to h[t-1]. */
  final void unmix(int row, int before, float[] dh, int at) {
    float[] v = a.data();
    float[] d = da.data();
    int z = a.at(row);
    int n = z + 2 * H;
    int dz = da.at(row);
    int dn = dz + 2 * H;
    System.arraycopy(h.data(), before, d, dz, H);
    k.axpy(-1, v, n, d, dz, H);
    k.multiply(dh, at, d, dz, d, dz, H); // dz = dh (h[t-1] - n)
    System.arraycopy(dh, at, d, dn, H);
    k.multiply(dh, at, v, z, dh, at, H); // dh[t-1] = dh z
    k.axpy(-1, dh, at, d, dn, H); // dn = dh - dh z
  }

  @Override
  protected void turn() {
    da = pass.take(rows.rows(), 3 * H);
  }

  @Override
  protected void unproject(int row, Matrix dx) {
    k.unproject(da.rows(row, dx.rows()), gru.W, dx); // dx = da W
  }
}
