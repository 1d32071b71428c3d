package rondo.tasks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import rondo.core.Spelling;

/**
 * What BLEU takes for a word. Scores are comparable only under the same one, so its {@link #sign()}
 * stands in the signature of a score.
 *
 * <p>A text is cut as sacreBLEU (Post 2018) cuts it. Letters, digits, punctuation and symbols are
 * what the Unicode of the running JVM says they are, beyond the basic plane, too.
 */
public enum Tokenization {
  /** At spaces and around ASCII punctuation, as NIST's mteval-v13a does; what most papers have. */
  V13A("13a"),
  /** At spaces alone, for text that is tokens already. */
  NONE("none"),
  /** Each character by itself, for writing without spaces. */
  CHAR("char"),
  /** At spaces and around punctuation and symbols of any script, as NIST's mteval-v14 does. */
  INTL("intl");

  private static final Pattern ASCII_MARK = Pattern.compile("([!-&(-+/:-@\\[-`{-~])");
  private static final Pattern STOP_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private static final Pattern MARK_AFTER_OTHER = Pattern.compile("(\\P{N})(\\p{P})");
  private static final Pattern MARK_BEFORE_OTHER = Pattern.compile("(\\p{P})(\\P{N})");
  private static final Pattern SYMBOL = Pattern.compile("(\\p{S})");

  private final String sign;

  Tokenization(String sign) {
    this.sign = sign;
  }

  /** The name in signatures, such as {@code 13a}. */
  public String sign() {
    return sign;
  }

  /** The tokenization of this sign. */
  public static Tokenization of(String sign) {
    List<String> known = Arrays.stream(values()).map(Tokenization::sign).toList();
    if (!known.contains(sign)) {
      throw new IllegalArgumentException(
          "a tokenization is one of %s, not '%s'.%s"
              .formatted(String.join(", ", known), sign, Spelling.hint(sign, known)));
    }
    return values()[known.indexOf(sign)];
  }

  /** The tokens of a text. */
  public List<String> tokens(String text) {
    return switch (this) {
      case V13A -> words(mteval13(stripped(text)));
      case NONE -> words(text);
      case CHAR -> characters(text);
      case INTL -> words(mteval14(stripped(text)));
    };
  }

  /** Only the basic entities are undone, in this order: what {@code &amp;lt;} becomes shows it. */
  private static String mteval13(String text) {
    String plain =
        text.replace("<skipped>", "")
            .replace("-\n", "")
            .replace("\n", " ")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    String cut = ASCII_MARK.matcher(" " + plain + " ").replaceAll(" $1 ");
    cut = STOP_AFTER_OTHER.matcher(cut).replaceAll("$1 $2 ");
    cut = STOP_BEFORE_OTHER.matcher(cut).replaceAll(" $1 $2");
    return DASH_AFTER_DIGIT.matcher(cut).replaceAll("$1 $2 ");
  }

  /** A mark at the very start or end stays with a number beside it. */
  private static String mteval14(String text) {
    String cut = MARK_AFTER_OTHER.matcher(text).replaceAll("$1 $2 ");
    cut = MARK_BEFORE_OTHER.matcher(cut).replaceAll(" $1 $2");
    return SYMBOL.matcher(cut).replaceAll(" $1 ");
  }

  private static String stripped(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) { // no space lies beyond the basic plane
      end--;
    }
    return text.substring(0, end);
  }

  /** What stands between spaces. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSpace(text.charAt(i))) {
        if (from < i) {
          words.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return List.copyOf(words);
  }

  /** The code points that are no space. */
  static List<String> characters(String text) {
    return text.codePoints().filter(c -> !isSpace(c)).mapToObj(Character::toString).toList();
  }

  /** All that Unicode has, no-break ones and the controls that separate lines and records, too. */
  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
