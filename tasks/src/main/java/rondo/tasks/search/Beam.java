package rondo.tasks.search;

/**
 * How to search.
 *
 * <p>Of what is written the score is {@code log p / n^penalty}, where {@code n} counts the ids and
 * the end (Jean 2015): without a penalty short ones win, with 1 it is the mean of all.
 *
 * @param width hypotheses kept about each source; 1 always takes the likeliest next id
 * @param margin how much less likely than the likeliest a kept one may be, as a natural logarithm;
 *     infinite if any may
 * @param best hypotheses to answer with, at most
 * @param penalty how much a length counts
 * @param noRepeat ids in a row that are not written twice; 0 lets all repeat
 */
public record Beam(
    int width, double margin, int best, double penalty, Lengths lengths, int noRepeat) {
  /** Hypotheses about a source, at most. */
  public static final int WIDEST = 1000;

  public Beam {
    if (width < 1 || width > WIDEST || best < 1 || best > width) {
      throw new IllegalArgumentException(
          "a beam keeps 1 to %d hypotheses and answers with no more of them, not %d of %d"
              .formatted(WIDEST, best, width));
    }
    if (!(margin > 0)) {
      throw new IllegalArgumentException("a beam has a margin of more than 0, not " + margin);
    }
    if (!(penalty >= 0 && penalty <= 10) || noRepeat < 0) {
      throw new IllegalArgumentException(
          "a length penalty of %s, no repeated %d in a row; the one is from 0 to 10, the other from 0"
              .formatted(penalty, noRepeat));
    }
  }

  /** The likeliest next id, and the next, within such lengths. */
  public static Beam greedy(Lengths lengths) {
    return new Beam(1, Double.POSITIVE_INFINITY, 1, 1, lengths, 0);
  }

  /** The same, answering with so many hypotheses; a narrower beam becomes as wide. */
  public Beam best(int count) {
    return new Beam(Math.max(width, count), margin, count, penalty, lengths, noRepeat);
  }

  /** The score of so many ids, the end among them; that of none is 0. */
  public double score(double logProbability, long length) {
    return length == 0 ? 0 : logProbability / Math.pow(length, penalty);
  }
}
