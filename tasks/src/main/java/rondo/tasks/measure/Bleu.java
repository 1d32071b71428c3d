package rondo.tasks.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rondo.core.Evaluation;

/**
 * BLEU (Papineni et al. 2002): how many runs of one to four words of a translation are in its
 * reference, too. Scores are those of sacreBLEU 2.6 (Post 2018), and the line of text is written as
 * it writes it, with the signature that says how the score was computed.
 *
 * <p>Hypotheses and references are plain, detokenized text; the measure cuts both by its own {@link
 * Tokenization}. Text that has been cut before goes with {@link Tokenization#NONE}.
 *
 * <pre>{@code
 * Bleu bleu = new Bleu();
 * bleu.add("The boat is leaving now.", "The boat leaves now.");
 * System.out.print(bleu.evaluation().text());
 * }</pre>
 */
public final class Bleu {
  private final Tokenization tokenization;
  private final boolean lowerCased;
  private final Signature signature;
  private BleuCounts counts = BleuCounts.NONE;

  /** Tells capitals from small letters, and cuts as most papers do, by {@code 13a}. */
  public Bleu() {
    this(Tokenization.V13A);
  }

  /** Tells capitals from small letters. */
  public Bleu(Tokenization tokenization) {
    this(tokenization, false);
  }

  private Bleu(Tokenization tokenization, boolean lowerCased) {
    this.tokenization = tokenization;
    this.lowerCased = lowerCased;
    this.signature =
        new Signature(
            "case:%s|eff:no|tok:%s|smooth:exp"
                .formatted(lowerCased ? "lc" : "mixed", tokenization.sign()));
  }

  /** Takes capitals for small letters. */
  public static Bleu lowerCased(Tokenization tokenization) {
    return new Bleu(tokenization, true);
  }

  /** Counts one sentence. */
  public void add(String hypothesis, String reference) {
    add(hypothesis, List.of(reference));
  }

  /** Counts one sentence that has several right translations, an empty one being one, too. */
  public void add(String hypothesis, List<String> references) {
    add(counts(hypothesis, references), references.size());
  }

  /** Counts one sentence by what was counted of it before. */
  void add(BleuCounts sentence, int references) {
    counts = counts.and(sentence);
    signature.references(references);
  }

  /** What a sentence adds to the counts, which it is not added to. */
  public BleuCounts counts(String hypothesis, List<String> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a translation needs a reference to be measured by");
    }
    List<String> found = tokens(hypothesis);
    List<List<String>> gold = references.stream().map(this::tokens).toList();
    List<Overlap> orders = new ArrayList<>(BleuCounts.ORDERS);
    for (int order = 1; order <= BleuCounts.ORDERS; order++) {
      int n = order;
      Ngrams known = gold.stream().map(g -> Ngrams.of(g, n)).reduce(Ngrams::or).orElseThrow();
      orders.add(Ngrams.of(found, n).in(known));
    }
    return new BleuCounts(orders, found.size(), nearest(gold, found.size()));
  }

  private List<String> tokens(String text) {
    return tokenization.tokens(lowerCased ? SmallLetters.of(text) : text);
  }

  private static int nearest(List<List<String>> references, int length) {
    return references.stream()
        .map(List::size)
        .min(
            Comparator.<Integer>comparingInt(size -> Math.abs(size - length))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Of all sentences so far. */
  public BleuCounts counts() {
    return counts;
  }

  /** How the score is computed, in the fields of sacreBLEU's signatures; the version is Rondo's. */
  public String signature() {
    return signature.toString();
  }

  /**
   * All figures: {@code bleu}, {@code precision-1} to {@code precision-4}, {@code brevity-penalty}
   * (from 0 to 1), {@code length} and {@code reference-length} in tokens, and {@code length-ratio}.
   */
  public Evaluation evaluation() {
    SortedMap<String, Double> values = new TreeMap<>();
    List<Double> precisions = counts.precisions();
    for (int n = 1; n <= precisions.size(); n++) {
      values.put("precision-" + n, precisions.get(n - 1));
    }
    values.put("bleu", counts.score());
    values.put("brevity-penalty", counts.brevityPenalty());
    values.put("length", (double) counts.length());
    values.put("reference-length", (double) counts.referenceLength());
    values.put("length-ratio", counts.ratio());
    String text =
        "BLEU|%s = %s %s (BP = %s ratio = %s hyp_len = %d ref_len = %d)\n"
            .formatted(
                signature,
                Table.percent(counts.score()),
                precisions.stream().map(p -> Table.rounded(p, 1)).collect(Collectors.joining("/")),
                Table.rounded(counts.brevityPenalty(), 3),
                Table.rounded(counts.ratio(), 3),
                counts.length(),
                counts.referenceLength());
    return new Evaluation("bleu", values, text);
  }
}
