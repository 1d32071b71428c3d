package rondo.onnx.foreign;

import java.util.List;
import rondo.core.ModelFormatException;

/**
 * How much memory the values of a graph may still take. Whoever computes one asks first, so that no
 * dimension in a file can ask for more than there is sense in.
 */
final class Room {
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private final long most; // values, over all
  private long taken;

  Room(long most) {
    this.most = most;
  }

  /** As much as an array can hold for each value; for use, where inputs say how much is needed. */
  static Room unbounded() {
    return new Room(Long.MAX_VALUE);
  }

  /** How many values a tensor of these dimensions holds, all of them granted. */
  int grant(List<Integer> dims) {
    long size = 1;
    for (int d : dims) {
      if (d < 0) {
        throw new ModelFormatException("a tensor cannot be of dims " + dims);
      }
      size = d == 0 ? 0 : Math.min(size * d, Long.MAX_VALUE >> 32);
    }
    if (dims.contains(0)) {
      size = 0;
    }
    if (size > LONGEST || size > most - taken) {
      throw new ModelFormatException(
          "a tensor of dims %s is more than this model can need; is the file damaged?"
              .formatted(dims));
    }
    taken += size;
    return (int) size;
  }

  float[] floats(List<Integer> dims) {
    return new float[grant(dims)];
  }

  long[] longs(List<Integer> dims) {
    return new long[grant(dims)];
  }
}
