package rondo.core;

/** One caller's place in a stream or a decoding. Belongs to one thread; owns its memory. */
public interface Cursor extends AutoCloseable {
  /** The scores of the next tokens; good until the next call, {@link #close} among them. */
  Scores score(Inputs tokens);

  /** Which rows live on, in which order and how often. */
  void select(int[] rows);

  @Override
  default void close() {}

  /** Refuses a piece of other rows than those that are under way. */
  static void requireGoingOn(Inputs tokens, int rows) {
    if (tokens.batch() != rows) {
      throw new IllegalArgumentException(
          "a piece of %d examples goes on where %d are under way; select the rows that live on"
              .formatted(tokens.batch(), rows));
    }
  }

  /** Refuses to choose rows that there are not. */
  static void requireLiving(int[] chosen, int rows) {
    for (int row : chosen) {
      if (row < 0 || row >= rows) {
        throw new IndexOutOfBoundsException("row " + row + " of " + rows + " cannot live on");
      }
    }
  }
}
