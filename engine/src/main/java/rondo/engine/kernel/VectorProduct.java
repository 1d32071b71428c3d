package rondo.engine.kernel;

import static rondo.engine.kernel.VectorTiles.L;
import static rondo.engine.kernel.VectorTiles.ROWS;
import static rondo.engine.kernel.VectorTiles.VECTORS;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import rondo.core.Matrix;

/**
 * c += a b, cut into tiles. A panel of b, at most {@link #BLOCK} rows of up to four vectors, is
 * copied to where its floats lie side by side and then meets all rows of a; whoever multiplies by
 * the same b again keeps the copy ({@link #pack}).
 *
 * <p>Packed, b: K x N is its panels one after the other, each K rows of its width, the last filled
 * up with zeros; so the panel that begins at column n begins at {@code K n}.
 */
final class VectorProduct {
  /** Rows of b that are worked on at a time: they and six rows of a fit the caches. */
  private static final int BLOCK = 256;

  private static final int WIDTH = VECTORS * L;

  private final Queue<float[]> rooms = new ConcurrentLinkedQueue<>();
  private final Split split;

  VectorProduct(Split split) {
    this.split = split;
  }

  /** c += a b. */
  void add(Strided a, Strided b, Matrix c) {
    Strided.requireProduct(a, b, c);
    split.run(
        a.rows(), ROWS, b.cols(), WIDTH, a.cols(), (m, ms, n, ns) -> plain(a, m, ms, b, n, ns, c));
  }

  /** c += a b with b packed. */
  void add(Strided a, Strided b, float[] packed, Matrix c) {
    Strided.requireProduct(a, b, c);
    split.run(
        a.rows(),
        ROWS,
        b.cols(),
        WIDTH,
        a.cols(),
        (m, ms, n, ns) -> packed(a, m, ms, packed, n, ns, c));
  }

  /** Packs b into an earlier copy, or into new memory if that has another size. */
  static float[] pack(Strided b, float[] earlier) {
    int size = Math.multiplyExact(b.rows(), (b.cols() + L - 1) / L * L);
    float[] packed = earlier.length == size ? earlier : new float[size];
    for (int n = 0, w; n < b.cols(); n += w) {
      w = L * VectorTiles.vectors(b.cols() - n);
      copy(b, 0, b.rows(), n, w, packed, b.rows() * n);
    }
    return packed;
  }

  private void packed(Strided a, int m, int ms, float[] b, int n, int ns, Matrix c) {
    int K = a.cols();
    float[] room = room();
    for (int w; n < ns; n += w) {
      w = L * VectorTiles.vectors(c.cols() - n);
      for (int k = 0; k < K; k += BLOCK) {
        column(a, m, ms, k, Math.min(BLOCK, K - k), b, K * n + k * w, w, w, c, n, room);
      }
    }
    rooms.add(room);
  }

  private void plain(Strided a, int m, int ms, Strided b, int n, int ns, Matrix c) {
    int K = a.cols();
    float[] room = room();
    for (int w; n < ns; n += w) {
      w = L * VectorTiles.vectors(c.cols() - n);
      // what is read once is not copied first
      boolean direct = ms - m <= ROWS && b.perCol() == 1 && n + w <= c.cols();
      for (int k = 0; k < K; k += BLOCK) {
        int height = Math.min(BLOCK, K - k);
        if (direct) {
          column(a, m, ms, k, height, b.data(), b.at(k, n), b.perRow(), w, c, n, room);
        } else {
          copy(b, k, height, n, w, room, 0);
          column(a, m, ms, k, height, room, 0, w, w, c, n, room);
        }
      }
    }
    rooms.add(room);
  }

  /** One panel of b, all rows of a. */
  private static void column(
      Strided a,
      int m,
      int ms,
      int k,
      int K,
      float[] b,
      int bo,
      int bs,
      int w,
      Matrix c,
      int n,
      float[] room) {
    int width = Math.min(w, c.cols() - n);
    for (int rows; m < ms; m += rows) {
      rows = VectorTiles.rows(ms - m);
      int ao = a.at(m, k);
      int co = c.at(m) + n;
      if (width == w) {
        VectorTiles.add(
            rows,
            w / L,
            K,
            a.data(),
            ao,
            a.perRow(),
            a.perCol(),
            b,
            bo,
            bs,
            c.data(),
            co,
            c.cols());
        continue;
      }
      // a tile that reaches over the edge of c is computed beside it
      int tile = BLOCK * WIDTH;
      for (int r = 0; r < rows; r++) {
        System.arraycopy(c.data(), co + r * c.cols(), room, tile + r * w, width);
      }
      VectorTiles.add(
          rows, w / L, K, a.data(), ao, a.perRow(), a.perCol(), b, bo, bs, room, tile, w);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(room, tile + r * w, c.data(), co + r * c.cols(), width);
      }
    }
  }

  /** Copies a panel, filled up with zeros. */
  private static void copy(Strided b, int k, int height, int n, int w, float[] to, int start) {
    int width = Math.min(w, b.cols() - n);
    b.copy(k, height, n, width, to, start, w);
    if (width < w) {
      for (int i = start + width; i < start + height * w; i += w) {
        Arrays.fill(to, i, i + w - width, 0);
      }
    }
  }

  /** Room for a panel and a tile; given back when done, so that a product allocates nothing. */
  private float[] room() {
    float[] room = rooms.poll();
    return room == null ? new float[(BLOCK + ROWS) * WIDTH] : room;
  }
}
