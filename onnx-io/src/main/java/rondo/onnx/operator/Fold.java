package rondo.onnx.operator;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import rondo.core.graph.Tensor;

/**
 * What becomes of many numbers: they are put together one by one, and something is made of that.
 *
 * @param start what none of them are
 * @param step puts the next one to those before it
 * @param end what is made of all, by how many they were
 * @param slope the derivative by one of them
 * @param aid what the derivative needs to know of all of them
 * @param whole the steps over whole numbers, where there are such
 */
record Fold(
    double start,
    DoubleBinaryOperator step,
    DoubleBinaryOperator end,
    Slope slope,
    Aid aid,
    Optional<Formula.Whole> whole) {
  /** The derivative by x of what became y. */
  interface Slope {
    double at(double x, double y, double aid);
  }

  /** What a derivative needs to know of all numbers. */
  enum Aid {
    /** How many they are. */
    COUNT,
    /** How many are the result. */
    DRAWS,
    /** Where exactly one of them is 0, the product of the others; else 0. */
    OTHERS
  }

  private static final DoubleBinaryOperator SUM = (s, x) -> s + x;

  static final Map<String, Fold> ALL =
      Map.ofEntries(
          entry("ReduceSum", new Fold(SUM, (s, n) -> s, (x, y, n) -> 1).of(Formula.ADD)),
          entry("ReduceMean", new Fold(SUM, (s, n) -> s / n, (x, y, n) -> 1 / n)),
          entry(
              "ReduceSumSquare",
              new Fold((s, x) -> s + x * x, (s, n) -> s, (x, y, n) -> 2 * x)
                  .of((s, x, unsigned) -> s + x * x)),
          entry(
              "ReduceL1",
              new Fold((s, x) -> s + Math.abs(x), (s, n) -> s, (x, y, n) -> Math.signum(x))
                  .of((s, x, unsigned) -> s + (unsigned ? x : Math.abs(x)))),
          entry(
              "ReduceL2",
              new Fold(
                  (s, x) -> s + x * x, (s, n) -> Math.sqrt(s), (x, y, n) -> y == 0 ? 0 : x / y)),
          entry("ReduceLogSum", new Fold(SUM, (s, n) -> Math.log(s), (x, y, n) -> Math.exp(-y))),
          entry(
              "ReduceLogSumExp",
              new Fold(
                  Double.NEGATIVE_INFINITY,
                  Fold::logAdded,
                  (s, n) -> s,
                  (x, y, n) -> Math.exp(x - y),
                  Aid.COUNT,
                  Optional.empty())),
          entry("ReduceMax", extreme(Double.NEGATIVE_INFINITY, Formula.MAX)),
          entry("ReduceMin", extreme(Double.POSITIVE_INFINITY, Formula.MIN)),
          entry(
              "ReduceProd",
              new Fold(1, (p, x) -> p * x, (p, n) -> p, Fold::product, Aid.OTHERS, Optional.empty())
                  .of((p, x, unsigned) -> p * x)));

  private Fold(DoubleBinaryOperator step, DoubleBinaryOperator end, Slope slope) {
    this(0, step, end, slope, Aid.COUNT, Optional.empty());
  }

  /** A draw is shared. */
  private static Fold extreme(double start, Formula formula) {
    return new Fold(
        start,
        formula.real(),
        (m, n) -> m,
        (x, y, draws) -> x == y ? 1 / draws : 0,
        Aid.DRAWS,
        formula.whole());
  }

  /** log(exp(a) + exp(b)), where neither of them need be a number. */
  private static double logAdded(double a, double b) {
    double most = Math.max(a, b);
    return Double.isInfinite(most) ? most : most + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  private static double product(double x, double y, double others) {
    return y != 0 ? y / x : x == 0 ? others : 0;
  }

  private Fold of(Formula formula) {
    return of(formula.whole().orElseThrow());
  }

  private Fold of(Formula.Whole steps) {
    return new Fold(start, step, end, slope, aid, Optional.of(steps));
  }

  // over tensors: a walk through x and the results, which stand still while x is put together

  double[] forward(Walk walk, float[] x, int results, int count) {
    if (step == SUM) {
      return ended(Numbers.doubles(Sums.over(walk, x, results)), count);
    }
    return forward(walk, i -> x[i], results, count);
  }

  double[] forward(Walk walk, IntToDoubleFunction x, int results, int count) {
    double[] y = new double[results];
    Arrays.fill(y, start);
    walk.pairs((i, s) -> y[s] = step.applyAsDouble(y[s], x.applyAsDouble(i)));
    return ended(y, count);
  }

  private double[] ended(double[] y, int count) {
    for (int s = 0; s < y.length; s++) {
      y[s] = end.applyAsDouble(y[s], count);
    }
    return y;
  }

  long[] forward(Walk walk, Tensor.Ints x, int results, Formula.Whole steps) {
    boolean unsigned = x.type().unsigned();
    long[] y = new long[results];
    boolean[] begun = new boolean[results];
    Arrays.fill(y, start == 1 ? 1 : 0);
    walk.pairs(
        (i, s) -> {
          boolean first = !begun[s] && aid == Aid.DRAWS; // an extreme begins with any
          y[s] = first ? x.data()[i] : steps.at(y[s], x.data()[i], unsigned);
          begun[s] = true;
        });
    return y;
  }

  /** dx = dy * slope. */
  float[] back(Walk walk, float[] x, float[] y, float[] d, int count) {
    float[] dx = new float[x.length];
    double[] known = aid(walk, x, y, count);
    walk.pairs((i, s) -> dx[i] = d[s] * (float) slope.at(x[i], y[s], known[s]));
    return dx;
  }

  private double[] aid(Walk walk, float[] x, float[] y, int count) {
    double[] known = new double[y.length];
    switch (aid) {
      case COUNT -> Arrays.fill(known, count);
      case DRAWS -> walk.pairs((i, s) -> known[s] += x[i] == y[s] ? 1 : 0);
      case OTHERS -> {
        int[] zeros = new int[y.length];
        Arrays.fill(known, 1);
        walk.pairs(
            (i, s) -> {
              zeros[s] += x[i] == 0 ? 1 : 0;
              known[s] *= x[i] == 0 ? 1 : x[i];
            });
        for (int s = 0; s < zeros.length; s++) {
          known[s] = zeros[s] == 1 ? known[s] : 0;
        }
      }
    }
    return known;
  }
}
