package rondo.engine.kernel;

import rondo.engine.work.Workers;

/**
 * Cuts a large product into parts of its result that threads compute side by side. Every element is
 * computed as it would be in one piece, so the cut shows in the time alone.
 */
final class Split {
  /** Multiply-adds below which calling a thread costs more than it gains: some 5 microseconds. */
  private static final double LARGE = 5e5;

  private final Workers workers;

  Split(Workers workers) {
    this.workers = workers;
  }

  /**
   * Runs a body over all of an M x N result of sums of K, in one piece or several. Pieces begin at
   * multiples of {@code height} rows or of {@code width} columns.
   */
  void run(int M, int height, int N, int width, int K, Part body) {
    int parts = workers.threads();
    if (parts == 1 || (double) M * N * K < LARGE || !workers.idle()) {
      body.run(0, M, 0, N);
      return;
    }
    int rows = (M + height - 1) / height;
    int cols = (N + width - 1) / width;
    workers.run(
        parts,
        i -> {
          if (cols >= rows) {
            body.run(0, M, cut(cols, i, parts, width, N), cut(cols, i + 1, parts, width, N));
          } else {
            body.run(cut(rows, i, parts, height, M), cut(rows, i + 1, parts, height, M), 0, N);
          }
        });
  }

  private static int cut(int tiles, int part, int parts, int size, int end) {
    return Math.min(end, (int) ((long) tiles * part / parts) * size);
  }

  /** Computes the rows m..ms and the columns n..ns of the result. */
  interface Part {
    void run(int m, int ms, int n, int ns);
  }
}
