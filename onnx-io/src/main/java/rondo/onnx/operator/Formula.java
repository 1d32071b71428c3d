package rondo.onnx.operator;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * A function of two numbers that gives one.
 *
 * @param loops how it is computed without a call for each value; none for what is rare
 * @param whole the same of whole numbers, for functions that have it
 */
record Formula(
    DoubleBinaryOperator real, Slope byX, Slope byY, Optional<Loops> loops, Optional<Whole> whole) {
  /** A derivative at x and y, where the function is z. */
  interface Slope {
    double at(double x, double y, double z);
  }

  /** A function of whole numbers, some of which have no sign. */
  interface Whole {
    long at(long x, long y, boolean unsigned);
  }

  static final Formula ADD =
      new Formula(Double::sum, (x, y, z) -> 1, (x, y, z) -> 1)
          .with(Loops.ADD)
          .with((x, y, u) -> x + y);
  static final Formula MAX =
      new Formula(Math::max, (x, y, z) -> larger(x, y), (x, y, z) -> larger(y, x))
          .with((x, y, u) -> less(x, y, u) ? y : x);
  static final Formula MIN =
      new Formula(Math::min, (x, y, z) -> larger(y, x), (x, y, z) -> larger(x, y))
          .with((x, y, u) -> less(x, y, u) ? x : y);

  /** Those of exactly two operands. */
  static final Map<String, Formula> PAIRS =
      Map.ofEntries(
          entry("Add", ADD),
          entry(
              "Sub",
              new Formula((x, y) -> x - y, (x, y, z) -> 1, (x, y, z) -> -1)
                  .with(Loops.SUB)
                  .with((x, y, u) -> x - y)),
          entry(
              "Mul",
              new Formula((x, y) -> x * y, (x, y, z) -> y, (x, y, z) -> x)
                  .with(Loops.MUL)
                  .with((x, y, u) -> x * y)),
          entry(
              "Div",
              new Formula((x, y) -> x / y, (x, y, z) -> 1 / y, (x, y, z) -> -z / y)
                  .with(Loops.DIV)
                  .with((x, y, u) -> u ? Long.divideUnsigned(x, y) : x / y)),
          entry(
              "Pow",
              new Formula(
                      Math::pow,
                      (x, y, z) -> y == 0 ? 0 : y * Math.pow(x, y - 1),
                      (x, y, z) -> x > 0 ? z * Math.log(x) : 0)
                  .with((x, y, u) -> power(x, y))),
          entry(
              "PRelu",
              new Formula(
                      (x, slope) -> x < 0 ? slope * x : x,
                      (x, slope, z) -> x < 0 ? slope : 1,
                      (x, slope, z) -> x < 0 ? x : 0)
                  .with((x, slope, u) -> !u && x < 0 ? slope * x : x)));

  Formula(DoubleBinaryOperator real, Slope byX, Slope byY) {
    this(real, byX, byY, Optional.empty(), Optional.empty());
  }

  /** The remainder that has the sign of x, or else of y. */
  static Formula mod(boolean signOfX) {
    return new Formula((x, y) -> x % y, (x, y, z) -> 1, (x, y, z) -> -trunc(x / y))
        .with((x, y, unsigned) -> remainder(x, y, unsigned, signOfX));
  }

  private static long remainder(long x, long y, boolean unsigned, boolean signOfX) {
    return unsigned ? Long.remainderUnsigned(x, y) : signOfX ? x % y : Math.floorMod(x, y);
  }

  private Formula with(Loops tight) {
    return new Formula(real, byX, byY, Optional.of(tight), whole);
  }

  private Formula with(Whole function) {
    return new Formula(real, byX, byY, loops, Optional.of(function));
  }

  static boolean less(long x, long y, boolean unsigned) {
    return unsigned ? Long.compareUnsigned(x, y) < 0 : x < y;
  }

  private static double larger(double x, double y) {
    return x > y ? 1 : x == y ? 0.5 : 0; // a draw is shared
  }

  private static double trunc(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  private static long power(long x, long y) {
    if (y < 0) {
      return (long) Math.pow(x, y);
    }
    long z = 1;
    for (long base = x, left = y; left > 0; left >>= 1) {
      z *= (left & 1) == 1 ? base : 1;
      base *= base;
    }
    return z;
  }

  // over tensors: a walk through x, y and z, the last of them without gaps

  void forward(Walk walk, float[] x, float[] y, float[] z) {
    if (loops.isPresent()) {
      loops.get().forward(walk, x, y, z);
      return;
    }
    int sx = walk.step(0);
    int sy = walk.step(1);
    walk.rows(
        at -> {
          for (int n = 0; n < walk.length(); n++) {
            z[at[2] + n] = (float) real.applyAsDouble(x[at[0] + n * sx], y[at[1] + n * sy]);
          }
        });
  }

  /** Makes z's gradient that of x as z repeats it. */
  void backX(Walk walk, float[] x, float[] y, float[] z, float[] d) {
    if (loops.isPresent()) {
      loops.get().backX(walk, y, d);
    } else {
      back(walk, byX, x, y, z, d);
    }
  }

  /** Makes z's gradient that of y as z repeats it. */
  void backY(Walk walk, float[] x, float[] y, float[] z, float[] d) {
    if (loops.isPresent()) {
      loops.get().backY(walk, x, y, z, d);
    } else {
      back(walk, byY, x, y, z, d);
    }
  }

  private static void back(Walk walk, Slope slope, float[] x, float[] y, float[] z, float[] d) {
    int sx = walk.step(0);
    int sy = walk.step(1);
    walk.rows(
        at -> {
          for (int n = 0; n < walk.length(); n++) {
            int k = at[2] + n;
            d[k] *= (float) slope.at(x[at[0] + n * sx], y[at[1] + n * sy], z[k]);
          }
        });
  }

  void forward(Walk walk, double[] x, double[] y, double[] z) {
    int sx = walk.step(0);
    int sy = walk.step(1);
    walk.rows(
        at -> {
          for (int n = 0; n < walk.length(); n++) {
            z[at[2] + n] = real.applyAsDouble(x[at[0] + n * sx], y[at[1] + n * sy]);
          }
        });
  }
}
