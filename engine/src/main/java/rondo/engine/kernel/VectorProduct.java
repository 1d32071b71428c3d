package rondo.engine.kernel;

import static rondo.engine.kernel.VectorTiles.L;
import static rondo.engine.kernel.VectorTiles.ROWS;
import static rondo.engine.kernel.VectorTiles.VECTORS;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import rondo.core.Matrix;

/**
 * c += a b, cut into tiles. A panel of b, at most {@link #BLOCK} rows of up to four vectors, is
 * copied to where its floats lie side by side and then meets all rows of a; whoever multiplies by
 * the same b again keeps the copy ({@link Panels}).
 *
 * <p>Packed, b: K x N is its panels one after the other, each K rows of its width, the last filled
 * up with zeros; so the panel that begins at column n begins at {@code K n}.
 */
final class VectorProduct {
  /** Rows of b that are worked on at a time: they and the rows of a fit the caches. */
  private static final int BLOCK = 256;

  private static final int WIDTH = VECTORS * L;

  /** Panels of b that are copied together where rows of a have to be copied too. */
  private static final int PANELS = 8;

  /** Rows of a that are copied together. */
  private static final int GROUP = 12 * ROWS;

  /** Floats between the columns of a from which on they crowd one another out of the caches. */
  private static final int FAR = 1024;

  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();
  private final Split split;

  VectorProduct(Split split) {
    this.split = split;
  }

  /**
   * Where a product copies to, kept from one to the next, so that it allocates nothing.
   *
   * @param panels of b: BLOCK rows of each, one panel after the other
   * @param rows of a: BLOCK columns of GROUP rows
   * @param tile ROWS x WIDTH of c
   */
  private record Room(float[] panels, float[] rows, float[] tile) {
    static Room empty() {
      return new Room(
          new float[PANELS * BLOCK * WIDTH], new float[BLOCK * GROUP], new float[ROWS * WIDTH]);
    }
  }

  /** c += a b. */
  void add(Strided a, Strided b, Matrix c) {
    Strided.requireProduct(a, b, c);
    boolean far = a.perCol() >= FAR && a.rows() > ROWS && b.cols() > WIDTH;
    split.run(
        a.rows(),
        ROWS,
        b.cols(),
        WIDTH,
        a.cols(),
        (m, ms, n, ns) -> {
          if (far) {
            copied(a, m, ms, b, n, ns, c);
          } else {
            plain(a, m, ms, b, n, ns, c);
          }
        });
  }

  /** c += a b with b packed. */
  void add(Strided a, Strided b, Matrix packed, Matrix c) {
    Strided.requireProduct(a, b, c);
    split.run(
        a.rows(),
        ROWS,
        b.cols(),
        WIDTH,
        a.cols(),
        (m, ms, n, ns) -> packed(a, m, ms, packed, n, ns, c));
  }

  /**
   * Packs b, a share for each panel of full width.
   *
   * @param reading the value as b: by its rows or by its columns
   */
  record Panels(Function<Matrix, Strided> reading) implements PackedCopies.Packer {
    @Override
    public int size(Matrix value) {
      Strided b = reading.apply(value);
      return Math.multiplyExact(b.rows(), (b.cols() + L - 1) / L * L);
    }

    @Override
    public int shares(Matrix value) {
      return (reading.apply(value).cols() + WIDTH - 1) / WIDTH;
    }

    @Override
    public void pack(Matrix value, int share, Matrix packed) {
      Strided b = reading.apply(value);
      int end = Math.min(b.cols(), (share + 1) * WIDTH);
      for (int n = share * WIDTH, w; n < end; n += w) {
        w = L * VectorTiles.vectors(b.cols() - n);
        copy(b, 0, b.rows(), n, w, packed.data(), packed.offset() + b.rows() * n);
      }
    }
  }

  private void packed(Strided a, int m, int ms, Matrix b, int n, int ns, Matrix c) {
    int K = a.cols();
    Room room = room();
    for (int w; n < ns; n += w) {
      w = L * VectorTiles.vectors(c.cols() - n);
      for (int k = 0; k < K; k += BLOCK) {
        int bo = b.offset() + K * n + k * w;
        column(a, m, ms, k, Math.min(BLOCK, K - k), b.data(), bo, w, w, c, m, n, room);
      }
    }
    rooms.add(room);
  }

  private void plain(Strided a, int m, int ms, Strided b, int n, int ns, Matrix c) {
    int K = a.cols();
    Room room = room();
    for (int w; n < ns; n += w) {
      w = L * VectorTiles.vectors(c.cols() - n);
      // what is read once is not copied first
      boolean direct = ms - m <= ROWS && b.perCol() == 1 && n + w <= c.cols();
      for (int k = 0; k < K; k += BLOCK) {
        int height = Math.min(BLOCK, K - k);
        if (direct) {
          column(a, m, ms, k, height, b.data(), b.at(k, n), b.perRow(), w, c, m, n, room);
        } else {
          copy(b, k, height, n, w, room.panels, 0);
          column(a, m, ms, k, height, room.panels, 0, w, w, c, m, n, room);
        }
      }
    }
    rooms.add(room);
  }

  /** Both copied: a group of rows meets several panels before the next one is fetched. */
  private void copied(Strided a, int m, int ms, Strided b, int n, int ns, Matrix c) {
    int K = a.cols();
    Room room = room();
    for (int from = n; from < ns; from += PANELS * WIDTH) {
      int to = Math.min(ns, from + PANELS * WIDTH);
      for (int k = 0; k < K; k += BLOCK) {
        int height = Math.min(BLOCK, K - k);
        for (int j = from, w; j < to; j += w) {
          w = L * VectorTiles.vectors(c.cols() - j);
          copy(b, k, height, j, w, room.panels, (j - from) * height);
        }
        for (int row = m; row < ms; row += GROUP) {
          int rows = Math.min(GROUP, ms - row);
          a.copyColumns(row, rows, k, height, room.rows);
          Strided near = new Strided(rows, height, room.rows, 0, 1, rows);
          for (int j = from, w; j < to; j += w) {
            w = L * VectorTiles.vectors(c.cols() - j);
            column(
                near, 0, rows, 0, height, room.panels, (j - from) * height, w, w, c, row, j, room);
          }
        }
      }
    }
    rooms.add(room);
  }

  /** One panel of b, the rows m to ms of a, and those of c from {@code row} on. */
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
      int row,
      int n,
      Room room) {
    int width = Math.min(w, c.cols() - n);
    for (int rows; m < ms; m += rows, row += rows) {
      rows = VectorTiles.rows(ms - m);
      int ao = a.at(m, k);
      int co = c.at(row) + n;
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
      for (int r = 0; r < rows; r++) {
        System.arraycopy(c.data(), co + r * c.cols(), room.tile, r * w, width);
      }
      VectorTiles.add(
          rows, w / L, K, a.data(), ao, a.perRow(), a.perCol(), b, bo, bs, room.tile, 0, w);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(room.tile, r * w, c.data(), co + r * c.cols(), width);
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

  private Room room() {
    Room room = rooms.poll();
    return room == null ? Room.empty() : room;
  }
}
