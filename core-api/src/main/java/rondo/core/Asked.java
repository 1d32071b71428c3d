package rondo.core;

import java.util.Iterator;

/**
 * What a line of raw text asks of a model: an input, or one for each of its sentences. The answers
 * to a line stand side by side.
 */
public interface Asked<I, O> {
  /** In order, each made when its turn comes, so that a long line takes no more memory. */
  Iterator<I> inputs();

  /** The answer to one of these inputs, for a person to read. */
  String print(I input, O answer);
}
