package rondo.engine.train;

/**
 * The loss or its gradient is no longer a finite number; the message names the step and where to
 * take up again.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DivergedException(String message) {
    super(message);
  }
}
