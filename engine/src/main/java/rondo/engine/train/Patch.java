package rondo.engine.train;

import rondo.core.Matrix;
import rondo.core.Param;

/**
 * Neighbouring rows of a parameter and their gradient: what an update takes at a time. A parameter
 * with a whole gradient comes in a few large patches, an embedding in one for each touched row.
 *
 * @param gradient rows x columns of the parameter
 * @param embedded whether it is a row of an embedding, which few steps touch
 */
record Patch(Param param, int row, Matrix gradient, boolean embedded) {
  /** The same rows of a matrix that has one row for each row of the parameter. */
  Matrix of(Matrix whole) {
    return whole.rows(row, gradient.rows());
  }

  Matrix value() {
    return of(param.value());
  }
}
