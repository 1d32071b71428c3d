package rondo.onnx.foreign;

import java.util.Optional;
import rondo.onnx.operator.Size;

/**
 * A part of an axis that is moved as a whole. Atoms are told apart by identity: two may be of one
 * size.
 */
final class Atom {
  private final Size size;
  private final Optional<String> port;

  private Atom(Size size, Optional<String> port) {
    this.size = size;
    this.port = port;
  }

  static Atom of(Size size) {
    return new Atom(size, Optional.empty());
  }

  /** The axis of a port. It is kept where it is 1 long, since it may be a batch of one. */
  static Atom port(Size size, String place) {
    return new Atom(size, Optional.of(place));
  }

  Size size() {
    return size;
  }

  /** The axis of a port that it is, if it is one. */
  Optional<String> port() {
    return port;
  }
}
