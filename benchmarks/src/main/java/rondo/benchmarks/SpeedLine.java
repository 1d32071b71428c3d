package rondo.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of the speed run.
 *
 * @param kind such as {@code lstm-train}
 * @param ours milliseconds
 * @param peer milliseconds; NaN where there was no peer
 */
record SpeedLine(Shape shape, String kind, double ours, double peer) {
  double ratio() {
    return ours / peer;
  }

  /** Reads what {@link #toString} writes; nothing of any other text. */
  static Optional<SpeedLine> parse(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length != 5 || !words[1].matches("[a-z]+-(train|forward)")) {
      return Optional.empty();
    }
    return Optional.of(
        new SpeedLine(
            Shape.parse(words[0]),
            words[1],
            Double.parseDouble(words[2]),
            Double.parseDouble(words[3])));
  }

  @Override
  public String toString() {
    String line = String.format(Locale.ROOT, "%-18s %-14s %9.3f", shape, kind, ours);
    return Double.isNaN(peer)
        ? line
        : line + String.format(Locale.ROOT, " %9.3f %6.2f", peer, ratio());
  }
}
