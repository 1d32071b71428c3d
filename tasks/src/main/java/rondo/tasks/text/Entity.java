package rondo.tasks.text;

/**
 * A named entity in a raw text.
 *
 * @param text its words as they stand there
 * @param from where it begins, in chars
 * @param to before which char it ends
 * @param confidence how probable it is, from 0 to 1; 1 for one that is known
 */
public record Entity(String label, String text, int from, int to, double confidence) {
  public Entity {
    if (from < 0 || to <= from || to - from != text.length()) {
      throw new IllegalArgumentException(
          "entity '%s' has %d chars and cannot stand from %d to %d"
              .formatted(text, text.length(), from, to));
    }
  }

  /** One that is known. */
  public Entity(String label, String text, int from, int to) {
    this(label, text, from, to, 1);
  }

  /** The entity, known as such, that stands from one char of a text to before another. */
  public static Entity in(String text, String label, int from, int to) {
    return in(text, label, from, to, 1);
  }

  /** The entity that stands from one char of a text to before another. */
  public static Entity in(String text, String label, int from, int to, double confidence) {
    if (from < 0 || to <= from || to > text.length()) {
      throw new IllegalArgumentException(
          "no entity can stand from %d to %d in a text of %d chars"
              .formatted(from, to, text.length()));
    }
    return new Entity(label, text.substring(from, to), from, to, confidence);
  }
}
