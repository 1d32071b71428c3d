package rondo.tasks.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Noise;
import rondo.tasks.text.Joins;

class BytePairsTest {
  private static final Map<String, Long> CLASSIC =
      Map.of("low", 5L, "lower", 2L, "newest", 6L, "widest", 3L);

  @Test
  void theClassicExampleIsLearntAsByHand() {
    assertThat(BytePairs.learn(CLASSIC, 100, 1).merges())
        .containsExactly(
            "e￭ s￭", // 9, before s￭ t
            "es￭ t", // 9
            "l￭ o￭", // 7
            "e￭ w￭", // 6, before n￭ e￭ and w￭ est
            "ew￭ est",
            "n￭ ewest",
            "lo￭ w", // 5: the end of a word
            "d￭ est", // 3
            "i￭ dest",
            "w￭ idest",
            "e￭ r", // 2
            "lo￭ w￭",
            "low￭ er");
    assertThat(BytePairs.learn(CLASSIC, 7, 1).merges()).hasSize(7).endsWith("lo￭ w");
    assertThat(BytePairs.learn(CLASSIC, 100, 3).merges()).hasSize(10).endsWith("w￭ idest");
    assertThat(BytePairs.learn(CLASSIC, 0, 1).merges()).isEmpty();
  }

  @Test
  void mergesThatAreLeftOutCutAnewAndLoseNothing() {
    BytePairs pairs = BytePairs.learn(CLASSIC, 100, 1);
    List<String> tokens = List.of("lower", "newest", "￭,", "widest", "lowest");
    assertThat(pairs.pieces(tokens, 0, Noise.of(1))).isEqualTo(pairs.pieces(tokens));
    assertThat(pairs.pieces(List.of("low"), 1, Noise.of(1))).containsExactly("l￭", "o￭", "w");
    Set<List<String>> cuts = new HashSet<>();
    int whole = 0; // how often "lower" came as one piece
    for (int seed = 1; seed <= 400; seed++) {
      List<String> cut = pairs.pieces(tokens, 0.1, Noise.of(seed));
      assertThat(pairs.pieces(tokens, 0.1, Noise.of(seed))).isEqualTo(cut);
      assertThat(pairs.text(cut)).isEqualTo("lower newest, widest lowest");
      cuts.add(cut);
      whole += cut.get(0).equals("lower") ? 1 : 0;
    }
    assertThat(cuts).hasSizeGreaterThan(50);
    // four merges, all of which have to be drawn: 0.9^4 at least, more since some may come later
    assertThat(whole / 400.0).isBetween(0.6, 0.95);
  }

  @Test
  void wordsFallIntoWhatWasLearnt() {
    BytePairs pairs = BytePairs.learn(CLASSIC, 100, 1);
    assertThat(pairs.encode("lowest")).containsExactly("low￭", "est");
    assertThat(pairs.encode("lower")).containsExactly("lower");
    assertThat(pairs.encode("￭low￭")).containsExactly("￭l￭", "o￭", "w￭"); // touches: another word
    assertThat(pairs.encode("Жest")).containsExactly("Ж￭", "est");
    assertThat(pairs.encode("￭")).containsExactly("￭");
    assertThat(pairs.encode("")).isEmpty();
    assertThat(pairs.pieces(List.of("lowest", "￭."))).containsExactly("low￭", "est", "￭.");
    assertThat(pairs.text(List.of("low￭", "est", "￭."))).isEqualTo("lowest.");
  }

  @Test
  void whatTrainingNeverWroteIsTakenApartAgain() {
    BytePairs pairs = BytePairs.learn(CLASSIC, 100, 1);
    BytePairs within = pairs.within(List.of("lo￭", "w", "lower", "est", "i￭"));
    assertThat(within.encode("lower")).containsExactly("lower");
    assertThat(within.encode("low")).containsExactly("lo￭", "w");
    assertThat(within.encode("lowest")).containsExactly("lo￭", "w￭", "est");
    assertThat(within.encode("widest")).containsExactly("w￭", "i￭", "d￭", "est");
    assertThat(within.merges()).isEqualTo(pairs.merges());
  }

