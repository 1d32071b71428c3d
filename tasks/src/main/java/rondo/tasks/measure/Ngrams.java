package rondo.tasks.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each run of so many tokens occurs in a text; its tokens may be characters. */
record Ngrams(Map<List<String>, Integer> counts) {

  /** Those of n tokens; the list of tokens must not change after that. */
  static Ngrams of(List<String> tokens, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= tokens.size(); i++) {
      counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
    }
    return new Ngrams(counts);
  }

  /** Each as often as it occurs in the text that has it more often. */
  Ngrams or(Ngrams other) {
    Map<List<String>, Integer> most = new HashMap<>(counts);
    other.counts.forEach((ngram, times) -> most.merge(ngram, times, Math::max));
    return new Ngrams(most);
  }

  /** What these, of a translation, share with those of the reference. */
  Overlap in(Ngrams reference) {
    long found = 0;
    long right = 0;
    for (Map.Entry<List<String>, Integer> each : counts.entrySet()) {
      found += each.getValue();
      right += Math.min(each.getValue(), reference.counts.getOrDefault(each.getKey(), 0));
    }
    return new Overlap(reference.size(), found, right);
  }

  private long size() {
    return counts.values().stream().mapToLong(times -> times).sum();
  }
}
