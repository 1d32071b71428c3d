package rondo.onnx;

/** A file does not answer as its model; the message says what differs, and where. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Mismatch(String message) {
    super(message);
  }

  /** The same, with more about the place. */
  Mismatch at(String place) {
    Mismatch more = new Mismatch(getMessage() + "; " + place);
    more.initCause(this);
    return more;
  }
}
