package rondo.tasks.data;

import rondo.tasks.text.Scheme;

/**
 * How answers are written, where a format leaves it open.
 *
 * @param places how it is said where spans stand
 * @param scheme in which tags say it
 * @param scores whether it is written how sure the model is
 */
public record Manner(Places places, Scheme scheme, boolean scores) {

  /** How it may be said where spans stand. */
  public enum Places {
    /** In characters (code points), as Python counts them: an emoji is one. */
    CHARACTER,
    /** In UTF-16 units, as Java and JavaScript count: an emoji is two. */
    UTF16,
    /** In tokens. */
    TOKEN,
    /** By a tag for each token. */
    TAGS
  }
}
