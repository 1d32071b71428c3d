package rondo.tasks.subword;

import java.util.ArrayList;
import java.util.List;
import rondo.tasks.text.Joins;

/** The smallest pieces of a token, and what two of them make. */
final class Symbols {
  /** Code points that are looked at together; a longer token is cut, so that none takes long. */
  static final int LONGEST = 100;

  private Symbols() {}

  /** The code points of a token, each joined to the next; at the ends the token's own marks. */
  static List<String> of(String token) {
    int from = token.startsWith(Joins.MARK) ? 1 : 0;
    int to = token.length() - (token.endsWith(Joins.MARK) ? 1 : 0);
    if (from >= to) { // a mark by itself
      return token.isEmpty() ? List.of() : List.of(token);
    }
    List<String> symbols = new ArrayList<>(to - from);
    for (int at = from; at < to; ) {
      int next = at + Character.charCount(token.codePointAt(at));
      String before = at == from ? token.substring(0, from) : "";
      String after = next < to ? Joins.MARK : token.substring(to);
      symbols.add(before + token.substring(at, next) + after);
      at = next;
    }
    return symbols;
  }

  /** Whether a piece is one that no merge has made: a code point with or without marks. */
  static boolean smallest(String piece) {
    return of(piece).size() == 1 && !core(piece).isEmpty();
  }

  /** A piece without its marks. */
  static String core(String piece) {
    return piece.replace(Joins.MARK, "");
  }

  /** Two pieces in one. */
  static String joined(String left, String right) {
    return left.substring(0, left.length() - Joins.MARK.length()) + right;
  }
}
