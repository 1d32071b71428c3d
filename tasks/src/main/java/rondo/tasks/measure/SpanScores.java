package rondo.tasks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Confusion;
import rondo.core.Evaluation;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/**
 * Precision, recall and F1 of spans, which count as right only with both borders and the label, as
 * in the CoNLL evaluation: what its script conlleval (Tjong Kim Sang and Buchholz 2000) prints, to
 * the digit.
 *
 * <pre>{@code
 * SpanScores scores = new SpanScores();
 * scores.addTags(List.of("B-PER", "I-PER", "O"), List.of("B-PER", "O", "O"));
 * System.out.print(scores.evaluation().text());
 * }</pre>
 */
public final class SpanScores {
  private final Optional<Scheme> strict;
  private final Pairs pairs = new Pairs();
  private long tokens;
  private long rightTokens;

  /** Reads tags of any scheme as conlleval does, which makes spans of violations, too. */
  public SpanScores() {
    this(Optional.empty());
  }

  SpanScores(Optional<Scheme> strict) {
    this.strict = strict;
  }

  /**
   * Counts only spans whose tags obey a scheme exactly; others are none, neither gold nor found.
   * See {@link StrictSpans}.
   */
  public static SpanScores strict(Scheme scheme) {
    return new SpanScores(Optional.of(scheme));
  }

  /** Counts one sentence; a token is right as its tag in IOB2 would be. */
  public void add(List<Span> gold, List<Span> found, int length) {
    int[] g = places(gold, length);
    int[] f = places(found, length);
    pair(gold, found, g, f);
    for (int t = 0; t < length; t++) {
      boolean same = g[t] < 0 || f[t] < 0 ? g[t] == f[t] : same(gold.get(g[t]), found.get(f[t]), t);
      rightTokens += same ? 1 : 0;
    }
    tokens += length;
  }

  private static boolean same(Span a, Span b, int t) {
    return (a.from() == t) == (b.from() == t) && a.label().equals(b.label());
  }

  /** Counts one sentence of tags; a token is right when its tag is the same text. */
  public void addTags(List<String> gold, List<String> found) {
    if (gold.size() != found.size()) {
      throw new IllegalArgumentException(
          "%d tags are found for %d tokens".formatted(found.size(), gold.size()));
    }
    add(Reading.of(gold, strict), Reading.of(found, strict));
  }

  /** Counts one sentence that was read as this reads tags. */
  void add(Reading gold, Reading found) {
    int length = gold.tags().size();
    pair(gold.spans(), found.spans(), places(gold.spans(), length), places(found.spans(), length));
    for (int t = 0; t < length; t++) {
      rightTokens += gold.tags().get(t).equals(found.tags().get(t)) ? 1 : 0;
    }
    tokens += length;
  }

  /** Which span each token stands in, by its index; -1 for none. */
  private static int[] places(List<Span> spans, int length) {
    int[] at = new int[length];
    Arrays.fill(at, -1);
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.to() > length) {
        throw new IllegalArgumentException(span + " in a sentence of " + length + " tokens");
      }
      for (int t = span.from(); t < span.to(); t++) {
        if (at[t] >= 0) {
          throw new IllegalArgumentException(span + " overlaps another span at token " + t);
        }
        at[t] = i;
      }
    }
    return at;
  }

  /** Spans with the same borders belong together, whatever their labels. */
  private void pair(List<Span> gold, List<Span> found, int[] g, int[] f) {
    for (Span span : gold) {
      int other = f[span.from()];
      boolean met = other >= 0 && sameBorders(span, found.get(other));
      pairs.add(span.label(), met ? found.get(other).label() : Confusion.NOTHING);
    }
    for (Span span : found) {
      int other = g[span.from()];
      if (other < 0 || !sameBorders(span, gold.get(other))) {
        pairs.add(Confusion.NOTHING, span.label());
      }
    }
  }

  private static boolean sameBorders(Span a, Span b) {
    return a.from() == b.from() && a.to() == b.to();
  }

  /**
   * All figures: {@code f1}, {@code precision}, {@code recall}, {@code accuracy} (of tokens), and
   * the first three of each label with {@code /label}. The confusion is of the labels of spans with
   * the same borders.
   */
  public Evaluation evaluation() {
    SortedMap<String, Rates> labels = pairs.rates();
    SortedMap<String, Double> values = new TreeMap<>();
    Rates.into(values, labels);
    all(labels).into(values, "");
    double accuracy = Rates.percent(rightTokens, tokens);
    values.put("accuracy", accuracy);
    String text =
        "%s tokens, %s right: accuracy %s%n%n%s"
            .formatted(
                Table.count(tokens), Table.count(rightTokens), Table.percent(accuracy), table());
    return new Evaluation("f1", values, pairs.confusion(), text);
  }

  private static Rates all(SortedMap<String, Rates> labels) {
    return labels.values().stream().reduce(Rates.NONE, Rates::and);
  }

  /** A row for each label, and one for all. */
  String table() {
    SortedMap<String, Rates> labels = pairs.rates();
    return strict.map(s -> "spans that obey " + s + " exactly\n").orElse("")
        + Table.rates(labels, Table.cells("all", all(labels)));
  }
}
