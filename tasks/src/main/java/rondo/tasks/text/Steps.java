package rondo.tasks.text;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;

/** Tokens one after the other, by a rule that says where the one that begins here ends. */
record Steps(IntPredicate skipped, Rule rule) implements Cutter {
  interface Rule {
    /** Where the token that begins at {@code from} ends; beyond it, and at {@code to} at most. */
    int end(String text, int from, int to);
  }

  @Override
  public Iterator<Token> cut(String text, int from, int to) {
    return new Iterator<>() {
      private int at = skip(text, from, to);

      @Override
      public boolean hasNext() {
        return at < to;
      }

      @Override
      public Token next() {
        if (at >= to) {
          throw new NoSuchElementException();
        }
        int end = rule.end(text, at, to);
        Token token = new Token(text.substring(at, end), at, end);
        at = skip(text, end, to);
        return token;
      }
    };
  }

  private int skip(String text, int from, int to) {
    int at = from;
    while (at < to) {
      int point = text.codePointAt(at);
      if (!skipped.test(point)) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }
}
