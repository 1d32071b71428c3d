package rondo.tasks.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Tokens that say where they touch, so that they become text again exactly: a {@value #MARK} at the
 * start of one says that no space stands before it, at its end that none stands after it. {@code
 * "Don't," he said.} is
 *
 * <pre>{@code
 * "￭ Don ￭'t ￭, ￭" he said ￭.
 * }</pre>
 *
 * <p>A model that writes such tokens writes its own spaces, in whatever language. Words stay bare
 * and punctuation carries the mark, so that a word is the same token wherever it stands; only where
 * two words touch, the first carries it. Any white space comes back as one space.
 *
 * <p>Nothing in a text can be taken for a mark: {@code ￮}, {@code ￭} and {@code ▁} of the text
 * stand in tokens as {@code ￮0}, {@code ￮1} and {@code ￮2}.
 */
public final class Joins {
  /** At the start or the end of a token, or by itself: no space here. */
  public static final String MARK = "\uFFED";

  /** How a space is written where spaces are tokens. */
  public static final String SPACE = "\u2581";

  private static final String ESCAPE = "\uFFEE";
  private static final List<String> ESCAPED = List.of(ESCAPE, MARK, SPACE); // by their digit
  private static final String OPENING =
      "([{<\u00A1\u00BF\u00AB\u201C\u2018\u201E\u201A\u2039\u300C\u300E\uFF08\u3010\u300A\u3008";

  private Joins() {}

  /** The tokens of a text with their marks. */
  public static List<String> marked(List<Token> tokens) {
    boolean[] before = new boolean[tokens.size()];
    boolean[] after = new boolean[tokens.size()];
    for (int i = 1; i < tokens.size(); i++) {
      Token left = tokens.get(i - 1);
      Token right = tokens.get(i);
      if (left.to() == right.from()) {
        boolean first = firstCarries(left.text(), right.text());
        after[i - 1] = first;
        before[i] = !first;
      }
    }
    List<String> marked = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      String token = escaped(tokens.get(i).text());
      marked.add((before[i] ? MARK : "") + token + (after[i] ? MARK : ""));
    }
    return List.copyOf(marked);
  }

  private static boolean firstCarries(String left, String right) {
    int last = left.codePointBefore(left.length());
    int first = right.codePointAt(0);
    if (Characters.word(first)) {
      return true;
    }
    boolean bare = Characters.word(last) || Characters.mark(last); // an accent ends a word
    return !bare && (opening(last) || opening(first));
  }

  private static boolean opening(int point) {
    return OPENING.indexOf(point) >= 0;
  }

  /** The text that marked tokens, or pieces of them, are. */
  public static String text(List<String> pieces) {
    return plain(line(pieces));
  }

  /** The same while what was escaped still is: no mark and no {@value #SPACE} stands in it. */
  public static String line(List<String> pieces) {
    StringBuilder line = new StringBuilder();
    boolean joined = true;
    for (String piece : pieces) {
      if (piece.isEmpty()) {
        continue;
      }
      int from = piece.startsWith(MARK) ? 1 : 0;
      boolean more = piece.endsWith(MARK);
      int to = Math.max(from, piece.length() - (more ? 1 : 0));
      line.append(joined || from > 0 ? "" : " ").append(piece, from, to);
      joined = more;
    }
    return line.toString();
  }

  private static String escaped(String text) {
    String escaped = text;
    for (int i = 0; i < ESCAPED.size(); i++) {
      escaped = escaped.replace(ESCAPED.get(i), ESCAPE + i);
    }
    return escaped;
  }

  /** A line with what was escaped as it was; whatever else stands behind the sign is kept. */
  public static String plain(String line) {
    StringBuilder plain = new StringBuilder(line.length());
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      int which = c == ESCAPE.charAt(0) && at + 1 < line.length() ? line.charAt(at + 1) - '0' : -1;
      if (which >= 0 && which < ESCAPED.size()) {
        plain.append(ESCAPED.get(which));
        at++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
