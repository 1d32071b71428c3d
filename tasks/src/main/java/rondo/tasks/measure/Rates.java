package rondo.tasks.measure;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;

/**
 * How well one label, or all of them, was found: from 0 to 100, and 0 where there was nothing to
 * divide by, as the CoNLL evaluation has it.
 *
 * @param gold how many there are
 * @param found how many were answered
 * @param right how many of those are among the gold ones
 */
record Rates(long gold, long found, long right) {
  static final Rates NONE = new Rates(0, 0, 0);
  private static final int LABELS = 1000;

  Rates and(Rates more) {
    return new Rates(gold + more.gold, found + more.found, right + more.right);
  }

  double precision() {
    return percent(right, found);
  }

  double recall() {
    return percent(right, gold);
  }

  double f1() {
    double p = precision();
    double r = recall();
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
  }

  /**
   * Adds those of each label to figures. Where labels are no longer told apart by a person, that is
   * of the most frequent ones: the figures of an evaluation stand in models and checkpoints, too.
   */
  static void into(Map<String, Double> values, SortedMap<String, Rates> labels) {
    labels.entrySet().stream()
        .sorted(Comparator.comparingLong(each -> -each.getValue().gold)) // stable, so by name then
        .limit(LABELS)
        .forEach(each -> each.getValue().into(values, "/" + each.getKey()));
  }

  /** Adds precision, recall and F1 to figures; the suffix is empty or {@code /label}. */
  void into(Map<String, Double> values, String suffix) {
    values.put("precision" + suffix, precision());
    values.put("recall" + suffix, recall());
    values.put("f1" + suffix, f1());
  }

  static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
