package rondo.tasks.data;

import java.io.Writer;
import java.util.function.Consumer;

/** Hands on what is written as it comes. */
final class Chunks extends Writer {
  private final Consumer<String> out;

  Chunks(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void write(char[] chars, int from, int count) {
    out.accept(new String(chars, from, count));
  }

  @Override
  public void flush() {
    // nothing is kept
  }

  @Override
  public void close() {
    // nothing is held
  }
}
