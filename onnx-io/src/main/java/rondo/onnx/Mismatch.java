package rondo.onnx;

/** A file does not answer as its model; the message says what differs, and where. */
public final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String output;

  Mismatch(String message) {
    this("", message);
  }

  /** In an output that follows from the scores. */
  Mismatch(String output, String message) {
    super(message);
    this.output = output;
  }

  /** The output that differs, where it is one that follows from scores which are right. */
  String output() {
    return output;
  }

  /** The same, with more about the place. */
  Mismatch at(String place) {
    Mismatch more = new Mismatch(output, getMessage() + "; " + place);
    more.initCause(this);
    return more;
  }
}
