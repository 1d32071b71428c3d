package rondo.tasks.measure;

import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Evaluation;

/**
 * How good one label for each example is: accuracy, precision, recall and F1 of each class, their
 * mean (macro-F1), and which class was taken for which.
 */
public final class ClassScores {
  private final Pairs pairs = new Pairs();
  private long examples;
  private long right;

  /** Counts one example. */
  public void add(String gold, String answer) {
    pairs.add(gold, answer);
    examples++;
    right += gold.equals(answer) ? 1 : 0;
  }

  /**
   * All figures: {@code accuracy}, {@code macro-f1}, {@code macro-precision}, {@code macro-recall},
   * and {@code f1}, {@code precision}, {@code recall} with {@code /class}. The classes are all that
   * are right or answered somewhere.
   */
  public Evaluation evaluation() {
    SortedMap<String, Rates> rates = pairs.rates();
    SortedMap<String, Double> values = new TreeMap<>();
    Rates.into(values, rates);
    double accuracy = Rates.percent(right, examples);
    values.put("accuracy", accuracy);
    String[] macro = Macro.of(rates).into(values);
    String text =
        "%s examples, %s right: accuracy %s%n%n"
            .formatted(Table.count(examples), Table.count(right), Table.percent(accuracy));
    text += Table.rates(rates, macro) + "\n" + Table.confusion(pairs, rates.keySet());
    return new Evaluation("accuracy", values, pairs.confusion(), text);
  }
}
