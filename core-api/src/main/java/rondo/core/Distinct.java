package rondo.core;

import java.util.Arrays;

/**
 * Rows of a matrix of which many may be equal, as those of words that occur again: brought together
 * so that each is computed with once, and what came of it spread to where the others stood.
 */
public final class Distinct {
  private static final int SAMPLES = 16; // floats of a row that its hash looks at
  private static final int TRIES = 8; // after which a row counts as new

  private final int[] places; // row -> its place among the distinct ones, none behind its own
  private int count;

  private Distinct(int rows) {
    places = new int[rows];
  }

  /** Moves the distinct rows to the front, in the order in which each is met first. */
  public static Distinct gather(Matrix x) {
    Distinct distinct = new Distinct(x.rows());
    int[] table = new int[Integer.highestOneBit(Math.max(1, x.rows())) * 4]; // place + 1; 0 is free
    for (int r = 0; r < x.rows(); r++) {
      distinct.places[r] = distinct.place(x, r, table);
    }
    return distinct;
  }

  private int place(Matrix x, int r, int[] table) {
    int slot = hash(x, r);
    for (int i = 0; i < TRIES; i++, slot++) {
      int other = table[slot & (table.length - 1)] - 1;
      if (other < 0) {
        table[slot & (table.length - 1)] = count + 1;
        break;
      }
      if (same(x, r, other)) {
        return other;
      }
    }
    System.arraycopy(x.data(), x.at(r), x.data(), x.at(count), x.cols());
    return count++;
  }

  private static int hash(Matrix x, int r) {
    int step = Math.max(1, x.cols() / SAMPLES);
    int h = 1;
    for (int i = x.at(r), end = i + x.cols(); i < end; i += step) {
      h = 31 * h + Float.floatToRawIntBits(x.data()[i]);
    }
    return h ^ (h >>> 15);
  }

  private static boolean same(Matrix x, int r, int s) {
    return Arrays.equals(
        x.data(), x.at(r), x.at(r) + x.cols(), x.data(), x.at(s), x.at(s) + x.cols());
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The place of a row among the distinct ones. */
  public int place(int row) {
    return places[row];
  }

  /** Brings what stands in the first rows to all the places of its equals. */
  public void spread(Matrix y) {
    for (int r = places.length - 1; r >= 0; r--) { // backwards, for a place is never behind its row
      if (places[r] != r) {
        System.arraycopy(y.data(), y.at(places[r]), y.data(), y.at(r), y.cols());
      }
    }
  }
}
