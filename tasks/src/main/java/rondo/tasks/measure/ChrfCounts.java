package rondo.tasks.measure;

import java.util.List;

/**
 * All that chrF needs to know of a text. Counts of sentences add up to those of the text, as {@link
 * BleuCounts} do.
 *
 * @param orders of one character, two, and so on, then of one word and two if words count
 */
public record ChrfCounts(List<Overlap> orders) {
  private static final double WEIGHT =
      2 * 2; // recall counts twice as much: the 2 of chrF2, squared

  public ChrfCounts {
    orders = List.copyOf(orders);
  }

  /** Those of both texts. */
  public ChrfCounts and(ChrfCounts more) {
    return new ChrfCounts(Overlap.sum(orders, more.orders));
  }

  /** chrF from 0 to 100, of the orders that both texts are long enough for. */
  public double score() {
    double precisions = 0;
    double recalls = 0;
    int known = 0;
    for (Overlap each : orders) {
      if (each.found() > 0 && each.gold() > 0) {
        precisions += (double) each.right() / each.found();
        recalls += (double) each.right() / each.gold();
        known++;
      }
    }
    if (precisions == 0) { // then no n-gram is right, and the recalls are 0 as well
      return 0;
    }
    double p = precisions / known;
    double r = recalls / known;
    return 100 * ((1 + WEIGHT) * p * r / (WEIGHT * p + r));
  }
}
