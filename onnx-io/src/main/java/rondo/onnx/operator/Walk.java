package rondo.onnx.operator;

import java.util.List;

/**
 * A walk through tensors side by side, a row at a time. Axes whose values stand one behind the
 * other in all of them are walked as one, so that tensors of the same shape are a single row.
 *
 * <pre>{@code
 * Walk walk = new Walk(dims, Elements.strides(dims), Strides.repeated(bias, dims));
 * int sx = walk.step(0);
 * int sb = walk.step(1);
 * walk.rows(at -> {
 *   for (int k = 0; k < walk.length(); k++) {
 *     x[at[0] + k * sx] += b[at[1] + k * sb];
 *   }
 * });
 * }</pre>
 */
final class Walk {
  private final int[] dims;
  private final int[][] strides; // of each tensor, along each axis
  private int rank;
  private boolean empty;

  /** What to do at a row: where it begins in each tensor. The array is used again. */
  interface Row {
    void at(int[] places);
  }

  /**
   * @param strides of each tensor, along each of the axes
   */
  Walk(List<Integer> dims, int[]... strides) {
    this.dims = new int[dims.size()];
    this.strides = new int[strides.length][dims.size()];
    for (int axis = 0; axis < dims.size(); axis++) {
      empty |= dims.get(axis) == 0;
      if (dims.get(axis) != 1) {
        add(dims.get(axis), axis, strides);
      }
    }
  }

  private void add(int length, int axis, int[][] of) {
    boolean one = rank > 0;
    for (int t = 0; t < of.length && one; t++) {
      one = strides[t][rank - 1] == length * of[t][axis];
    }
    if (one) {
      rank--;
    }
    dims[rank] = one ? dims[rank] * length : length;
    for (int t = 0; t < of.length; t++) {
      strides[t][rank] = of[t][axis];
    }
    rank++;
  }

  /** How long a row is. */
  int length() {
    return rank == 0 ? 1 : dims[rank - 1];
  }

  /** From one place of a row to the next in a tensor. */
  int step(int tensor) {
    return rank == 0 ? 0 : strides[tensor][rank - 1];
  }

  void rows(Row row) {
    if (empty) {
      return;
    }
    int[] places = new int[strides.length];
    int[] index = new int[Math.max(rank - 1, 0)];
    while (true) {
      row.at(places);
      int axis = rank - 2;
      while (axis >= 0 && ++index[axis] == dims[axis]) {
        index[axis] = 0;
        move(places, axis, 1 - dims[axis]);
        axis--;
      }
      if (axis < 0) {
        return;
      }
      move(places, axis, 1);
    }
  }

  /** What to do with a place in the first tensor and one in the second. */
  interface Pair {
    void at(int first, int second);
  }

  /** For what is not worth a loop of its own. */
  void pairs(Pair pair) {
    int length = length();
    int first = step(0);
    int second = step(1);
    rows(
        at -> {
          for (int n = 0; n < length; n++) {
            pair.at(at[0] + n * first, at[1] + n * second);
          }
        });
  }

  private void move(int[] places, int axis, int by) {
    for (int t = 0; t < places.length; t++) {
      places[t] += by * strides[t][axis];
    }
  }
}
