package rondo.tasks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Evaluation;

/**
 * chrF (Popović 2015): the F-score of runs of one to six characters that a translation shares with
 * its reference, recall counting twice as much as precision; spaces count for nothing. chrF++
 * (Popović 2017) adds runs of one and two words. Scores are those of sacreBLEU 2.6, and the line of
 * text is written as it writes it.
 *
 * <pre>{@code
 * Chrf chrf = Chrf.plusPlus();
 * chrf.add("The boat is leaving now.", "The boat leaves now.");
 * System.out.print(chrf.evaluation().text());
 * }</pre>
 */
public final class Chrf {
  private static final int CHARACTERS = 6;

  private final int words; // in a row, at most
  private final Signature signature;
  private ChrfCounts counts;

  /** Of characters alone: chrF2. */
  public Chrf() {
    this(0);
  }

  private Chrf(int words) {
    this.words = words;
    this.signature =
        new Signature("case:mixed|eff:yes|nc:%d|nw:%d|space:no".formatted(CHARACTERS, words));
    this.counts = new ChrfCounts(Overlap.none(CHARACTERS + words));
  }

  /** Of characters and words: chrF2++. */
  public static Chrf plusPlus() {
    return new Chrf(2);
  }

  /** Counts one sentence. */
  public void add(String hypothesis, String reference) {
    add(hypothesis, List.of(reference));
  }

  /** Counts one sentence that has several right translations, by the one that suits it best. */
  public void add(String hypothesis, List<String> references) {
    add(counts(hypothesis, references), references.size());
  }

  /** Counts one sentence by what was counted of it before. */
  void add(ChrfCounts sentence, int references) {
    counts = counts.and(sentence);
    signature.references(references);
  }

  /** What a sentence adds to the counts, which it is not added to. */
  public ChrfCounts counts(String hypothesis, List<String> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a translation needs a reference to be measured by");
    }
    List<Ngrams> found = ngrams(hypothesis);
    ChrfCounts best = counts(found, ngrams(references.get(0)));
    for (String other : references.subList(1, references.size())) {
      ChrfCounts counts = counts(found, ngrams(other));
      best = counts.score() > best.score() ? counts : best; // of equal ones the first
    }
    return best;
  }

  private static ChrfCounts counts(List<Ngrams> found, List<Ngrams> gold) {
    List<Overlap> orders = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Overlap overlap = found.get(i).in(gold.get(i));
      orders.add(overlap.gold() == 0 ? Overlap.NONE : overlap); // nothing could have been right
    }
    return new ChrfCounts(orders);
  }

  private List<Ngrams> ngrams(String text) {
    List<Ngrams> all = new ArrayList<>(CHARACTERS + words);
    List<String> characters = Tokenization.characters(text);
    for (int n = 1; n <= CHARACTERS; n++) {
      all.add(Ngrams.of(characters, n));
    }
    List<String> cut = words == 0 ? List.of() : words(text);
    for (int n = 1; n <= words; n++) {
      all.add(Ngrams.of(cut, n));
    }
    return all;
  }

  /** One ASCII mark is cut from a word, from its end or else from its start. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Tokenization.words(text)) {
      int last = word.length() - 1;
      if (word.codePointCount(0, word.length()) == 1) {
        words.add(word);
      } else if (isMark(word.charAt(last))) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (isMark(word.charAt(0))) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isMark(char c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }

  /** Of all sentences so far. */
  public ChrfCounts counts() {
    return counts;
  }

  /** How the score is computed, in the fields of sacreBLEU's signatures; the version is Rondo's. */
  public String signature() {
    return signature.toString();
  }

  /** The one figure, {@code chrf} or with words {@code chrf++}. */
  public Evaluation evaluation() {
    String plus = words > 0 ? "++" : "";
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("chrf" + plus, counts.score());
    String text = "chrF2%s|%s = %s\n".formatted(plus, signature, Table.percent(counts.score()));
    return new Evaluation("chrf" + plus, values, text);
  }
}
