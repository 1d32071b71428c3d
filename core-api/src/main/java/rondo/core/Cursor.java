package rondo.core;

/** One caller's place in a stream or a decoding. Belongs to one thread; owns its memory. */
public interface Cursor extends AutoCloseable {
  /** The scores of the next tokens; good until the next call, {@link #close} among them. */
  Scores score(Inputs tokens);

  /** Which rows live on, in which order and how often. */
  void select(int[] rows);

  @Override
  default void close() {}
}
