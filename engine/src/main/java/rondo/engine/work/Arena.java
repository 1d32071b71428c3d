package rondo.engine.work;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Matrix;

/**
 * Memory that is handed out piece by piece and taken back all at once. What one round needed, the
 * next one finds in a single array, so that from then on nothing is allocated.
 */
final class Arena {
  private static final int FIRST = 1 << 12; // floats
  private static final int LARGEST = 1 << 28;

  private final List<float[]> blocks = new ArrayList<>();
  private int block; // the one that is handed out from
  private int used; // floats of that block
  private long taken; // floats since the last reset
  private long peak;

  /** A matrix with undefined contents. */
  Matrix take(int rows, int cols) {
    int size = Math.multiplyExact(rows, cols);
    while (block < blocks.size() && used > blocks.get(block).length - size) {
      block++;
      used = 0;
    }
    if (block == blocks.size()) {
      // as much as there is already, so that a growing round needs few blocks
      blocks.add(new float[Math.max(size, (int) Math.min(LARGEST, Math.max(FIRST, taken)))]);
    }
    Matrix m = new Matrix(rows, cols, blocks.get(block), used);
    used += size;
    taken += size;
    peak = Math.max(peak, taken);
    return m;
  }

  /** A point in the round to which {@link #release} can return. */
  Mark mark() {
    return new Mark(block, used, taken);
  }

  /** Takes back what was handed out since the mark. */
  void release(Mark mark) {
    block = mark.block;
    used = mark.used;
    taken = mark.taken;
  }

  record Mark(int block, int used, long taken) {}

  /** Takes back everything. */
  void reset() {
    if (blocks.size() > 1 && peak <= LARGEST) {
      blocks.clear();
      blocks.add(new float[(int) peak]);
    }
    block = 0;
    used = 0;
    taken = 0;
  }

  /** The most floats that were taken between two resets. */
  long peak() {
    return peak;
  }
}
