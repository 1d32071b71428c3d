package rondo.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name somebody meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * The known name that is nearest, when it is near enough to have been meant; else one that the
   * word may stand for in short, as {@code cnn} does for {@code convolution}.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String best = "";
    int least = Math.max(1, word.length() / 3) + 1;
    for (String each : known) {
      int d = distance(word.toLowerCase(Locale.ROOT), each.toLowerCase(Locale.ROOT));
      if (d < least) {
        least = d;
        best = each;
      }
    }
    return best.isEmpty() ? abbreviated(word, known) : Optional.of(best);
  }

  /** The shortest name that has the word's letters in their order, the first one first. */
  private static Optional<String> abbreviated(String word, Collection<String> known) {
    String letters = letters(word);
    return letters.length() < 2
        ? Optional.empty()
        : known.stream()
            .filter(name -> holds(letters(name), letters))
            .min(Comparator.comparingInt(String::length));
  }

  /** Without the dashes of an option. */
  private static String letters(String word) {
    return word.toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
  }

  private static boolean holds(String name, String letters) {
    int found = 0;
    for (int i = 0; i < name.length() && found < letters.length(); i++) {
      if (name.charAt(i) == letters.charAt(found)) {
        found++;
      } else if (found == 0) {
        return false;
      }
    }
    return found == letters.length();
  }

  /** " Did you mean 'lstm'?", or nothing. */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known).map(n -> " Did you mean '" + n + "'?").orElse("");
  }

  /** Insertions, deletions, replacements and swaps of neighbours (Damerau 1964, restricted). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
