package rondo.core;

/** One thing known about each place of a batch; place {@code t * batch + b}. */
public sealed interface Column {
  /** Ids from a vocabulary. */
  record Ids(int[] ids) implements Column {}

  /** Vectors of real numbers, a row for each place. */
  record Reals(Matrix values) implements Column {}

  /**
   * A sequence within the sequence, such as the characters of words: a batch's distinct items, and
   * which of them stands where; -1 is none.
   */
  record Nested(Inputs items, int[] index) implements Column {}
}