  @Test
  void countsKeptUpToDateAreWhatCountingAgainWouldFind() {
    Random random = new Random(5);
    for (int n = 0; n < 60; n++) {
      Map<String, Long> counts = new TreeMap<>();
      int letters = 1 + random.nextInt(4);
      for (int w = 0; w < 30; w++) {
        String word =
            random
                .ints(1 + random.nextInt(9), 'a', 'a' + letters)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        counts.put((random.nextBoolean() ? "￭" : "") + word, 1L + random.nextInt(5));
      }
      int least = 1 + random.nextInt(3);
      assertThat(BytePairs.learn(counts, 60, least).merges()).isEqualTo(slowly(counts, 60, least));
    }
  }

  /** The definition: count all pairs, merge the first of the most frequent, begin again. */
  private static List<String> slowly(Map<String, Long> counts, int merges, int least) {
    Map<List<String>, Long> words = new TreeMap<>(BytePairsTest::compare);
    counts.forEach((word, count) -> words.put(Symbols.of(word), count));
    List<String> found = new ArrayList<>();
    while (found.size() < merges) {
      Map<List<String>, Long> pairs = new TreeMap<>(BytePairsTest::compare);
      words.forEach(
          (word, count) ->
              IntStream.range(1, word.size())
                  .forEach(i -> pairs.merge(word.subList(i - 1, i + 1), count, Long::sum)));
      long most = pairs.values().stream().mapToLong(c -> c).max().orElse(0);
      if (most < least) {
        break;
      }
      List<String> best =
          pairs.keySet().stream().filter(p -> pairs.getOrDefault(p, 0L) == most).findFirst().get();
      found.add(String.join(" ", best));
      Map<List<String>, Long> merged = new TreeMap<>(BytePairsTest::compare);
      words.forEach((word, count) -> merged.put(joined(word, best), count));
      words.clear();
      words.putAll(merged);
    }
    return found;
  }

  private static List<String> joined(List<String> word, List<String> pair) {
    List<String> joined = new ArrayList<>(word);
    for (int at; (at = Collections.indexOfSubList(joined, pair)) >= 0; ) {
      joined.set(at, pair.get(0).substring(0, pair.get(0).length() - 1) + pair.get(1));
      joined.remove(at + 1);
    }
    return joined;
  }

