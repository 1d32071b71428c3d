package rondo.tasks.text;

import java.util.Iterator;
import java.util.function.IntPredicate;

/**
 * Tokens that are runs of characters of one kind. What is of no such kind is a token by itself or,
 * as {@code skipped}, none. Each char is looked at once, so no text takes long.
 */
record Runs(IntPredicate together, IntPredicate skipped) implements Cutter {
  /** {@code [\p{L}\p{N}]+|[^\s\p{L}\p{N}]}. */
  static final Runs WORDS = new Runs(Characters::word, Characters::plainSpace);

  /** Whatever stands between white space. */
  static final Runs BETWEEN_SPACES = new Runs(c -> !Characters.space(c), Characters::space);

  @Override
  public Iterator<Token> cut(String text, int from, int to) {
    return new Steps(skipped, this::end).cut(text, from, to);
  }

  private int end(String text, int from, int to) {
    int point = text.codePointAt(from);
    int at = from + Character.charCount(point);
    boolean run = together.test(point);
    while (run && at < to) {
      point = text.codePointAt(at);
      run = together.test(point);
      at += run ? Character.charCount(point) : 0;
    }
    return at;
  }
}
