package rondo.onnx.operator;

import java.util.Optional;

/**
 * How a kernel moves along an axis.
 *
 * @param stride how far it moves each time
 * @param dilation how far apart the values are that it looks at
 * @param before how many zeros stand before the axis, if it is said
 * @param after how many behind it
 */
record Window(int stride, int dilation, Fit fit, int before, int after) {
  /** What decides how many zeros there are. */
  enum Fit {
    SAID,
    /** As many as it takes to move over all of the axis, an odd one behind it. */
    SAME_UPPER,
    /** The same, an odd one before it. */
    SAME_LOWER
  }

  /** How far a kernel of so many values reaches. */
  long reach(long kernel) {
    return dilation * (kernel - 1) + 1;
  }

  /** How many places a kernel has on an axis; 0 where it does not fit. */
  long places(long length, long kernel) {
    if (fit != Fit.SAID) {
      return (length + stride - 1) / stride;
    }
    long room = length + before + after - reach(kernel);
    return room < 0 ? 0 : room / stride + 1;
  }

  /** The same, as far as lengths are known. */
  Optional<Size> places(Size length, Size kernel) {
    boolean told = length.known() && length.number() <= Integer.MAX_VALUE;
    if (told && (kernel.known() || fit != Fit.SAID)) {
      return Optional.of(Size.of(places(length.number(), kernel.number())));
    }
    boolean same =
        fit != Fit.SAID || kernel.known() && before + after + 1L == reach(kernel.number());
    return Optional.of(length).filter(l -> same && stride == 1);
  }

  /** Where the kernel begins at its first place; before 0 where there are zeros. */
  int start(int length, int kernel) {
    if (fit == Fit.SAID) {
      return -before;
    }
    long zeros = Math.max(0, (places(length, kernel) - 1) * stride + reach(kernel) - length);
    return (int) -(fit == Fit.SAME_UPPER ? zeros / 2 : (zeros + 1) / 2);
  }
}
