package rondo.core;

/**
 * A plugin cannot be used, or two cannot be used together; the message says which and what to do.
 */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PluginException(String message) {
    super(message);
  }

  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
