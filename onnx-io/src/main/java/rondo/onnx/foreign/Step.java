package rondo.onnx.foreign;

import java.util.List;

/** What a program does next: reads slots, writes slots. */
interface Step {
  /** Computes; the way back adds to the gradients of what was read. */
  Runnable forward(Run run);

  /** The same where nobody goes back. */
  default void predict(Run run) {
    forward(run);
  }

  /** The views it reads. */
  List<View> reads();

  /** The slots it writes. */
  List<Slot> writes();

  /** Appends nodes that compute the same. */
  void write(Writing out);
}
