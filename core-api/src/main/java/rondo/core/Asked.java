package rondo.core;

import java.util.List;

/**
 * An input that a line of raw text asks of a model: the whole line, or one of its sentences.
 *
 * @param words where the words of the input stand in the line; none if it was taken as a whole
 */
public record Asked<I>(I input, List<Told.Word> words) {
  public Asked {
    words = List.copyOf(words);
  }

  /** The line as a whole. */
  public Asked(I input) {
    this(input, List.of());
  }
}
