package rondo.tasks.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;

/**
 * What kind of character a code point is. Letters, digits and marks are read from tables instead of
 * asked of the JVM: Java versions know different versions of Unicode, and a model must see the same
 * tokens on all of them, and in an exported graph.
 */
final class Characters {
  private static final BitSet LETTERS = read("letters.txt");
  private static final BitSet MARKS = read("marks.txt");
  private static final BitSet UPPER = read("upper.txt");
  private static final BitSet LOWER = read("lower.txt");
  private static final BitSet NUMBERS = read("numbers.txt");
  private static final BitSet COMBINING = read("combining.txt");

  private Characters() {}

  private static BitSet read(String table) {
    BitSet points = new BitSet(Character.MAX_CODE_POINT);
    try (InputStream in = Objects.requireNonNull(Characters.class.getResourceAsStream(table));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("-", 2))
          .forEach(ends -> points.set(hex(ends[0]), hex(ends[ends.length - 1]) + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return points;
  }

  private static int hex(String number) {
    return Integer.parseInt(number, 16);
  }

  /** Whether it is a letter or a digit of any script: {@code [\p{L}\p{N}]}. */
  static boolean word(int point) {
    return LETTERS.get(point);
  }

  /** {@code \p{L}}. */
  static boolean letter(int point) {
    return LETTERS.get(point) && !NUMBERS.get(point);
  }

  /** {@code \p{Lu}}. */
  static boolean upper(int point) {
    return UPPER.get(point);
  }

  /** {@code \p{Ll}}. */
  static boolean lower(int point) {
    return LOWER.get(point);
  }

  /** {@code \p{N}}. */
  static boolean number(int point) {
    return NUMBERS.get(point);
  }

  /** {@code \p{M}}. */
  static boolean combining(int point) {
    return COMBINING.get(point);
  }

  /**
   * Whether it belongs to the character before it: an accent or vowel sign of its own, a variation
   * selector, a skin tone, or what joins or parts two letters without a space.
   */
  static boolean mark(int point) {
    return MARKS.get(point)
        || point == 0x200C
        || point == 0x200D
        || (point >= 0x1F3FB && point <= 0x1F3FF);
  }

  /** White space as regular expressions without Unicode see it: {@code [\t\n\f\r ]}. */
  static boolean plainSpace(int point) {
    return point == ' ' || point == '\t' || point == '\n' || point == '\f' || point == '\r';
  }

  /** Unicode's property White_Space: {@code [\t-\r \x{85}\p{Z}]}. */
  static boolean space(int point) {
    return point == ' '
        || (point >= '\t' && point <= '\r')
        || point == 0x85
        || point == 0xA0
        || point == 0x1680
        || (point >= 0x2000 && point <= 0x200A)
        || lineEnd(point)
        || point == 0x202F
        || point == 0x205F
        || point == 0x3000;
  }

  /** What begins a new line wherever it stands. */
  static boolean lineEnd(int point) {
    return (point >= '\n' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029;
  }

  /** Whether a text may be cut here without tearing a character that takes two chars. */
  static boolean border(CharSequence text, int at) {
    return at <= 0
        || at >= text.length()
        || !Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
