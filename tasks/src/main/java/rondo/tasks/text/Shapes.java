package rondo.tasks.text;

import java.util.List;

/**
 * What kind of letters a word is written with: the first of a few patterns that matches it whole.
 * They mean the same here as to the regular expressions of an exported graph, and on every JVM,
 * because what a letter is stands in tables.
 */
public final class Shapes {
  /** As RE2 reads them, in the order in which they are tried. */
  private static final List<String> PATTERNS =
      List.of(
          "\\p{Ll}+", // word
          "\\p{Lu}\\p{Ll}+", // Word
          "\\p{Lu}", // W
          "\\p{Lu}+", // WORD
          "\\p{N}+", // 12
          "\\p{L}[\\p{L}\\p{M}]*", // wOrd, and scripts without case
          "[\\p{L}\\p{M}\\p{N}]*\\p{N}[\\p{L}\\p{M}\\p{N}]*", // w12
          "[^\\p{L}\\p{N}]*\\p{N}[^\\p{L}]*", // 1,200
          "[^\\p{L}\\p{N}]+", // --
          "(?s)\\p{Lu}.*"); // Word-like

  private Shapes() {}

  /** How many there are; the last one is any other. */
  public static int count() {
    return PATTERNS.size() + 1;
  }

  /** Those of a graph, a pattern for each number but the last. */
  public static List<String> patterns() {
    return PATTERNS;
  }

  /** The number of a word's shape: the patterns in the order in which they stand above. */
  public static int of(String word) {
    int points = 0;
    int upper = 0;
    int lower = 0;
    int letters = 0;
    int marks = 0;
    int numbers = 0;
    for (int at = 0; at < word.length(); points++) {
      int point = word.codePointAt(at);
      at += Character.charCount(point);
      upper += Characters.upper(point) ? 1 : 0;
      lower += Characters.lower(point) ? 1 : 0;
      letters += Characters.letter(point) ? 1 : 0;
      marks += Characters.combining(point) ? 1 : 0;
      numbers += Characters.number(point) ? 1 : 0;
    }
    if (points == 0) {
      return PATTERNS.size();
    }
    boolean capital = Characters.upper(word.codePointAt(0));
    boolean[] matches = {
      lower == points,
      capital && points > 1 && lower == points - 1,
      capital && points == 1,
      upper == points,
      numbers == points,
      Characters.letter(word.codePointAt(0)) && letters + marks == points,
      numbers > 0 && letters + marks + numbers == points,
      numbers > 0 && letters == 0,
      numbers == 0 && letters == 0,
      capital
    };
    int shape = 0;
    while (shape < matches.length && !matches[shape]) {
      shape++;
    }
    return shape;
  }
}
