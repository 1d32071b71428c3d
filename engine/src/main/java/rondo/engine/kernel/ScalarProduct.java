package rondo.engine.kernel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import rondo.core.Matrix;

/**
 * c += a b in loops that the JVM turns into vector instructions by itself. It does so only where
 * all arrays of a loop are read at the same index, so rows of b and of c are first copied to arrays
 * of their own. Two rows of each at a time are the most that JDK 17 still finds.
 */
final class ScalarProduct {
  /** Rows of b that are copied at a time. */
  private static final int BLOCK = 128;

  /** Columns that are copied at a time: 128 rows of them fit the second cache. */
  private static final int WIDTH = 256;

  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();
  private final Split split;

  ScalarProduct(Split split) {
    this.split = split;
  }

  /** The rows that are worked on. */
  private record Room(float[][] b, float[] c0, float[] c1) {
    static Room empty() {
      return new Room(new float[BLOCK][WIDTH], new float[WIDTH], new float[WIDTH]);
    }
  }

  /** c += a b. */
  void add(Strided a, Strided b, Matrix c) {
    Strided.requireProduct(a, b, c);
    split.run(a.rows(), 2, b.cols(), WIDTH, a.cols(), (m, ms, n, ns) -> add(a, m, ms, b, n, ns, c));
  }

  private void add(Strided a, int m, int ms, Strided b, int n, int ns, Matrix c) {
    Room polled = rooms.poll();
    Room room = polled == null ? Room.empty() : polled;
    for (; n < ns; n += WIDTH) {
      int width = Math.min(WIDTH, ns - n);
      for (int k = 0; k < a.cols(); k += BLOCK) {
        int height = Math.min(BLOCK, a.cols() - k);
        copy(b, k, height, n, width, room.b);
        for (int r = m; r < ms; r += 2) {
          boolean two = r + 1 < ms;
          System.arraycopy(c.data(), c.at(r) + n, room.c0, 0, width);
          if (two) {
            System.arraycopy(c.data(), c.at(r + 1) + n, room.c1, 0, width);
            twoRows(
                height,
                a.data(),
                a.at(r, k),
                a.perRow(),
                a.perCol(),
                room.b,
                room.c0,
                room.c1,
                width);
            System.arraycopy(room.c1, 0, c.data(), c.at(r + 1) + n, width);
          } else {
            oneRow(height, a.data(), a.at(r, k), a.perCol(), room.b, room.c0, width);
          }
          System.arraycopy(room.c0, 0, c.data(), c.at(r) + n, width);
        }
      }
    }
    rooms.add(room);
  }

  private static void copy(Strided b, int k, int height, int n, int width, float[][] to) {
    if (b.perCol() == 1) {
      for (int r = 0; r < height; r++) {
        System.arraycopy(b.data(), b.at(k + r, n), to[r], 0, width);
      }
      return;
    }
    float[] from = b.data();
    for (int r = 0; r < height; r++) {
      float[] row = to[r];
      for (int j = 0, i = b.at(k + r, n); j < width; j++, i += b.perCol()) {
        row[j] = from[i];
      }
    }
  }

  private static void twoRows(
      int K, float[] a, int ao, int rs, int ks, float[][] b, float[] c0, float[] c1, int width) {
    int k = 0;
    for (int i = ao, j = ao + rs; k < K - 1; k += 2, i += 2 * ks, j += 2 * ks) {
      twoByTwo(width, a[i], a[i + ks], a[j], a[j + ks], b[k], b[k + 1], c0, c1);
    }
    if (k < K) {
      one(width, a[ao + k * ks], b[k], c0);
      one(width, a[ao + rs + k * ks], b[k], c1);
    }
  }

  private static void oneRow(int K, float[] a, int ao, int ks, float[][] b, float[] c, int width) {
    for (int k = 0, i = ao; k < K; k++, i += ks) {
      one(width, a[i], b[k], c);
    }
  }

  private static void twoByTwo(
      int width,
      float a00,
      float a01,
      float a10,
      float a11,
      float[] b0,
      float[] b1,
      float[] c0,
      float[] c1) {
    for (int j = 0; j < width; j++) {
      c0[j] = Fused.multiplyAdd(a01, b1[j], Fused.multiplyAdd(a00, b0[j], c0[j]));
      c1[j] = Fused.multiplyAdd(a11, b1[j], Fused.multiplyAdd(a10, b0[j], c1[j]));
    }
  }

  private static void one(int width, float a, float[] b, float[] c) {
    for (int j = 0; j < width; j++) {
      c[j] = Fused.multiplyAdd(a, b[j], c[j]);
    }
  }
}
