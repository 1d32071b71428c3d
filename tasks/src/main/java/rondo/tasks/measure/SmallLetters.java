package rondo.tasks.measure;

import java.util.Locale;

/**
 * Small letters by the rules of Unicode, the same in every country and on every JVM. What stands
 * here is one of them, {@code Final_Sigma}, which Java decides by its own word boundaries: it makes
 * a final sigma of the last letter of {@code Α-Σ}, which is a word by itself to Unicode.
 */
final class SmallLetters {
  private static final char CAPITAL_SIGMA = 'Σ';

  /** What a word may have inside by Unicode's Word_Break (Single_Quote, MidNumLet, MidLetter). */
  private static final String INSIDE_WORDS =
      "'.\u2018\u2019\u2024\ufe52\uff07\uff0e:\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a";

  private SmallLetters() {}

  static String of(String text) {
    int sigma = text.indexOf(CAPITAL_SIGMA);
    if (sigma < 0) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder decided = new StringBuilder(text);
    for (; sigma >= 0; sigma = text.indexOf(CAPITAL_SIGMA, sigma + 1)) {
      boolean last = letterBefore(text, sigma) && !letterAfter(text, sigma + 1);
      decided.setCharAt(sigma, last ? 'ς' : 'σ');
    }
    return decided.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean letterBefore(String text, int end) {
    int i = end;
    while (i > 0 && isPassedOver(text.codePointBefore(i))) {
      i -= Character.charCount(text.codePointBefore(i));
    }
    return i > 0 && hasCase(text.codePointBefore(i));
  }

  private static boolean letterAfter(String text, int from) {
    int i = from;
    while (i < text.length() && isPassedOver(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i < text.length() && hasCase(text.codePointAt(i));
  }

  /** Unicode's Cased. */
  private static boolean hasCase(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  /** Unicode's Case_Ignorable. */
  private static boolean isPassedOver(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> INSIDE_WORDS.indexOf(c) >= 0;
    };
  }
}
