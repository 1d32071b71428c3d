package rondo.core;

/** A trained model, wherever it runs. Immutable, shared by threads. */
public interface Runner extends AutoCloseable {
  /** A place for one caller: at the start of a stream, or with the source encoded. */
  Cursor start(Inputs source);

  @Override
  default void close() {}
}
