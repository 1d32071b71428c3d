package rondo.tasks;

import java.util.Optional;

/**
 * A text to be translated.
 *
 * @param reference a translation that is known to be right; the answer then says how likely the
 *     model finds it, and is not otherwise touched by it
 */
public record Source(String text, Optional<String> reference) {
  /** A text of which no translation is known. */
  public static Source of(String text) {
    return new Source(text, Optional.empty());
  }
}
