package rondo.tasks.measure;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Evaluation;
import rondo.tasks.text.Scheme;

/**
 * How good a label for each token is: accuracy of tokens and of whole sentences, and of each label
 * precision, recall and F1.
 *
 * <p>Labels may be the tags of spans. They are where every gold label is {@code O} or begins with
 * {@code B-}, {@code I-}, {@code E-} or {@code S-}; then the metric is the F1 of spans, and what is
 * told of each label is told of each kind of span, as {@link SpanScores} has it. Otherwise the
 * metric is the accuracy of tokens.
 */
public final class TokenScores {
  private final Pairs pairs = new Pairs();
  private final SpanScores spans = new SpanScores();
  private boolean tags = true; // all gold labels are, so far
  private long tokens;
  private long right;
  private long sentences;
  private long rightSentences;

  /** Counts one sentence. */
  public void add(List<String> gold, List<String> answer) {
    if (gold.size() != answer.size()) {
      throw new IllegalArgumentException(
          "%d labels are answered for %d tokens".formatted(answer.size(), gold.size()));
    }
    int same = 0;
    for (int t = 0; t < gold.size(); t++) {
      pairs.add(gold.get(t), answer.get(t));
      same += gold.get(t).equals(answer.get(t)) ? 1 : 0;
    }
    tokens += gold.size();
    right += same;
    sentences++;
    rightSentences += same == gold.size() ? 1 : 0;
    tags = tags && gold.stream().allMatch(TokenScores::isTag);
    if (tags) {
      spans.addTags(gold, answer.stream().map(a -> isTag(a) ? a : Scheme.OUTSIDE).toList());
    }
  }

  /** Whether a label may be the tag of a span, or of none. */
  public static boolean isTag(String label) {
    return label.equals(Scheme.OUTSIDE)
        || (label.length() > 2 && label.charAt(1) == '-' && "BIES".indexOf(label.charAt(0)) >= 0);
  }

  /**
   * All figures: {@code accuracy}, {@code sentence-accuracy}, and {@code f1}, {@code precision},
   * {@code recall} with {@code /label}. Of spans also those three without a label, of other labels
   * their means as {@code macro-f1} and so on.
   */
  public Evaluation evaluation() {
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("accuracy", Rates.percent(right, tokens));
    values.put("sentence-accuracy", Rates.percent(rightSentences, sentences));
    String text =
        "%s tokens, %s right: accuracy %s%n%s sentences, %s right throughout: %s%n%n"
            .formatted(
                Table.count(tokens),
                Table.count(right),
                Table.percent(values.get("accuracy")),
                Table.count(sentences),
                Table.count(rightSentences),
                Table.percent(values.get("sentence-accuracy")));
    String mistakes = Table.mistakes(pairs);
    String end = mistakes.isEmpty() ? "" : "\n" + mistakes;
    if (tags && tokens > 0) {
      Evaluation ofSpans = spans.evaluation();
      values.putAll(ofSpans.values());
      values.put("accuracy", Rates.percent(right, tokens)); // of labels as they were answered
      return new Evaluation("f1", values, ofSpans.confusion(), text + spans.table() + end);
    }
    SortedMap<String, Rates> rates = pairs.rates();
    Rates.into(values, rates);
    String[] macro = Macro.of(rates).into(values);
    text += Table.rates(rates, macro) + end;
    return new Evaluation("accuracy", values, pairs.confusion(), text);
  }
}
