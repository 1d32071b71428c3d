package rondo.tasks.measure;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import rondo.core.Evaluation;

/**
 * BLEU and chrF of texts whose sentences may be measured again and again, in other company, as a
 * bootstrap does: what was counted of a sentence is remembered. Any number of threads may share
 * one.
 */
public final class TranslationScores {
  private static final int REMEMBERED = 1 << 16; // sentences

  private final Tokenization tokenization;
  private final boolean lowerCased;
  private final Map<Measured, Counts> remembered = new ConcurrentHashMap<>();

  private record Measured(String hypothesis, String reference) {}

  private record Counts(BleuCounts bleu, ChrfCounts chrf) {}

  /** BLEU takes capitals for small letters where it is lower-cased; chrF never does. */
  public TranslationScores(Tokenization tokenization, boolean lowerCased) {
    this.tokenization = tokenization;
    this.lowerCased = lowerCased;
  }

  /** The figures of both; {@code bleu} is the one to choose by. */
  public Evaluation evaluation(List<String> hypotheses, List<String> references) {
    if (hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          "%d translations of %d texts".formatted(hypotheses.size(), references.size()));
    }
    Bleu bleu = bleu();
    Chrf chrf = new Chrf();
    for (int i = 0; i < hypotheses.size(); i++) {
      Counts counts = counts(new Measured(hypotheses.get(i), references.get(i)));
      bleu.add(counts.bleu(), 1);
      chrf.add(counts.chrf(), 1);
    }
    Evaluation words = bleu.evaluation();
    Evaluation characters = chrf.evaluation();
    SortedMap<String, Double> values = new TreeMap<>(words.values());
    values.putAll(characters.values());
    return new Evaluation(words.metric(), values, words.text() + characters.text());
  }

  private Bleu bleu() {
    return lowerCased ? Bleu.lowerCased(tokenization) : new Bleu(tokenization);
  }

  private Counts counts(Measured sentence) {
    Counts before = remembered.get(sentence);
    if (before != null) {
      return before;
    }
    List<String> reference = List.of(sentence.reference());
    Counts counts =
        new Counts(
            bleu().counts(sentence.hypothesis(), reference),
            new Chrf().counts(sentence.hypothesis(), reference));
    if (remembered.size() < REMEMBERED) {
      remembered.put(sentence, counts);
    }
    return counts;
  }
}
