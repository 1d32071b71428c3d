package rondo.tasks.search;

/**
 * How many ids may be written, the end not counted, about a source of so many.
 *
 * @param least so many at least
 * @param ratio so many times as many as the source has at most
 * @param more and so many more
 */
public record Lengths(int least, double ratio, int more) {
  /** Up to twice as many as the source has, and ten more. */
  public static final Lengths UP_TO_TWICE = new Lengths(0, 2, 10);

  static final int MOST = 1 << 20;

  public Lengths {
    if (least < 0 || more < 0 || more > MOST || !(ratio >= 0 && ratio <= MOST)) {
      throw new IllegalArgumentException(
          "lengths from %d to %s times the source and %d more".formatted(least, ratio, more));
    }
  }

  /** The most for a source of a length; it wins over the least. */
  int most(int source) {
    return (int) Math.min(MOST, Math.ceil(ratio * source) + more);
  }
}
