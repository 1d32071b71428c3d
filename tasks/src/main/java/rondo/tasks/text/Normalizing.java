package rondo.tasks.text;

import java.text.Normalizer;
import java.util.Map;

/**
 * Spells alike what only typing makes different, so that a model meets each word and sign in one
 * form: composed characters (NFC); straight quotes; a hyphen for every dash within and between
 * words, with spaces around a long one; three points for an ellipsis; one space for any white
 * space, none before French punctuation or inside guillemets; nothing that cannot be seen. What it
 * has spelled once it leaves as it is.
 */
final class Normalizing {
  private static final String INVISIBLE = "\u00AD\u200B\u2060\uFEFF";
  private static final String BEFORE_NONE = "?!:;%\u00BB"; // French puts a narrow space there
  private static final Map<Integer, String> SPELLED =
      Map.ofEntries(
          Map.entry(0x201C, "\""), // “
          Map.entry(0x201D, "\""), // ”
          Map.entry(0x201E, "\""), // „
          Map.entry(0x201F, "\""), // ‟
          Map.entry(0x00AB, "\""), // «
          Map.entry(0x00BB, "\""), // »
          Map.entry(0x2033, "\""), // ″
          Map.entry(0x2018, "'"), // ‘
          Map.entry(0x2019, "'"), // ’
          Map.entry(0x201A, "'"), // ‚
          Map.entry(0x201B, "'"), // ‛
          Map.entry(0x2039, "'"), // ‹
          Map.entry(0x203A, "'"), // ›
          Map.entry(0x2032, "'"), // ′
          Map.entry(0x00B4, "'"), // ´
          Map.entry(0x0060, "'"), // `
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2012, "-"),
          Map.entry(0x2013, "-"), // –
          Map.entry(0x2212, "-"), // −
          Map.entry(0x2014, " - "), // —
          Map.entry(0x2015, " - "), // ―
          Map.entry(0x2026, "...")); // …

  private Normalizing() {}

  static String normal(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder out = new StringBuilder(composed.length());
    int last = -1; // the point before, as it was typed
    for (int at = 0; at < composed.length(); ) {
      int point = composed.codePointAt(at);
      at += Character.charCount(point);
      if (Characters.space(point)) {
        int next = at < composed.length() ? composed.codePointAt(at) : ' ';
        boolean none = last == 0xAB || next == 0xBB || (narrow(point) && before(next));
        space(out, none);
      } else if (!invisible(point)) {
        append(out, point);
      } else {
        continue;
      }
      last = point;
    }
    String spelled = out.toString().replace("''", "\"").strip();
    return Normalizer.normalize(spelled, Normalizer.Form.NFC);
  }

  private static void append(StringBuilder out, int point) {
    String spelled = SPELLED.getOrDefault(point, "");
    for (int i = 0; i < spelled.length(); i++) {
      if (spelled.charAt(i) == ' ') {
        space(out, false);
      } else {
        out.append(spelled.charAt(i));
      }
    }
    if (spelled.isEmpty()) {
      out.appendCodePoint(point);
    }
  }

  private static void space(StringBuilder out, boolean none) {
    boolean there = out.length() > 0 && out.charAt(out.length() - 1) == ' ';
    if (!none && !there) {
      out.append(' ');
    }
  }

  private static boolean narrow(int point) {
    return point == 0xA0 || point == 0x202F;
  }

  private static boolean before(int next) {
    return BEFORE_NONE.indexOf(next) >= 0;
  }

  private static boolean invisible(int point) {
    return INVISIBLE.indexOf(point) >= 0
        || point < ' '
        || (point >= 0x7F && point < 0xA0)
        || (point >= 0x200E && point <= 0x200F) // directions
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }
}
