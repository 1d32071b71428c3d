package rondo.tasks;

import rondo.tasks.search.Likelihood;

/**
 * What a text was translated to.
 *
 * @param likelihood how likely the model finds it
 * @param reference how likely it finds the translation that is known; NONE if there is none
 */
public record Translated(String text, Likelihood likelihood, Likelihood reference) {
  /** A right answer. */
  public static Translated of(String text) {
    return new Translated(text, Likelihood.NONE, Likelihood.NONE);
  }
}
