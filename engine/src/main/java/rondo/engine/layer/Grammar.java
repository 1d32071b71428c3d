package rondo.engine.layer;

/**
 * Which label may follow which, so that decoding never answers what the task's scheme forbids.
 * {@link #BORDER} stands before the first label and behind the last.
 */
@FunctionalInterface
public interface Grammar {
  int BORDER = -1;

  /** Everything may follow everything. */
  Grammar ANY = (before, label) -> true;

  boolean allows(int before, int label);
}
