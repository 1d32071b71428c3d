package rondo.onnx.operator;

import java.util.List;
import rondo.core.ModelFormatException;

/**
 * How much memory the values of a graph may still take. Whoever computes one asks first, so that no
 * dimension in a file can ask for more than there is sense in.
 */
public final class Room {
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private final long most; // values, over all
  private final String why;
  private long taken;

  public Room(long most) {
    this(most, "is more than this model can need; is the file damaged?");
  }

  private Room(long most, String why) {
    this.most = most;
    this.why = why;
  }

  /** Half the memory that Java may take; for use, where inputs say how much is needed. */
  public static Room inUse() {
    long memory = Runtime.getRuntime().maxMemory();
    return new Room(
        memory / 2 / Long.BYTES,
        "does not fit into half of Java's %d MB; is that meant? Then run it with a larger -Xmx"
            .formatted(memory >> 20));
  }

  /** How many values a tensor of these dimensions holds, all of them granted. */
  public int grant(List<Integer> dims) {
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
      throw new ModelFormatException("a tensor of dims %s %s".formatted(dims, why));
    }
    taken += size;
    return (int) size;
  }

  public float[] floats(List<Integer> dims) {
    return new float[grant(dims)];
  }

  public long[] longs(List<Integer> dims) {
    return new long[grant(dims)];
  }
}
