package rondo.tasks.measure;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The plain means of what the labels have, so that a rare label counts as much as any other. */
record Macro(double precision, double recall, double f1) {
  static Macro of(Map<String, Rates> labels) {
    return new Macro(
        mean(labels, Rates::precision), mean(labels, Rates::recall), mean(labels, Rates::f1));
  }

  private static double mean(Map<String, Rates> labels, ToDoubleFunction<Rates> figure) {
    return labels.values().stream().mapToDouble(figure).average().orElse(0);
  }

  /** Adds them to figures, and returns the row of a table. */
  String[] into(Map<String, Double> values) {
    values.put("macro-precision", precision);
    values.put("macro-recall", recall);
    values.put("macro-f1", f1);
    return new String[] {
      "mean", Table.percent(precision), Table.percent(recall), Table.percent(f1)
    };
  }
}
