package rondo.core;

import java.util.List;

/**
 * What a line of raw text asks of a model: an input, or one for each of its sentences. It knows
 * where they stood in the line, so that answers find their way back.
 */
public interface Asked<I, O> {
  List<I> inputs();

  /** The answers to these inputs, as one line for a person to read. */
  String line(List<O> answers);
}
