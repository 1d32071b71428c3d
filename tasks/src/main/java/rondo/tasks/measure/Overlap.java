package rondo.tasks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many n-grams of one length a translation shares with its reference.
 *
 * @param gold how many the reference has
 * @param found how many the translation has
 * @param right how many of those are in the reference, each counted as often as it is there at most
 */
public record Overlap(long gold, long found, long right) {
  static final Overlap NONE = new Overlap(0, 0, 0);

  public Overlap {
    if (right < 0 || right > gold || right > found) {
      throw new IllegalArgumentException(
          "%d shared n-grams of %d and %d".formatted(right, gold, found));
    }
  }

  /** Those of two texts. */
  public Overlap and(Overlap more) {
    return new Overlap(gold + more.gold, found + more.found, right + more.right);
  }

  static List<Overlap> none(int orders) {
    return Collections.nCopies(orders, NONE);
  }

  /** Those of two texts, order by order. */
  static List<Overlap> sum(List<Overlap> a, List<Overlap> b) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(
          "counts of %d orders of n-grams do not add to counts of %d"
              .formatted(b.size(), a.size()));
    }
    List<Overlap> sum = new ArrayList<>(a.size());
    for (int n = 0; n < a.size(); n++) {
      sum.add(a.get(n).and(b.get(n)));
    }
    return sum;
  }
}
