package rondo.engine.layer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.Matrix;

/**
 * Word vectors as they come in, or the first words alone; room grows with the words that are kept,
 * up to a bound.
 */
final class VectorTable {
  final int width;
  private final Optional<Set<String>> wanted;
  private final Map<String, Integer> rows = new LinkedHashMap<>();
  private final int most; // words
  private final boolean vectors; // whether they are kept beside the words
  private final long bound; // floats
  private float[] data = new float[0];

  VectorTable(int width, Contents contents) {
    this.width = width;
    wanted = contents.wanted();
    most = contents.most();
    vectors = contents.vectors();
    // growing needs the old array beside one of twice its size, and others need memory too
    bound = Math.min(Integer.MAX_VALUE - 64L, Runtime.getRuntime().maxMemory() / (4 * Float.BYTES));
  }

  /**
   * What of a file is asked for: some words or all of them, so many at most, with vectors or not.
   */
  record Contents(Optional<Set<String>> wanted, int most, boolean vectors) {}

  boolean wants(String word) {
    return wanted.isEmpty() ? more() && !word.isEmpty() : wanted.get().contains(word);
  }

  /** Whether each word is kept with its vector. */
  boolean all() {
    return wanted.isEmpty() && vectors;
  }

  /** Whether the numbers count, or the words alone. */
  boolean keepsVectors() {
    return vectors;
  }

  /** Whether what is still to come may be asked for. */
  boolean more() {
    return rows.size() < most;
  }

  boolean knows(String word) {
    return rows.containsKey(word);
  }

  boolean full() {
    return vectors && (rows.size() + 1L) * width > bound;
  }

  /** Room for one more; its row is valid until the next. */
  Matrix add(String word) {
    int row = rows.size();
    if (!vectors) {
      rows.put(word, row);
      return Matrix.NONE;
    }
    long needed = (row + 1L) * width;
    if (needed > data.length) {
      data = Arrays.copyOf(data, (int) Math.min(bound, Math.max(needed, 2L * data.length)));
    }
    rows.put(word, row);
    return new Matrix(1, width, data, row * width);
  }

  WordVectors.Heading heading() {
    return new WordVectors.Heading(width, List.copyOf(rows.keySet()));
  }

  WordVectors vectors() {
    return new WordVectors(rows, new Matrix(rows.size(), width, data, 0));
  }
}
