package rondo.core;

import java.util.function.Consumer;

/**
 * All that one call computes with: memory, kernels, randomness, and the place where gradients go.
 * Belongs to one thread.
 */
public interface Pass {
  Kernels kernels();

  /** Memory with undefined contents, good until whoever owns the pass resets it. */
  Matrix take(int rows, int cols);

  /** Memory filled with zeros. */
  default Matrix zeros(int rows, int cols) {
    return take(rows, cols).fill(0);
  }

  /**
   * Runs a body that leaves nothing behind but gradients and what it wrote into memory taken
   * before: what it takes itself is free again when it returns.
   */
  default void aside(Consumer<Pass> body) {
    body.accept(this);
  }

  /** A function of seed, step, part and site; {@link Noise#NONE} in use. */
  Noise noise(String site);

  /** The gradient of a parameter so far; add to it. */
  Matrix gradient(Param p);

  /** The gradient of a parameter of which few rows are touched, such as an embedding. */
  RowGradient rows(Param p);

  /**
   * Runs a body over ranges of at most {@code grain} items, side by side where there are cores.
   * Ranges depend on the numbers alone, never on threads. Each range computes with a pass of its
   * own that shares the gradients; what ranges write, gradients included, must not overlap.
   */
  void split(int items, int grain, Range body);

  /** Gradients row by row. */
  interface RowGradient {
    /** Adds the floats from an offset to the gradient of a row. */
    void add(int row, float[] data, int offset);
  }

  /** A piece of the work of {@link #split}. */
  interface Range {
    void run(int from, int to, Pass own);
  }
}
