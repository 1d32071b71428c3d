package rondo.core;

/**
 * Vectors of a batch through time, time-major: row {@code t * batch + b}. Rows at or past a length
 * are zero. {@link #NONE}, as a gradient, is zeros.
 */
public record Sequence(int time, Matrix rows, int[] lengths) {
  public static final Sequence NONE = new Sequence(0, Matrix.NONE, new int[0]);

  public Sequence {
    if (rows.rows() != time * lengths.length) {
      throw new ShapeException(
          "a sequence of %d steps of %d examples needs %d rows, there are %d",
          time, lengths.length, time * lengths.length, rows.rows());
    }
    for (int length : lengths) {
      if (length < 0 || length > time) {
        throw new ShapeException("a length of %d in a sequence of %d steps", length, time);
      }
    }
  }

  public int batch() {
    return lengths.length;
  }

  public int width() {
    return rows.cols();
  }

  public boolean alive(int t, int b) {
    return t < lengths[b];
  }

  /** The vectors of one step, {@code batch x width}; the same floats. */
  public Matrix step(int t) {
    return rows.rows(t * batch(), batch());
  }

  /** Other vectors at the same places. */
  public Sequence with(Matrix other) {
    return new Sequence(time, other, lengths);
  }
}
