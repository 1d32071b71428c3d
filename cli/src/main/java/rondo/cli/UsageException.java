package rondo.cli;

/** The command line says something that cannot be meant; the message says what could be. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
