package rondo.cli.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param text what there is, and what to do about it if it is not well
 */
public record Finding(Level level, String name, String text) {
  /** How well it is. */
  public enum Level {
    OK,
    /** It works, but not as well as it could. */
    WARN,
    FAIL;

    /** As it is shown. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String name, String text) {
    return new Finding(Level.OK, name, text);
  }

  static Finding warn(String name, String text) {
    return new Finding(Level.WARN, name, text);
  }

  /** What cannot be used at all. */
  public static Finding fail(String name, String text) {
    return new Finding(Level.FAIL, name, text);
  }

  public boolean failed() {
    return level == Level.FAIL;
  }
}