  private static int compare(List<String> a, List<String> b) {
    int n = Math.min(a.size(), b.size());
    for (int i = 0; i < n; i++) {
      if (!a.get(i).equals(b.get(i))) {
        return a.get(i).compareTo(b.get(i));
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  @Test
  void theOrderOfTheTextChangesNothing() {
    List<String> tokens = words(new Random(6), 20_000);
    List<String> merges = BytePairs.learn(tokens.stream(), 500, 2).merges();
    Collections.shuffle(tokens, new Random(1));
    assertThat(BytePairs.learn(tokens.stream(), 500, 2).merges()).isEqualTo(merges).hasSize(500);
    assertThat(BytePairs.of(merges).merges()).isEqualTo(merges);
    assertThat(BytePairs.learn(tokens.stream(), 50, 2).merges()).isEqualTo(merges.subList(0, 50));
  }

  /** Words of syllables, some of them much more often than others. */
  private static List<String> words(Random random, int count) {
    String[] syllables = {"ba", "na", "lo", "wer", "est", "ti", "on", "ß", "é", "क्ष", "😀"};
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = 1 + random.nextInt(5); k > 0; k--) {
        word.append(syllables[random.nextInt(1 + random.nextInt(syllables.length))]);
      }
      words.add(word.toString());
    }
    return words;
  }

  @Test
  void manyThreadsMayShareOne() {
    List<String> tokens = words(new Random(8), 100_000);
    List<String> merges = BytePairs.learn(tokens.stream(), 300, 2).merges();
    BytePairs shared = BytePairs.of(merges);
    List<List<String>> together = tokens.parallelStream().map(shared::encode).toList();
    BytePairs alone = BytePairs.of(merges);
    assertThat(together).isEqualTo(tokens.stream().map(alone::encode).toList());
  }

  @Test
  void manyWordsAndLongOnesTakeNoLongTime() {
    Random random = new Random(9);
    List<String> tokens = // all of them different
        Stream.generate(() -> Long.toString(random.nextLong(1L << 40), 36)).limit(100_000).toList();
    // This takes a second or two; counting all pairs again for each merge would take many minutes.
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          BytePairs pairs = BytePairs.learn(tokens.stream(), 1000, 2);
          assertThat(pairs.merges()).hasSize(1000);
          String endless = "ab1".repeat(1 << 18);
          assertThat(Joins.text(pairs.encode(endless))).isEqualTo(endless);
          assertThat(BytePairs.learn(Map.of(endless, 9L), 10, 1).merges()).isEmpty();
        });
  }

  @Test
  void whatNoListCanHoldIsNotLearnt() {
    Map<String, Long> odd = Map.of("a b", 9L, "a\uD83D", 9L, "\uDE00b", 9L, "xy", 1L);
    BytePairs pairs = BytePairs.learn(odd, 10, 1);
    assertThat(pairs.merges()).containsExactly("x￭ y");
    assertThat(pairs.encode("a\uD83D")).containsExactly("a￭", "\uD83D");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ab            | merge 2 is 'ab'; a merge is two pieces with a space between them, the first of which ends with '￭'",
        "a b           | merge 2 is 'a b'; a merge is",
        "a￭ b c        | merge 2 is 'a￭ b c'; a merge is",
        "a￭ ￭b         | merge 2 is 'a￭ ￭b'; a merge is",
        "￭ b           | merge 2 is '￭ b'; a merge is",
        "`a￭ `         | merge 2 is 'a￭ '; a merge is",
        "``            | merge 2 is ''; a merge is",
        "abc￭ d        | merge 2 needs 'abc￭', which no merge before it makes; keep the order in which they were learnt",
        "a￭ bc         | merge 2 needs 'bc', which no merge before it makes",
        "￭￭x￭ b        | merge 2 needs '￭￭x￭', which no merge before it makes",
        "x￭ y￭         | merge 2, 'x￭ y￭', is there twice; each stands once",
      })
  void badListsAreRefusedInASentence(String merge, String fault) {
    assertThatThrownBy(() -> BytePairs.of(List.of("x￭ y￭", merge)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(fault);
  }

  @Test
  void whatWouldTakeNoEndOfMemoryIsRefused() {
    List<String> doubling = new ArrayList<>();
    for (String piece = "a￭";
        doubling.size() < 60;
        piece = piece.replace("￭", "").repeat(2) + "￭") {
      doubling.add(piece + " " + piece);
      if (piece.length() > 500) {
        break;
      }
    }
    assertThatThrownBy(() -> BytePairs.of(doubling))
        .hasMessage("merge 8 makes a piece of more than 200 characters, which no text asks for");
    assertThatThrownBy(() -> BytePairs.of(List.of("a".repeat(1 << 20) + "￭ b")))
        .hasMessageStartingWith("merge 1 is 'aaaaaaaaaaaaaaaaaaaa…'; a merge is two pieces");
    assertThatThrownBy(() -> BytePairs.of(Collections.nCopies(1_000_001, "a￭ b")))
        .hasMessage("there are 1000001 merges; at most 1000000 can be");
    assertThatThrownBy(() -> BytePairs.learn(CLASSIC, -1, 2))
        .hasMessageStartingWith("-1 merges of pairs seen 2 times cannot be learnt");
  }
}
