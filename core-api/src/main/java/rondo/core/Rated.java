package rondo.core;

import java.util.List;

/**
 * An answer, and how sure the model is of it.
 *
 * @param chances from 0 to 1, of each of the marks that {@link Texts#tell} makes of it; none where
 *     the task cannot tell
 */
public record Rated<O>(O answer, List<Double> chances) {
  public Rated {
    chances = List.copyOf(chances);
  }
}
