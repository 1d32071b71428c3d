package rondo.tasks;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What kind of letters a word is written with: the first of a few patterns that matches it whole.
 * The patterns mean the same to Java and to the regular expressions of an exported graph.
 */
final class Shapes {
  static final String COLUMN = "shape";

  private static final List<Pattern> KINDS =
      List.of(
          Pattern.compile("\\p{Ll}+"), // word
          Pattern.compile("\\p{Lu}\\p{Ll}+"), // Word
          Pattern.compile("\\p{Lu}"), // W
          Pattern.compile("\\p{Lu}+"), // WORD
          Pattern.compile("\\p{N}+"), // 12
          Pattern.compile("\\p{L}[\\p{L}\\p{M}]*"), // wOrd, and scripts without case
          Pattern.compile("[\\p{L}\\p{M}\\p{N}]*\\p{N}[\\p{L}\\p{M}\\p{N}]*"), // w12
          Pattern.compile("[^\\p{L}\\p{N}]*\\p{N}[^\\p{L}]*"), // 1,200
          Pattern.compile("[^\\p{L}\\p{N}]+"), // --
          Pattern.compile("\\p{Lu}.*")); // Word-like

  private Shapes() {}

  /** How many there are; the last one is any other. */
  static int count() {
    return KINDS.size() + 1;
  }

  /** The number of a word's shape. */
  static int of(String word) {
    for (int kind = 0; kind < KINDS.size(); kind++) {
      if (KINDS.get(kind).matcher(word).matches()) {
        return kind;
      }
    }
    return KINDS.size();
  }
}
