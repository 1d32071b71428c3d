package rondo.seq2seq;

import rondo.core.Matrix;

/**
 * Rows of a matrix at equal distances, such as those of one example among time-major ones.
 *
 * @param first the first of them
 * @param step from one to the next
 */
record Strip(Matrix rows, int first, int step, int count) {
  /** All rows. */
  static Strip of(Matrix all) {
    return new Strip(all, 0, 1, all.rows());
  }

  /** Where the j-th begins. */
  int at(int j) {
    return rows.at(first + j * step);
  }
}
