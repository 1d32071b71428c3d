package rondo.engine.layer;

import java.util.Arrays;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.ShapeException;

/** Moves blocks of columns between matrices, rows by index, and turns sequences round. */
public final class Columns {
  private Columns() {}

  /** Matrices of as many rows, side by side. */
  public static Matrix join(Pass pass, Matrix... parts) {
    int cols = 0;
    for (Matrix m : parts) {
      cols += m.cols();
    }
    Matrix out = pass.take(parts[0].rows(), cols);
    int at = 0;
    for (Matrix m : parts) {
      if (m.rows() != out.rows()) {
        throw new ShapeException("%s cannot stand beside %s", m.shape(), parts[0].shape());
      }
      for (int r = 0; r < m.rows(); r++) {
        System.arraycopy(m.data(), m.at(r), out.data(), out.at(r) + at, m.cols());
      }
      at += m.cols();
    }
    return out;
  }

  /** Some of the columns, in memory of their own. */
  public static Matrix cut(Pass pass, Matrix m, int from, int cols) {
    Matrix out = pass.take(m.rows(), cols);
    for (int r = 0; r < m.rows(); r++) {
      System.arraycopy(m.data(), m.at(r) + from, out.data(), out.at(r), cols);
    }
    return out;
  }

  /** Each example backwards within its length. */
  public static Sequence reverse(Sequence x, Pass pass) {
    int B = x.batch();
    int W = x.width();
    Matrix in = x.rows();
    Matrix out = pass.take(in.rows(), W);
    for (int b = 0; b < B; b++) {
      int n = x.lengths()[b];
      for (int t = 0; t < x.time(); t++) {
        int to = out.at(t * B + b);
        if (t < n) {
          System.arraycopy(in.data(), in.at((n - 1 - t) * B + b), out.data(), to, W);
        } else {
          Arrays.fill(out.data(), to, to + W, 0);
        }
      }
    }
    return x.with(out);
  }

  /** Rows of a table at the places of a sequence; zeros where the index is -1 and past lengths. */
  static Matrix gather(Matrix table, int[] index, int[] lengths, Pass pass) {
    int B = lengths.length;
    int W = table.cols();
    Matrix out = pass.take(index.length, W);
    for (int i = 0; i < index.length; i++) {
      int to = out.at(i);
      if (i / B < lengths[i % B] && index[i] >= 0) {
        System.arraycopy(table.data(), table.at(index[i]), out.data(), to, W);
      } else {
        Arrays.fill(out.data(), to, to + W, 0);
      }
    }
    return out;
  }

  /** The way back of {@link #gather}. */
  static void scatter(Matrix d, int[] index, int[] lengths, Pass.RowGradient rows) {
    int B = lengths.length;
    for (int i = 0; i < index.length; i++) {
      if (i / B < lengths[i % B] && index[i] >= 0) {
        rows.add(index[i], d.data(), d.at(i));
      }
    }
  }

  /** Refuses an index that a table of so many rows does not have, where it would be read. */
  static void requireBelow(int rows, int least, int[] index, int[] lengths, String who) {
    int B = lengths.length;
    for (int i = 0; i < index.length; i++) {
      if (i / B < lengths[i % B] && (index[i] < least || index[i] >= rows)) {
        throw new IllegalArgumentException(
            "%s knows ids from %d to %d, not %d (step %d of example %d)"
                .formatted(who, least, rows - 1, index[i], i / B, i % B));
      }
    }
  }

  /** Zeros in the rows at or past a length. */
  public static void clearPast(Matrix rows, int[] lengths) {
    int B = lengths.length;
    int W = rows.cols();
    for (int b = 0; b < B; b++) {
      for (int r = lengths[b] * B + b; r < rows.rows(); r += B) {
        Arrays.fill(rows.data(), rows.at(r), rows.at(r) + W, 0);
      }
    }
  }
}
