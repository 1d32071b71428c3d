package rondo.tasks.subword;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import rondo.core.Noise;
import rondo.tasks.text.Joins;

/**
 * Frequent words whole, others in frequent parts (Sennrich 2016, byte-pair encoding): a token falls
 * into code points, and what training text had side by side most often is put together again, in
 * the order in which it was learnt. A piece that is no end of its token is joined to the next,
 * {@code low￭ est}, so pieces that end a word are pieces of their own.
 *
 * <p>A code point that was never seen is a piece by itself; a vocabulary takes it for unknown, and
 * pieces nobody replaced become text as they were. The merges stand in a model as a list of lines,
 * {@code low￭ est}. Whether two languages share one is up to the caller: give it the tokens of
 * both.
 */
public final class BytePairs implements Segmenter {
  /** How many merges there may be. */
  public static final int MOST = 1_000_000;

  private static final int LONGEST_PIECE = 2 * Symbols.LONGEST; // chars
  private static final int REMEMBERED = 1 << 16; // tokens; the frequent ones come first
  private static final int LONGEST_REMEMBERED = 40; // chars

  private final List<String> merges;
  private final List<Pair> pairs = new ArrayList<>();
  private final Map<Pair, Integer> ranks = new HashMap<>();
  private final Map<String, Pair> parts = new HashMap<>(); // of what a merge has made
  private final Optional<Set<String>> known;
  private final Map<String, List<String>> remembered = new ConcurrentHashMap<>();

  private BytePairs(List<String> merges, Optional<Set<String>> known) {
    if (merges.size() > MOST) {
      throw new IllegalArgumentException(
          "there are %d merges; at most %d can be".formatted(merges.size(), MOST));
    }
    this.merges = List.copyOf(merges);
    this.known = known;
    for (int i = 0; i < merges.size(); i++) {
      Pair pair = Pair.read(merges.get(i), i + 1);
      String made = pair.made();
      require(pair.left(), i + 1);
      require(pair.right(), i + 1);
      if (Symbols.core(made).length() > LONGEST_PIECE) {
        throw new IllegalArgumentException(
            "merge %d makes a piece of more than %d characters, which no text asks for"
                .formatted(i + 1, LONGEST_PIECE));
      }
      if (ranks.putIfAbsent(pair, i) != null) {
        throw new IllegalArgumentException(
            "merge %d, '%s', is there twice; each stands once".formatted(i + 1, pair.line()));
      }
      parts.putIfAbsent(made, pair);
      pairs.add(pair);
    }
  }

  private void require(String part, int place) {
    if (!parts.containsKey(part) && !Symbols.smallest(part)) {
      throw new IllegalArgumentException(
          "merge %d needs '%s', which no merge before it makes; keep the order in which they were learnt"
              .formatted(place, part));
    }
  }

  /** Byte pairs again from their {@link #merges}. */
  public static BytePairs of(List<String> merges) {
    return new BytePairs(merges, Optional.empty());
  }

  /** The same as {@link #learn(Map, int, int)} from a text, whose tokens may come in any order. */
  public static BytePairs learn(Stream<String> tokens, int merges, int least) {
    Map<String, Long> counts = new HashMap<>();
    tokens.forEach(t -> counts.merge(t, 1L, Long::sum));
    return learn(counts, merges, least);
  }

  /**
   * So many merges at most, each of the pair that is then most frequent; as frequent as each other,
   * in the order of their characters, the first part before the second. It ends early where no pair
   * occurs {@code least} times.
   *
   * @param counts how often each token occurs; their order changes nothing
   */
  public static BytePairs learn(Map<String, Long> counts, int merges, int least) {
    if (merges < 0 || merges > MOST || least < 1) {
      throw new IllegalArgumentException(
          "%d merges of pairs seen %d times cannot be learnt; there are 0 to %d of pairs seen once or more"
              .formatted(merges, least, MOST));
    }
    return of(new PairCounts(counts).merges(merges, least));
  }

  @Override
  public List<String> merges() {
    return merges;
  }

  /** A piece that is not among these is taken apart again, as far as it takes. */
  @Override
  public BytePairs within(Collection<String> known) {
    return new BytePairs(merges, Optional.of(Set.copyOf(known)));
  }

  @Override
  public List<String> pieces(List<String> tokens) {
    List<String> pieces = new ArrayList<>();
    tokens.forEach(t -> pieces.addAll(encode(t)));
    return List.copyOf(pieces);
  }

  /** Provilkov 2020, BPE-dropout. */
  @Override
  public List<String> pieces(List<String> tokens, double share, Noise noise) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      cut(tokens.get(i), new Left(share, noise.at(i)), pieces);
    }
    return List.copyOf(pieces);
  }

  @Override
  public String text(List<String> pieces) {
    return Joins.text(pieces);
  }

  /** The pieces of one token. */
  public List<String> encode(String token) {
    List<String> before = remembered.get(token);
    if (before != null) {
      return before;
    }
    List<String> pieces = new ArrayList<>();
    cut(token, new Left(0, Noise.NONE), pieces);
    List<String> encoded = List.copyOf(pieces);
    if (token.length() <= LONGEST_REMEMBERED && remembered.size() < REMEMBERED) {
      remembered.put(token, encoded);
    }
    return encoded;
  }

  private void cut(String token, Left left, List<String> pieces) {
    List<String> symbols = Symbols.of(token);
    for (int from = 0; from < symbols.size(); from += Symbols.LONGEST) {
      int to = Math.min(symbols.size(), from + Symbols.LONGEST);
      List<String> merged = new ArrayList<>(symbols.subList(from, to));
      merge(merged, left);
      merged.forEach(p -> write(p, pieces));
    }
  }

  /** What is left out of a token's merges: a decision for each place, each time it is looked at. */
  private static final class Left {
    private final double share;
    private final Noise noise;
    private long asked;

    Left(double share, Noise noise) {
      this.share = share;
      this.noise = noise;
    }

    boolean out() {
      return share > 0 && noise.uniform(asked++) < share;
    }
  }

  private void merge(List<String> symbols, Left left) {
    while (symbols.size() > 1) {
      int best = Integer.MAX_VALUE;
      int[] found = new int[symbols.size()]; // the rank of the pair that begins at each place
      for (int i = 0; i < found.length; i++) {
        found[i] = i + 1 < found.length && !left.out() ? rank(symbols, i) : Integer.MAX_VALUE;
        best = Math.min(best, found[i]);
      }
      if (best == Integer.MAX_VALUE) {
        return;
      }
      merge(symbols, best, found);
    }
  }

  private int rank(List<String> symbols, int i) {
    return ranks.getOrDefault(new Pair(symbols.get(i), symbols.get(i + 1)), Integer.MAX_VALUE);
  }

  /** Makes one of each pair of a rank, from left to right. */
  private void merge(List<String> symbols, int rank, int[] found) {
    String made = pairs.get(rank).made();
    int to = 0;
    for (int i = 0; i < found.length; i++) {
      boolean here = found[i] == rank;
      symbols.set(to++, here ? made : symbols.get(i));
      i += here ? 1 : 0;
    }
    symbols.subList(to, symbols.size()).clear();
  }

  private void write(String piece, List<String> pieces) {
    Pair pair = parts.get(piece);
    if (pair == null || known.isEmpty() || known.get().contains(piece)) {
      pieces.add(piece);
    } else {
      write(pair.left(), pieces);
      write(pair.right(), pieces);
    }
  }
}
