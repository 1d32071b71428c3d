package rondo.core;

/**
 * A model file is damaged, hostile, or of a version that cannot be read; the message says what is
 * wrong.
 */
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 1000;

  public ModelFormatException(String message) {
    super(line(message));
  }

  public ModelFormatException(String message, Throwable cause) {
    super(line(message), cause);
  }

  /** One line of a bounded length, whatever names and texts of the file stand in it. */
  private static String line(String message) {
    String start = message.substring(0, Math.min(message.length(), LONGEST));
    String end = message.length() > LONGEST ? " …" : "";
    return start.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ") + end;
  }
}
