package rondo.tasks.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * All that BLEU needs to know of a text. Counts of sentences add up to those of the text, so a text
 * that is drawn again and again from the same sentences, as a bootstrap does, is scored without
 * cutting a sentence twice.
 *
 * @param orders of one word, two, three and four
 * @param length tokens of the translation
 * @param referenceLength tokens of the reference; of several, of the one that is nearest in length,
 *     and of two as near, the shorter one
 */
public record BleuCounts(List<Overlap> orders, long length, long referenceLength) {
  static final int ORDERS = 4;

  /** Of a text without sentences. */
  public static final BleuCounts NONE = new BleuCounts(Overlap.none(ORDERS), 0, 0);

  public BleuCounts {
    orders = List.copyOf(orders);
    if (orders.size() != ORDERS || length < 0 || referenceLength < 0) {
      throw new IllegalArgumentException(
          "BLEU counts n-grams of 1 to %d words and lengths from 0, not of %d orders, lengths %d and %d"
              .formatted(ORDERS, orders.size(), length, referenceLength));
    }
  }

  /** Those of both texts. */
  public BleuCounts and(BleuCounts more) {
    return new BleuCounts(
        Overlap.sum(orders, more.orders),
        length + more.length,
        referenceLength + more.referenceLength);
  }

  /**
   * Of each order how many of a hundred n-grams are right. Where some order has none, the first
   * such counts as half an n-gram, the next as a quarter, and so on (method 3 of Chen and Cherry
   * 2014); without any right word, or without n-grams of an order, there is 0.
   */
  public List<Double> precisions() {
    boolean any = orders.stream().anyMatch(each -> each.right() > 0);
    double least = 1; // n-grams that an order without right ones counts as
    List<Double> precisions = new ArrayList<>(ORDERS);
    for (Overlap each : orders) {
      double right = each.right();
      if (any && each.found() > 0 && right == 0) {
        least /= 2;
        right = least;
      }
      precisions.add(each.found() == 0 ? 0 : 100 * right / each.found());
    }
    return precisions;
  }

  /** From 0 to 1, less than 1 for a translation shorter than its reference. */
  public double brevityPenalty() {
    if (length >= referenceLength) {
      return 1;
    }
    return length == 0 ? 0 : Math.exp(1 - (double) referenceLength / length);
  }

  /** How long the translation is, as a multiple of its reference; 0 if that is empty. */
  public double ratio() {
    return referenceLength == 0 ? 0 : (double) length / referenceLength;
  }

  /** BLEU from 0 to 100; 0 for a text that has no four words in a row. */
  public double score() {
    return brevityPenalty() * mean(precisions());
  }

  /**
   * BLEU of a single sentence, from 0 to 100: only of the orders that it is long enough for, called
   * the effective order.
   */
  public double sentenceScore() {
    return brevityPenalty() * mean(precisions().stream().takeWhile(p -> p > 0).toList());
  }

  /** The geometric one. */
  private static double mean(List<Double> percents) {
    double logs = 0;
    for (double p : percents) {
      logs += Math.log(p / 100); // of 0 it is minus infinity, and the mean is 0
    }
    return percents.isEmpty() ? 0 : 100 * Math.exp(logs / percents.size());
  }
}
