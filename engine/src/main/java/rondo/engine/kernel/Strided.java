package rondo.engine.kernel;

import rondo.core.Matrix;
import rondo.core.ShapeException;

/**
 * A matrix that is read by rows or by columns: element (r, c) stands at {@code offset + r perRow +
 * c perCol}.
 */
record Strided(int rows, int cols, float[] data, int offset, int perRow, int perCol) {
  private static final int NEAR = 16; // rows of a copy: the floats of a line of the cache

  static Strided of(Matrix m) {
    return new Strided(m.rows(), m.cols(), m.data(), m.offset(), m.cols(), 1);
  }

  /** mᵀ, the same floats. */
  static Strided transposed(Matrix m) {
    return new Strided(m.cols(), m.rows(), m.data(), m.offset(), 1, m.cols());
  }

  /** Where an element stands in {@link #data}. */
  int at(int row, int col) {
    return offset + row * perRow + col * perCol;
  }

  /** Copies a block row by row, a row every {@code stride} floats from {@code start} on. */
  void copy(int row, int height, int col, int width, float[] to, int start, int stride) {
    if (perCol == 1) {
      for (int r = 0; r < height; r++) {
        System.arraycopy(data, at(row + r, col), to, start + r * stride, width);
      }
      return;
    }
    int whole = height / NEAR * NEAR;
    for (int left = 0; left < width; left += NEAR) {
      int near = Math.min(NEAR, width - left);
      for (int top = 0; top < whole; top += NEAR) {
        turn(at(row + top, col + left), near, to, start + top * stride + left, stride);
      }
    }
    for (int c = 0; c < width; c++) {
      for (int r = whole; r < height; r++) {
        to[start + r * stride + c] = data[at(row + r, col + c)];
      }
    }
  }

  /**
   * Copies {@link #NEAR} rows of a transposed matrix: a line is read whole, while it is at hand.
   */
  private void turn(int from, int width, float[] to, int start, int stride) {
    for (int c = 0; c < width; c++) {
      int i = from + c * perCol;
      int o = start + c;
      to[o] = data[i];
      to[o + stride] = data[i + 1];
      to[o + 2 * stride] = data[i + 2];
      to[o + 3 * stride] = data[i + 3];
      to[o + 4 * stride] = data[i + 4];
      to[o + 5 * stride] = data[i + 5];
      to[o + 6 * stride] = data[i + 6];
      to[o + 7 * stride] = data[i + 7];
      to[o + 8 * stride] = data[i + 8];
      to[o + 9 * stride] = data[i + 9];
      to[o + 10 * stride] = data[i + 10];
      to[o + 11 * stride] = data[i + 11];
      to[o + 12 * stride] = data[i + 12];
      to[o + 13 * stride] = data[i + 13];
      to[o + 14 * stride] = data[i + 14];
      to[o + 15 * stride] = data[i + 15];
    }
  }

  /** Copies a block of a transposed matrix column by column, one behind the other. */
  void copyColumns(int row, int height, int col, int width, float[] to) {
    for (int c = 0; c < width; c++) {
      System.arraycopy(data, at(row, col + c), to, c * height, height);
    }
  }

  /** Refuses a product c += a b whose shapes do not fit. */
  static void requireProduct(Strided a, Strided b, Matrix c) {
    if (a.cols != b.rows || c.rows() != a.rows || c.cols() != b.cols) {
      throw new ShapeException(
          "%d x %d times %d x %d cannot be added to %s", a.rows, a.cols, b.rows, b.cols, c.shape());
    }
  }
}
