package rondo.onnx.foreign;

import java.util.List;

/**
 * From one order of atoms in memory to another.
 *
 * @param sizes of the atoms in the old order
 * @param from the k-th of the new order is the {@code from[k]}-th of the old
 */
record Moving(int[] sizes, int[] from) {
  /** A run of values that lie together in both orders. */
  interface Stretch {
    void at(int old, int moved, int run);
  }

  static Moving of(int[] sizes, List<Atom> old, List<Atom> wanted) {
    return new Moving(sizes, wanted.stream().mapToInt(old::indexOf).toArray());
  }

  void each(Stretch body) {
    int n = sizes.length;
    int[] stride = new int[n]; // of the atoms in the old order
    int all = 1;
    for (int i = n - 1; i >= 0; i--) {
      stride[i] = all;
      all *= sizes[i];
    }
    int outer = n;
    int run = 1;
    while (outer > 0 && from[outer - 1] == outer - 1) {
      run *= sizes[--outer];
    }
    int[] index = new int[outer];
    int old = 0;
    for (int moved = 0; moved < all; moved += run) {
      body.at(old, moved, run);
      for (int k = outer - 1; k >= 0; k--) {
        old += stride[from[k]];
        if (++index[k] < sizes[from[k]]) {
          break;
        }
        old -= index[k] * stride[from[k]];
        index[k] = 0;
      }
    }
  }

  long[] apply(long[] values) {
    long[] to = new long[values.length];
    each((i, j, run) -> System.arraycopy(values, i, to, j, run));
    return to;
  }
}
