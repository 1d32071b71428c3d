package rondo.core;

/** A trainable matrix: its path in the model and its value, never its gradient. */
public final class Param {
  private final String path;
  private final Matrix value;
  private volatile long version;

  public Param(String path, Matrix value) {
    this.path = path;
    this.value = value;
  }

  /** Where it stands in the model, such as {@code layer0/forward/W}. */
  public String path() {
    return path;
  }

  public Matrix value() {
    return value;
  }

  /** Counts changes, so that kernels may keep packed copies. */
  public long version() {
    return version;
  }

  /** To be called by whoever has written into {@link #value}; one writer at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void changed() {
    version++;
  }

  @Override
  public String toString() {
    return path;
  }
}
