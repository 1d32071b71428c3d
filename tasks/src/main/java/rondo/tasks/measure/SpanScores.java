package rondo.tasks.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Evaluation;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/**
 * Precision, recall and F1 of spans, which count as right only with both borders and the label, as
 * in the CoNLL evaluation.
 */
public final class SpanScores {
  private final SortedMap<String, int[]> counts = new TreeMap<>(); // by label: gold, found, right
  private long tokens;
  private long rightTokens;

  /** Counts one sentence. */
  public void add(List<Span> gold, List<Span> found, int length) {
    add(gold, found);
    List<String> goldTags = Scheme.IOB2.tags(gold, length);
    List<String> foundTags = Scheme.IOB2.tags(found, length);
    for (int t = 0; t < length; t++) {
      rightTokens += goldTags.get(t).equals(foundTags.get(t)) ? 1 : 0;
    }
    tokens += length;
  }

  /**
   * Counts one sentence of tags, of whatever scheme; a token is right when its tag is the same
   * text.
   */
  public void addTags(List<String> gold, List<String> found) {
    add(Scheme.spans(gold), Scheme.spans(found));
    for (int t = 0; t < gold.size(); t++) {
      rightTokens += gold.get(t).equals(found.get(t)) ? 1 : 0;
    }
    tokens += gold.size();
  }

  private void add(List<Span> gold, List<Span> found) {
    Set<Span> right = new HashSet<>(gold);
    gold.forEach(s -> of(s.label())[0]++);
    found.forEach(s -> of(s.label())[1]++);
    found.stream().filter(right::contains).forEach(s -> of(s.label())[2]++);
  }

  private int[] of(String label) {
    return counts.computeIfAbsent(label, l -> new int[3]);
  }

  /**
   * All figures: {@code f1}, {@code precision}, {@code recall}, {@code accuracy}, and each with
   * {@code /label}.
   */
  public Evaluation evaluation() {
    SortedMap<String, Double> values = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    int[] all = new int[3];
    counts.values().forEach(c -> add(all, c));
    put(values, "", all);
    values.put("accuracy", tokens == 0 ? 0 : 100.0 * rightTokens / tokens);
    text.append(line("", "precision", "recall", "F1", "spans", "found"));
    for (Map.Entry<String, int[]> each : counts.entrySet()) {
      put(values, "/" + each.getKey(), each.getValue());
      text.append(row(each.getKey(), each.getValue()));
    }
    text.append(row("all", all));
    return new Evaluation("f1", values, text.toString());
  }

  private static void add(int[] sum, int[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  private static void put(Map<String, Double> values, String suffix, int[] c) {
    values.put("precision" + suffix, precision(c));
    values.put("recall" + suffix, recall(c));
    values.put("f1" + suffix, f1(c));
  }

  private static double precision(int[] c) {
    return c[1] == 0 ? 0 : 100.0 * c[2] / c[1];
  }

  private static double recall(int[] c) {
    return c[0] == 0 ? 0 : 100.0 * c[2] / c[0];
  }

  private static double f1(int[] c) {
    double p = precision(c);
    double r = recall(c);
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
  }

  private static String row(String label, int[] c) {
    return line(
        label, percent(precision(c)), percent(recall(c)), percent(f1(c)), "" + c[0], "" + c[1]);
  }

  /**
   * Two digits, halves to the even one as C's printf rounds them, so that tables agree with the
   * script's.
   */
  static String percent(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String line(
      String label, String p, String r, String f, String gold, String found) {
    return String.format(Locale.ROOT, "%-16s %9s %9s %9s %8s %8s%n", label, p, r, f, gold, found);
  }
}
