package rondo.tasks.text;

import java.util.Iterator;

/**
 * Cuts text into tokens, one after the other, so that a text of any length takes no more memory.
 */
interface Cutter {
  /** The tokens of a stretch of a text, in order, with their places in the whole. */
  Iterator<Token> cut(String text, int from, int to);
}
