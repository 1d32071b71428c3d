package rondo.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where a model is read from. */
public sealed interface Origin {
  /** What messages call it. */
  String name();

  /** A file, which others may stand beside. */
  record File(Path path) implements Origin {
    @Override
    public String name() {
      return "'" + path + "'";
    }
  }

  /** Bytes that were read already, such as those of a stream. */
  record Bytes(String name, byte[] bytes) implements Origin {}

  /** The first bytes: so many, or all where there are fewer. */
  default byte[] beginning(int most) {
    if (this instanceof Bytes b) {
      return Arrays.copyOf(b.bytes(), Math.min(most, b.bytes().length));
    }
    Path path = ((File) this).path();
    if (!Files.isRegularFile(path)) {
      throw new UncheckedIOException(
          new IOException("there is no model file " + name() + "; is the path right?"));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException(name() + " cannot be read: " + e, e);
    }
  }
}
