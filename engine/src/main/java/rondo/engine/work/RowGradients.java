package rondo.engine.work;

import java.util.Arrays;
import rondo.core.Pass;

/**
 * The gradients of the rows that were touched; memory and time grow with those rows, not with the
 * vocabulary.
 */
public final class RowGradients implements Pass.RowGradient {
  private final int cols;
  private int count;
  private int[] rows = new int[16]; // slot → row, in the order of their first touch
  private int[] slots = new int[32]; // hash of a row → its slot + 1; 0 is free; a power of two long
  private float[] data = new float[0]; // slot x cols

  RowGradients(int cols) {
    this.cols = cols;
  }

  @Override
  public void add(int row, float[] from, int offset) {
    int at = cols * slot(row);
    for (int j = 0; j < cols; j++) {
      data[at + j] += from[offset + j];
    }
  }

  /** The touched rows in ascending order. */
  public int[] touched() {
    int[] touched = Arrays.copyOf(rows, count);
    Arrays.sort(touched);
    return touched;
  }

  /** How many rows were touched. */
  public int size() {
    return count;
  }

  /** The floats that {@link #at} points into. */
  public float[] data() {
    return data;
  }

  /** Where the gradient of a touched row begins in {@link #data}. */
  public int at(int row) {
    int slot = slots[place(row)] - 1;
    if (slot < 0) {
      throw new IllegalArgumentException("row " + row + " was not touched");
    }
    return cols * slot;
  }

  void clear() {
    Arrays.fill(data, 0, count * cols, 0);
    Arrays.fill(slots, 0);
    count = 0;
  }

  private int slot(int row) {
    int place = place(row);
    if (slots[place] == 0) {
      if (count == rows.length) {
        grow();
        place = place(row);
      }
      rows[count] = row;
      slots[place] = ++count;
      if (count * (long) cols > data.length) {
        data = Arrays.copyOf(data, Math.multiplyExact(rows.length, cols));
      }
    }
    return slots[place] - 1;
  }

  /** Where the row stands in {@link #slots}, or would; the table is never more than half full. */
  private int place(int row) {
    int mask = slots.length - 1;
    int place = (row * 0x9e3779b9 >>> 7) & mask;
    while (slots[place] != 0 && rows[slots[place] - 1] != row) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    rows = Arrays.copyOf(rows, 2 * count);
    slots = new int[4 * count];
    for (int i = 0; i < count; i++) {
      slots[place(rows[i])] = i + 1;
    }
  }
}
