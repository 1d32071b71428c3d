package rondo.core;

import java.util.Arrays;

/**
 * A row-major window of floats: {@code rows x cols} from {@code offset}. The array may be longer
 * than the window, so that one buffer serves many shapes.
 */
public record Matrix(int rows, int cols, float[] data, int offset) {
  public static final Matrix NONE = new Matrix(0, 0, new float[0], 0);

  public Matrix {
    long end = offset + (long) rows * cols;
    if (rows < 0 || cols < 0 || offset < 0 || end > data.length) {
      throw new ShapeException(
          "a %d x %d matrix at %d needs %d floats, there are %d",
          rows, cols, offset, end, data.length);
    }
  }

  public static Matrix zeros(int rows, int cols) {
    return new Matrix(rows, cols, new float[Math.multiplyExact(rows, cols)], 0);
  }

  /** A matrix of its own with these values, row by row. */
  public static Matrix of(int rows, int cols, float... values) {
    return new Matrix(rows, cols, values.clone(), 0);
  }

  /** Where a row begins in {@link #data}. */
  public int at(int row) {
    return offset + row * cols;
  }

  public int size() {
    return rows * cols;
  }

  public float get(int row, int col) {
    return data[offset + row * cols + col];
  }

  /** Some of the rows; the same floats. */
  public Matrix rows(int from, int count) {
    return new Matrix(count, cols, data, at(from));
  }

  /** The same floats in another shape. */
  public Matrix reshaped(int newRows, int newCols) {
    if ((long) newRows * newCols != size()) {
      throw new ShapeException("%d x %d cannot be read as %d x %d", rows, cols, newRows, newCols);
    }
    return new Matrix(newRows, newCols, data, offset);
  }

  public Matrix set(Matrix m) {
    requireShapeOf(m);
    System.arraycopy(m.data, m.offset, data, offset, size());
    return this;
  }

  public Matrix add(Matrix m) {
    requireShapeOf(m);
    for (int i = 0, p = offset, q = m.offset, n = size(); i < n; i++) {
      data[p + i] += m.data[q + i];
    }
    return this;
  }

  public Matrix fill(float value) {
    Arrays.fill(data, offset, offset + size(), value);
    return this;
  }

  /** Makes every row this one. */
  public Matrix repeat(Matrix row) {
    if (row.rows != 1 || row.cols != cols) {
      throw new ShapeException("%s does not fit the rows of %s", row.shape(), shape());
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(row.data, row.offset, data, at(r), cols);
    }
    return this;
  }

  /** The same values in an array of their own. */
  public Matrix copy() {
    return new Matrix(rows, cols, Arrays.copyOfRange(data, offset, offset + size()), 0);
  }

  public String shape() {
    return rows + " x " + cols;
  }

  private void requireShapeOf(Matrix m) {
    if (m.rows != rows || m.cols != cols) {
      throw new ShapeException("%s does not fit %s", m.shape(), shape());
    }
  }

  @Override
  public String toString() {
    return "Matrix[" + shape() + "]";
  }
}
