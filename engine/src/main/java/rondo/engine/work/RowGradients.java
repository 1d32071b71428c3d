package rondo.engine.work;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import rondo.core.Pass;

/**
 * The gradients of the rows that were touched; memory and time grow with those rows, not with the
 * vocabulary.
 */
public final class RowGradients implements Pass.RowGradient {
  private final int cols;
  private final Map<Integer, Integer> slots = new HashMap<>();
  private float[] data = new float[0];

  RowGradients(int cols) {
    this.cols = cols;
  }

  @Override
  public void add(int row, float[] from, int offset) {
    int slot = slots.getOrDefault(row, slots.size());
    slots.put(row, slot);
    int at = slot * cols;
    if (at + cols > data.length) {
      data = Arrays.copyOf(data, Math.max(16 * cols, 2 * data.length));
    }
    for (int j = 0; j < cols; j++) {
      data[at + j] += from[offset + j];
    }
  }

  /** How many rows were touched. */
  public int size() {
    return slots.size();
  }

  /** The touched rows in ascending order. */
  public int[] touched() {
    return slots.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The floats that {@link #at} points into. */
  public float[] data() {
    return data;
  }

  /** Where the gradient of a touched row begins in {@link #data}. */
  public int at(int row) {
    Integer slot = slots.get(row);
    if (slot == null) {
      throw new IllegalArgumentException("row " + row + " was not touched");
    }
    return slot * cols;
  }

  void clear() {
    Arrays.fill(data, 0, slots.size() * cols, 0);
    slots.clear();
  }
}
