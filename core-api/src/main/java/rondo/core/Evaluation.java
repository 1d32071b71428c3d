package rondo.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How good answers were.
 *
 * @param metric the name of the value to choose models by; larger is better, scores are from 0 to
 *     100
 * @param values all figures by name; those of one label are named {@code figure/label}
 * @param confusion which labels were answered for which, where answers are labels
 * @param text a table for a person
 */
public record Evaluation(
    String metric, SortedMap<String, Double> values, Confusion confusion, String text) {
  public Evaluation {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    if (!values.containsKey(metric)) {
      throw new IllegalArgumentException(
          "no value of the metric '" + metric + "' among " + values.keySet());
    }
  }

  /** Of a task whose answers are no labels. */
  public Evaluation(String metric, SortedMap<String, Double> values, String text) {
    this(metric, values, Confusion.NONE, text);
  }

  /** The value of the metric to choose by. */
  public double value() {
    return value(metric);
  }

  /** The value of this name. */
  public double value(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no value of the metric '" + name + "' among " + values.keySet());
    }
    return value;
  }
}
