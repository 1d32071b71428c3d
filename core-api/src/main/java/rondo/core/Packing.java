package rondo.core;

/**
 * A ragged batch without its padding: step by step the examples that are still alive, the longest
 * first, so that those alive at a step are always the first rows of the step before. What stands
 * past a length is never read, and costs nothing.
 *
 * <p>For lengths 1, 3, 2 the packed rows are {@code x1[0] x2[0] x0[0]}, {@code x1[1] x2[1]}, {@code
 * x1[2]}. States are kept in a matrix of {@code batch + rows} rows: those of the start, then those
 * after each step.
 */
public final class Packing {
  private final int[] order; // rank -> example, by falling length
  private final int[] lengths; // of the examples, by rank
  private final int[] first; // time + 1 packed rows: where each step begins, and the end
  private final boolean padded; // nothing is ragged: packed rows are the padded ones

  private Packing(int time, int[] order, int[] lengths) {
    this.order = order;
    this.lengths = lengths;
    this.first = new int[time + 1];
    int alive = lengths.length;
    for (int t = 0; t < time; t++) {
      while (alive > 0 && lengths[alive - 1] <= t) {
        alive--;
      }
      first[t + 1] = first[t] + alive;
    }
    boolean sorted = true;
    for (int r = 0; r < order.length; r++) {
      sorted &= order[r] == r;
    }
    this.padded = sorted && whole();
  }

  public static Packing of(int time, int[] lengths) {
    return of(time, lengths, 0, lengths.length);
  }

  /**
   * Of some of a batch's examples. Matrices with a row for each example are those of the whole
   * batch: of the others, nothing is read or written.
   */
  public static Packing of(int time, int[] lengths, int from, int to) {
    int[] place = new int[time + 2]; // where examples of a length go; index time - length + 1
    for (int b = from; b < to; b++) {
      place[time - lengths[b] + 1]++;
    }
    for (int i = 1; i < place.length; i++) {
      place[i] += place[i - 1];
    }
    int[] order = new int[to - from];
    int[] falling = new int[to - from];
    for (int b = from; b < to; b++) {
      int r = place[time - lengths[b]]++;
      order[r] = b;
      falling[r] = lengths[b];
    }
    return new Packing(time, order, falling);
  }

  /** Some of the steps, with the examples in the same order. */
  public Packing steps(int from, int count) {
    int[] left = new int[lengths.length];
    for (int r = 0; r < left.length; r++) {
      left[r] = Math.max(0, Math.min(count, lengths[r] - from));
    }
    return new Packing(count, order, left);
  }

  public int time() {
    return first.length - 1;
  }

  public int batch() {
    return order.length;
  }

  /** How many rows there are in all. */
  public int rows() {
    return first[time()];
  }

  /** How many examples are alive at a step. */
  public int alive(int t) {
    return first[t + 1] - first[t];
  }

  /** The first row of a step. */
  public int first(int t) {
    return first[t];
  }

  /** The first row of the states that a step starts from. */
  public int before(int t) {
    return t == 0 ? 0 : batch() + first[t - 1];
  }

  /** The first row of the states after a step. */
  public int after(int t) {
    return batch() + first[t];
  }

  private boolean whole() {
    return rows() == time() * batch();
  }

  /** Padded rows without their padding; the same floats where there is none. */
  public Matrix pack(Matrix x, Pass pass) {
    if (padded) {
      return x;
    }
    Matrix packed = pass.take(rows(), x.cols());
    for (int t = 0; t < time(); t++) {
      packStep(t, x.rows(t * batch(), batch()), packed);
    }
    return packed;
  }

  /** One step's vectors, {@code batch x width}, to their places among the packed rows. */
  public void packStep(int t, Matrix x, Matrix packed) {
    for (int r = 0; r < alive(t); r++) {
      copy(x, order[r], packed, first[t] + r);
    }
  }

  /** Packed rows among zeros for the padding; the same floats where there is none. */
  public Matrix unpack(Matrix packed, Pass pass) {
    if (padded) {
      return packed;
    }
    Matrix x = pass.zeros(time() * batch(), packed.cols());
    for (int t = 0; t < time(); t++) {
      unpackStep(t, packed, x.rows(t * batch(), batch()));
    }
    return x;
  }

  /** One step's packed rows to their places in {@code batch x width}; other rows stay. */
  public void unpackStep(int t, Matrix packed, Matrix x) {
    for (int r = 0; r < alive(t); r++) {
      copy(packed, first[t] + r, x, order[r]);
    }
  }

  /** Adds the vectors of those alive at a step to the first rows of {@code sorted}. */
  public void addStep(int t, Matrix x, Matrix sorted) {
    for (int r = 0; r < alive(t); r++) {
      add(x, order[r], sorted, r);
    }
  }

  /** One row per example, put in the order of the packed rows. */
  public void sort(Matrix examples, Matrix sorted) {
    for (int r = 0; r < batch(); r++) {
      copy(examples, order[r], sorted, r);
    }
  }

  /** The same, added. */
  public void addSorted(Matrix examples, Matrix sorted) {
    for (int r = 0; r < batch(); r++) {
      add(examples, order[r], sorted, r);
    }
  }

  /** The way back of {@link #sort}. */
  public void unsort(Matrix sorted, Matrix examples) {
    for (int r = 0; r < batch(); r++) {
      copy(sorted, r, examples, order[r]);
    }
  }

  /** The states after so many steps, or at the length of those that ended before. */
  public void standing(Matrix states, int steps, Matrix examples) {
    for (int r = 0; r < batch(); r++) {
      copy(states, standing(r, steps), examples, order[r]);
    }
  }

  /** Makes the states at the end the start of what follows. */
  public void carry(Matrix states) {
    for (int r = 0; r < batch(); r++) {
      copy(states, standing(r, time()), states, r);
    }
  }

  private int standing(int r, int steps) {
    int taken = Math.min(lengths[r], steps);
    return taken == 0 ? r : after(taken - 1) + r;
  }

  /** The state that each packed row started from; the same floats where no example ends early. */
  public Matrix starts(Matrix states, Pass pass) {
    if (whole()) {
      return states.rows(0, rows());
    }
    Matrix starts = pass.take(rows(), states.cols());
    for (int t = 0; t < time(); t++) {
      starts.rows(first[t], alive(t)).set(states.rows(before(t), alive(t)));
    }
    return starts;
  }

  private static void copy(Matrix from, int i, Matrix to, int j) {
    System.arraycopy(from.data(), from.at(i), to.data(), to.at(j), from.cols());
  }

  private static void add(Matrix from, int i, Matrix to, int j) {
    float[] x = from.data();
    float[] y = to.data();
    for (int p = from.at(i), q = to.at(j), end = p + from.cols(); p < end; p++, q++) {
      y[q] += x[p];
    }
  }
}
