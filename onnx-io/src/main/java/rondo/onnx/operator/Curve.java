package rondo.onnx.operator;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of one number.
 *
 * @param slope its derivative; none where that is 0 wherever there is one
 * @param whole the same of whole numbers, for functions that have it
 */
record Curve(DoubleUnaryOperator real, Optional<Slope> slope, Optional<Whole> whole) {
  /** The derivative at x, where the function is y. */
  interface Slope {
    double at(double x, double y);
  }

  /** A function of whole numbers, some of which have no sign. */
  interface Whole {
    long at(long x, boolean unsigned);
  }

  Curve(DoubleUnaryOperator real, Slope slope) {
    this(real, Optional.of(slope), Optional.empty());
  }

  /** A function that goes up and down in steps. */
  static Curve stepped(DoubleUnaryOperator real) {
    return new Curve(real, Optional.empty(), Optional.empty());
  }

  Curve with(Whole function) {
    return new Curve(real, slope, Optional.of(function));
  }
}
