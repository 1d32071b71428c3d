package rondo.core;

import java.util.Locale;

/** Two shapes that must agree do not; the message names both. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String format, Object... args) {
    super(String.format(Locale.ROOT, format, args));
  }
}
