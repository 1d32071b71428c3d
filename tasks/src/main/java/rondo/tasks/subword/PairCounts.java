package rondo.tasks.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * How often which two symbols stand side by side in the words of a text, kept up to date while they
 * are merged: a merge touches only words that hold its pair. The most frequent pair is at the head
 * of a queue, behind at most some entries of the past, which are dropped or put back where they
 * belong now.
 */
final class PairCounts {
  /** Two symbols side by side. */
  private static final class Seen {
    private final int left;
    private final int right;
    private long count;
    private int[] words = new int[4]; // it stood in these; some may have lost it since
    private int size;

    private Seen(int left, int right) {
      this.left = left;
      this.right = right;
    }

    private void in(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      words = size == words.length ? Arrays.copyOf(words, 2 * size) : words;
      words[size++] = word;
    }
  }

  /** A pair and how often it stood there when this was put into the queue. */
  private record Candidate(Seen seen, long count, Pair pair) {}

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> symbols = new ArrayList<>(); // by id
  private final List<int[]> words = new ArrayList<>(); // ids of symbols
  private final List<Long> counts = new ArrayList<>(); // of words
  private final Map<Long, Seen> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Candidate c) -> -c.count)
              .thenComparing(c -> c.pair.left())
              .thenComparing(c -> c.pair.right()));

  PairCounts(Map<String, Long> tokens) {
    tokens.forEach(
        (token, count) -> {
          List<String> own = learnable(token) ? Symbols.of(token) : List.of();
          if (own.size() > 1 && own.size() <= Symbols.LONGEST) {
            words.add(own.stream().mapToInt(this::id).toArray());
            counts.add(count);
          }
        });
    for (int w = 0; w < words.size(); w++) {
      int[] word = words.get(w);
      count(word, counts.get(w));
      for (int i = 1; i < word.length; i++) {
        seen(word[i - 1], word[i]).in(w);
      }
    }
    pairs.values().forEach(this::offer);
  }

  /** Not what a list of merges or a file could not hold: spaces and halves of characters. */
  private static boolean learnable(String token) {
    return token.indexOf(' ') < 0
        && token
            .codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private int id(String symbol) {
    return ids.computeIfAbsent(
        symbol,
        s -> {
          symbols.add(s);
          return symbols.size() - 1;
        });
  }

  List<String> merges(int most, long least) {
    List<String> merges = new ArrayList<>();
    while (merges.size() < most && !queue.isEmpty()) {
      Candidate best = queue.remove();
      if (best.count != best.seen.count) {
        if (best.count > best.seen.count) { // else it stands further ahead, too
          offer(best.seen);
        }
      } else if (best.count < least) {
        break;
      } else {
        merges.add(best.pair.line());
        merge(best.seen, id(best.pair.made()));
      }
    }
    return merges;
  }

  private void merge(Seen pair, int made) {
    Set<Seen> more = new LinkedHashSet<>(); // only pairs with what was made are more now
    for (int i = 0; i < pair.size; i++) {
      int w = pair.words[i];
      int[] old = words.get(w);
      int[] merged = merged(old, pair.left, pair.right, made);
      if (merged.length < old.length) {
        count(old, -counts.get(w));
        count(merged, counts.get(w));
        words.set(w, merged);
        for (int k = 1; k < merged.length; k++) {
          if (merged[k - 1] == made || merged[k] == made) {
            Seen seen = seen(merged[k - 1], merged[k]);
            seen.in(w);
            more.add(seen);
          }
        }
      }
    }
    more.forEach(this::offer);
  }

  private static int[] merged(int[] word, int left, int right, int made) {
    int[] merged = new int[word.length];
    int to = 0;
    for (int i = 0; i < word.length; i++) {
      boolean found = word[i] == left && i + 1 < word.length && word[i + 1] == right;
      merged[to++] = found ? made : word[i];
      i += found ? 1 : 0;
    }
    return to == word.length ? word : Arrays.copyOf(merged, to);
  }

  private void count(int[] word, long count) {
    for (int i = 1; i < word.length; i++) {
      seen(word[i - 1], word[i]).count += count;
    }
  }

  private Seen seen(int left, int right) {
    return pairs.computeIfAbsent((long) left << 32 | right, p -> new Seen(left, right));
  }

  private void offer(Seen seen) {
    if (seen.count > 0) {
      queue.add(
          new Candidate(
              seen, seen.count, new Pair(symbols.get(seen.left), symbols.get(seen.right))));
    }
  }
}
