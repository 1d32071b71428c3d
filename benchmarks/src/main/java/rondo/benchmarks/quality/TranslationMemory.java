package rondo.benchmarks.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.tasks.data.SentencePair;
import rondo.tasks.measure.Tokenization;

/**
 * Answers with the translation of the known sentence that is most alike: a translator that is no
 * better has learnt nothing but its data.
 *
 * <p>Alike is the cosine of vectors with a place for each word: how often it is in the sentence,
 * times {@code log(1 + N / n)} where {@code n} of {@code N} known sentences have it. Words are
 * lower-cased, and cut as BLEU cuts them ({@code 13a}). Of equals the first is taken.
 */
final class TranslationMemory {
  private final List<SentencePair> known;
  private final double[] lengths; // of the vectors of the known sentences
  private final SortedMap<String, List<Entry>> index = new TreeMap<>(); // by word

  /** A sentence with a word, and how often. */
  private record Entry(int sentence, int count) {}

  TranslationMemory(List<SentencePair> pairs) {
    known = List.copyOf(pairs);
    lengths = new double[known.size()];
    for (int i = 0; i < known.size(); i++) {
      for (Map.Entry<String, Integer> word : counts(known.get(i).source()).entrySet()) {
        index
            .computeIfAbsent(word.getKey(), w -> new ArrayList<>())
            .add(new Entry(i, word.getValue()));
      }
    }
    for (List<Entry> entries : index.values()) {
      double rarity = rarity(entries);
      for (Entry e : entries) {
        lengths[e.sentence()] += Math.pow(e.count() * rarity, 2);
      }
    }
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.sqrt(lengths[i]);
    }
  }

  private static SortedMap<String, Integer> counts(String text) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (String word : Tokenization.V13A.tokens(text.toLowerCase(Locale.ROOT))) {
      counts.merge(word, 1, Integer::sum);
    }
    return counts;
  }

  private double rarity(List<Entry> entries) {
    return Math.log1p((double) known.size() / entries.size());
  }

  /** The translation of the known sentence most like this one; nothing if none has a word of it. */
  String answer(String text) {
    double[] alike = new double[known.size()]; // times the length of the text's vector
    counts(text)
        .forEach(
            (word, count) -> {
              List<Entry> entries = index.getOrDefault(word, List.of());
              double weight = count * Math.pow(rarity(entries), 2);
              for (Entry e : entries) {
                alike[e.sentence()] += weight * e.count() / lengths[e.sentence()];
              }
            });
    int best = -1;
    for (int i = 0; i < alike.length; i++) {
      if (alike[i] > (best < 0 ? 0 : alike[best])) {
        best = i;
      }
    }
    return best < 0 ? "" : known.get(best).target();
  }
}
