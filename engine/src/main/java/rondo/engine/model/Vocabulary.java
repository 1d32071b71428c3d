package rondo.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Words and their ids; id 0 stands for every unknown one. It stands in a model as the list of its
 * {@link #entries}.
 *
 * <p>Folding is a matter of keys: each entry owns the word as seen and, when folding, its lower,
 * Title and UPPER forms, so that {@code LONDON} is found where only {@code London} was seen. The
 * {@link #keys} are written out; a look-up table in an exported graph that holds them answers
 * exactly as {@link #id} does.
 *
 * <pre>{@code
 * Vocabulary words = Vocabulary.count(tokens.stream(), 2, 50_000, Folding.CASE);
 * int id = words.id("London");
 * Vocabulary again = Vocabulary.of(words.entries(), Folding.CASE);
 * }</pre>
 */
public final class Vocabulary {
  /** The entry with id 0. */
  public static final String UNKNOWN = "<unk>";

  /** Which other spellings an entry owns. */
  public enum Folding {
    /** None. */
    NONE,
    /** Lower case, Title case, UPPER case. */
    CASE
  }

  private final List<String> entries;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> entries, Folding folding) {
    this.entries = List.copyOf(entries);
    this.ids = new HashMap<>(2 * entries.size());
    for (int id = 1; id < entries.size(); id++) {
      if (ids.putIfAbsent(entries.get(id), id) != null || entries.get(id).equals(UNKNOWN)) {
        throw new IllegalArgumentException(
            "a vocabulary has '" + entries.get(id) + "' twice; each entry stands once");
      }
    }
    if (folding == Folding.CASE) { // after all words as seen, so that every entry can be reached
      for (int id = 1; id < entries.size(); id++) {
        for (String form : forms(entries.get(id))) {
          ids.putIfAbsent(form, id);
        }
      }
      ids.remove(UNKNOWN); // a word spelled <UNK> does not own it
    }
  }

  /** A vocabulary again from its {@link #entries}, the first of which is {@link #UNKNOWN}. */
  public static Vocabulary of(List<String> entries, Folding folding) {
    if (entries.isEmpty() || !entries.get(0).equals(UNKNOWN)) {
      throw new IllegalArgumentException(
          "a vocabulary begins with '" + UNKNOWN + "'; add it before the words");
    }
    return new Vocabulary(entries, folding);
  }

  /**
   * The words that occur at least {@code least} times, the most frequent {@code most} of them; as
   * often as each other, in the order of their characters. When folding, forms of a word that its
   * entry in lower case owns count as that.
   */
  public static Vocabulary count(Stream<String> words, int least, int most, Folding folding) {
    SortedMap<String, Long> counts = new TreeMap<>();
    words
        .map(w -> folding == Folding.CASE ? folded(w) : w)
        .forEach(w -> counts.merge(w, 1L, Long::sum));
    counts.remove(UNKNOWN);
    List<String> entries = new ArrayList<>(List.of(UNKNOWN));
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= least)
        .sorted(Comparator.comparing(e -> -e.getValue())) // stable: ties stay as they were
        .limit(most)
        .forEach(e -> entries.add(e.getKey()));
    return new Vocabulary(entries, folding);
  }

  private static String folded(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return forms(lower).contains(word) ? lower : word;
  }

  private static List<String> forms(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return List.of();
    }
    int first = lower.codePointAt(0);
    String title =
        new StringBuilder()
            .appendCodePoint(Character.toTitleCase(first))
            .append(lower, Character.charCount(first), lower.length())
            .toString();
    return List.of(lower, title, word.toUpperCase(Locale.ROOT));
  }

  /** The id of a word; 0 when nobody owns its spelling. */
  public int id(String word) {
    return ids.getOrDefault(word, 0);
  }

  /** The word as seen; {@link #UNKNOWN} for 0. */
  public String word(int id) {
    return entries.get(id);
  }

  /** How many ids there are, the unknown one included. */
  public int size() {
    return entries.size();
  }

  /** The words by id. */
  public List<String> entries() {
    return entries;
  }

  /**
   * Every known spelling and its id, in the order of their characters; whatever is not here has id
   * 0.
   */
  public SortedMap<String, Integer> keys() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(ids));
  }
}
