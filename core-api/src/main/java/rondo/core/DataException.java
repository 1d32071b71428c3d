package rondo.core;

/**
 * A data file says something that cannot be used; the message names the file, the line and the way
 * out.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault of the file as a whole. */
  public DataException(String file, String what) {
    super(file + ": " + what);
  }

  /** A fault of one line, counted from 1. */
  public DataException(String file, long line, String what) {
    super(file + ":" + line + ": " + what);
  }
}
