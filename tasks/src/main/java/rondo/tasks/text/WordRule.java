package rondo.tasks.text;

import java.util.Locale;
import java.util.Set;

/**
 * Where the words of languages that are written with spaces end, for translation; the same rules
 * for all of them, so nobody has to say which language it is. Accents and vowel signs stay with
 * their letters, emoji of several characters in one.
 *
 * <p>An apostrophe after a word begins a token if an English ending follows ({@code don 't}, {@code
 * Tom 's}), and ends one if other letters do ({@code l' eau}, {@code dell' arte}, {@code O'
 * Brien}). Points and commas stay within numbers, points within {@code U.S.} and {@code e.g.},
 * hyphens within words. Every other character is a token, and so is a run of points or of hyphens.
 */
final class WordRule {
  static final Cutter WORDS = new Steps(Characters::space, WordRule::end);

  private static final Set<String> ENDINGS = Set.of("s", "t", "re", "ve", "ll", "d", "m");
  private static final int LONGEST_ENDING = 2;
  private static final char JOINER = '\u200D';

  private WordRule() {}

  private static int end(String text, int from, int to) {
    int point = text.codePointAt(from);
    if (Characters.word(point)) {
      return endOfWord(text, from, to);
    }
    if (apostrophe(point) && from > 0 && letterOrDigit(text, from - 1, to)) {
      int ending = ending(text, from, to);
      if (ending > 0) {
        return from + 1 + ending;
      }
    }
    int at = whole(text, from, to);
    if (point == '.' || point == '-') {
      while (at < to && text.charAt(at) == point) {
        at++;
      }
    }
    return at;
  }

  private static int endOfWord(String text, int from, int to) {
    int at = whole(text, from, to);
    while (at < to) {
      int point = text.codePointAt(at);
      if (Characters.word(point)) {
        at = whole(text, at, to);
      } else if (apostrophe(point)) {
        boolean elided = letter(text, at - 1, to) && letter(text, at + 1, to);
        return elided && ending(text, at, to) == 0 ? at + 1 : at;
      } else if (within(text, from, at, to)) {
        at++;
      } else {
        break;
      }
    }
    boolean letters = at - from >= 3 && text.charAt(at - 2) == '.' && letter(text, at - 1, to);
    return letters && at < to && text.charAt(at) == '.' ? at + 1 : at; // U.S.
  }

  /** Whether the character here belongs to the word on both of its sides. */
  private static boolean within(String text, int from, int at, int to) {
    return switch (text.charAt(at)) {
      case '-', '\u2010', '\u2011' -> letterOrDigit(text, at + 1, to);
      case '.' -> inNumber(text, at, to) || betweenInitials(text, from, at, to);
      case ',', ':' -> inNumber(text, at, to);
      default -> false;
    };
  }

  private static boolean inNumber(String text, int at, int to) {
    return digit(text.charAt(at - 1)) && at + 1 < to && digit(text.charAt(at + 1));
  }

  private static boolean betweenInitials(String text, int from, int at, int to) {
    boolean before = letter(text, at - 1, to) && (at - 1 == from || text.charAt(at - 2) == '.');
    return before && letter(text, at + 1, to) && !letterOrDigit(text, at + 2, to);
  }

  /** How many letters an English ending has that follows the apostrophe here; 0 without one. */
  private static int ending(String text, int at, int to) {
    int end = at + 1;
    while (end <= at + 1 + LONGEST_ENDING && letterOrDigit(text, end, to)) {
      end++;
    }
    String letters = text.substring(at + 1, end).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(letters) ? letters.length() : 0;
  }

  /** Where the character that begins here ends, with its marks and what is joined to it. */
  private static int whole(String text, int from, int to) {
    int at = from + Character.charCount(text.codePointAt(from));
    while (at < to) {
      int point = text.codePointAt(at);
      boolean joined = text.charAt(at - 1) == JOINER && !Characters.space(point);
      if (!joined && !Characters.mark(point)) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  private static boolean apostrophe(int point) {
    return point == '\'' || point == '\u2019';
  }

  private static boolean letterOrDigit(String text, int at, int to) {
    return at < to && Characters.word(text.codePointAt(at));
  }

  private static boolean letter(String text, int at, int to) {
    return letterOrDigit(text, at, to) && !digit(text.charAt(at));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
