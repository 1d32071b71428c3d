package rondo.engine.kernel;

import rondo.core.Matrix;
import rondo.core.ShapeException;

/**
 * A matrix that is read by rows or by columns: element (r, c) stands at {@code offset + r perRow +
 * c perCol}.
 */
record Strided(int rows, int cols, float[] data, int offset, int perRow, int perCol) {
  private static final int NEAR = 16; // rows of a copy that stay in the first cache

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
    for (int top = 0; top < height; top += NEAR) {
      int bottom = Math.min(height, top + NEAR);
      for (int c = 0; c < width; c++) {
        int from = at(row, col + c);
        for (int r = top; r < bottom; r++) {
          to[start + r * stride + c] = data[from + r * perRow];
        }
      }
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
