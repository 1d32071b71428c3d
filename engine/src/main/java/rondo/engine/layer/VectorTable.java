package rondo.engine.layer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.Matrix;

/** Word vectors as they come in; room grows with the words that are kept, up to a bound. */
final class VectorTable {
  final int width;
  private final Optional<Set<String>> wanted;
  private final Map<String, Integer> rows = new LinkedHashMap<>();
  private final long bound; // floats
  private float[] data = new float[0];

  VectorTable(int width, Optional<Set<String>> wanted) {
    this.width = width;
    this.wanted = wanted;
    // growing needs the old array beside one of twice its size, and others need memory too
    bound = Math.min(Integer.MAX_VALUE - 64L, Runtime.getRuntime().maxMemory() / (4 * Float.BYTES));
  }

  boolean wants(String word) {
    return wanted.isEmpty() || wanted.get().contains(word);
  }

  boolean all() {
    return wanted.isEmpty();
  }

  boolean knows(String word) {
    return rows.containsKey(word);
  }

  boolean full() {
    return (rows.size() + 1L) * width > bound;
  }

  /** Room for one more; its row is valid until the next. */
  Matrix add(String word) {
    int row = rows.size();
    long needed = (row + 1L) * width;
    if (needed > data.length) {
      data = Arrays.copyOf(data, (int) Math.min(bound, Math.max(needed, 2L * data.length)));
    }
    rows.put(word, row);
    return new Matrix(1, width, data, row * width);
  }

  WordVectors vectors() {
    return new WordVectors(rows, new Matrix(rows.size(), width, data, 0));
  }
}
