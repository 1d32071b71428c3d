package rondo.tasks.text;

/** A named entity in a raw text: its label, its words as they stand there, and where, in chars. */
public record Entity(String label, String text, int from, int to) {
  public Entity {
    if (from < 0 || to <= from || to - from != text.length()) {
      throw new IllegalArgumentException(
          "entity '%s' has %d chars and cannot stand from %d to %d"
              .formatted(text, text.length(), from, to));
    }
  }

  /** The entity that stands from one char of a text to before another. */
  public static Entity in(String text, String label, int from, int to) {
    if (from < 0 || to <= from || to > text.length()) {
      throw new IllegalArgumentException(
          "no entity can stand from %d to %d in a text of %d chars"
              .formatted(from, to, text.length()));
    }
    return new Entity(label, text.substring(from, to), from, to);
  }
}
