package rondo.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Words and their ids; one id stands for every unknown one: 0, unless the vocabulary was made
 * elsewhere. It stands in a model as the list of its {@link #entries}.
 *
 * <p>{@link Folding#CASE} is a matter of keys: each entry owns the word as seen and its lower,
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
  /** The entry of unknown words, with id 0, of what is counted here. */
  public static final String UNKNOWN = "<unk>";

  /** Which other spellings an entry owns. */
  public enum Folding {
    /** None. */
    NONE,
    /** Lower case, Title case, UPPER case. */
    CASE,
    /** All that become it in lower case, which no table of keys can hold. */
    LOWER
  }

  private final List<String> entries;
  private final Folding folding;
  private final int unknown;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> entries, List<String> reserved, Folding folding) {
    this.entries = List.copyOf(entries);
    this.folding = folding;
    ids = new HashMap<>(2 * entries.size());
    for (String entry : entries) {
      if (ids.putIfAbsent(entry, ids.size()) != null) {
        throw new IllegalArgumentException(
            "a vocabulary has '" + entry + "' twice; each entry stands once");
      }
    }
    for (String entry : reserved) {
      if (!ids.containsKey(entry)) {
        throw new IllegalArgumentException("a vocabulary has no entry '" + entry + "'");
      }
    }
    unknown = entries.indexOf(reserved.get(0));
    Set<String> nobodys = Set.copyOf(reserved);
    if (folding == Folding.CASE) { // after all words as seen, so that every entry can be reached
      for (int id = 0; id < entries.size(); id++) {
        if (!nobodys.contains(entries.get(id))) {
          for (String form : forms(entries.get(id))) {
            ids.putIfAbsent(form, id);
          }
        }
      }
    }
    nobodys.forEach(ids::remove); // no word owns them, not even one that is spelled <UNK>
  }

  /** A vocabulary again from its {@link #entries}, the first of which is {@link #UNKNOWN}. */
  public static Vocabulary of(List<String> entries, Folding folding) {
    if (entries.isEmpty() || !entries.get(0).equals(UNKNOWN)) {
      throw new IllegalArgumentException(
          "a vocabulary begins with '" + UNKNOWN + "'; add it before the words");
    }
    return of(entries, List.of(UNKNOWN), folding);
  }

  /**
   * A vocabulary that was made elsewhere.
   *
   * @param reserved entries that no word is looked up as; the first stands for unknown words
   */
  public static Vocabulary of(List<String> entries, List<String> reserved, Folding folding) {
    if (reserved.isEmpty()) {
      throw new IllegalArgumentException("a vocabulary needs an entry for unknown words");
    }
    return new Vocabulary(entries, reserved, folding);
  }

  /**
   * The words that occur at least {@code least} times, the most frequent {@code most} of them; as
   * often as each other, in the order of their characters. When folding, spellings of a word that
   * its entry in lower case owns count as that.
   */
  public static Vocabulary count(Stream<String> words, int least, int most, Folding folding) {
    SortedMap<String, Long> counts = new TreeMap<>();
    words.map(w -> folded(w, folding)).forEach(w -> counts.merge(w, 1L, Long::sum));
    counts.remove(UNKNOWN);
    List<String> entries = new ArrayList<>(List.of(UNKNOWN));
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= least)
        .sorted(Comparator.comparing(e -> -e.getValue())) // stable: ties stay as they were
        .limit(most)
        .forEach(e -> entries.add(e.getKey()));
    return of(entries, folding);
  }

  private static String folded(String word, Folding folding) {
    String lower = word.toLowerCase(Locale.ROOT);
    return switch (folding) {
      case NONE -> word;
      case CASE -> forms(lower).contains(word) ? lower : word;
      case LOWER -> lower;
    };
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

  /** The id of a word; {@link #unknown} when nobody owns its spelling. */
  public int id(String word) {
    boolean lower = folding == Folding.LOWER;
    return ids.getOrDefault(lower ? word.toLowerCase(Locale.ROOT) : word, unknown);
  }

  /** The id of unknown words. */
  public int unknown() {
    return unknown;
  }

  /** The word as seen; {@link #UNKNOWN}, or what stands for it, for {@link #unknown}. */
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
   * Every known spelling and its id, in the order of their characters; whatever is not here has the
   * id {@link #unknown}. A vocabulary that makes letters small, of whatever spelling, has none.
   */
  public SortedMap<String, Integer> keys() {
    if (folding == Folding.LOWER) {
      throw new IllegalArgumentException(
          "words are looked up in small letters, and no table has all their spellings");
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(ids));
  }
}
