package rondo.onnx.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import rondo.core.graph.Tensor;
import rondo.onnx.operator.Operator.Back;
import rondo.onnx.operator.Operator.Computed;

/**
 * An operator's gradients beside what a random projection of its results does when a value is
 * nudged. As in the testkit's check of layers, of several estimates the nearest counts: a large
 * step with five points, since results are floats; larger ones where noise drowns the gradient;
 * smaller ones, from both sides, beside the kink of a relu. All converge to the same derivative, so
 * a wrong one is far from each.
 */
final class Numeric {
  /** What float noise leaves of a right gradient's error, with room to spare. */
  private static final double TOLERANCE = 1e-3;

  private static final float[] STEPS = {5e-2f, 2.5e-2f, 0.25f, 1e-2f, 2e-3f, 5e-4f};

  /** The noise of a difference over the first step, as a share of what the loss sums up. */
  private static final double NOISE = 8 * 0x1p-24 / 5e-2;

  private final Operator operator;
  private final List<Tensor> operands;
  private final List<float[]> weights = new ArrayList<>();

  private Numeric(Operator operator, List<Tensor> operands) {
    this.operator = operator;
    this.operands = operands;
  }

  static void check(Operator operator, List<Tensor> operands) {
    new Numeric(operator, operands).check();
  }

  private void check() {
    Computed computed = operator.compute(operands, Room.inUse());
    Random random = new Random(31);
    double magnitude = 0;
    for (Tensor each : computed.results()) {
      float[] y = floats(each);
      float[] w = new float[y.length];
      for (int i = 0; i < y.length; i++) {
        w[i] = (float) random.nextGaussian();
        magnitude += Math.abs(w[i] * y[i]);
      }
      weights.add(w);
    }
    List<float[]> given = weights.stream().map(w -> w.length == 0 ? Back.NONE : w.clone()).toList();
    List<float[]> gradients = computed.back().apply(given);
    assertThat(gradients).as("gradients").hasSize(operands.size());
    for (int i = 0; i < operands.size(); i++) {
      float[] x = floats(operands.get(i));
      float[] g = gradients.get(i);
      if (x.length == 0) {
        assertThat(g).as("gradient of operand %d, which has none", i).isEmpty();
        continue;
      }
      assertThat(g.length).as("gradient of operand %d", i).isIn(0, x.length); // NONE is zeros
      check(i, x, g.length == 0 ? new float[x.length] : g, NOISE * magnitude);
    }
  }

  private void check(int operand, float[] x, float[] g, double noise) {
    double apart = 0;
    double sizes = 0;
    StringBuilder worst = new StringBuilder();
    double most = 0;
    for (int i = 0; i < x.length; i++) {
      double slope = slope(x, i, g[i]);
      double off = Math.abs(g[i] - slope);
      if (!(off <= most)) {
        most = off;
        worst.setLength(0);
        worst.append("element ").append(i).append(": computed ").append(g[i]);
        worst.append(", by differences ").append(slope);
      }
      apart += off * off;
      sizes += g[i] * g[i] + slope * slope;
    }
    if (!(Math.sqrt(apart) <= noise * Math.sqrt(x.length))) {
      assertThat(Math.sqrt(apart) / Math.sqrt(sizes))
          .as("error of the gradient of operand %d, most of it in %s", operand, worst)
          .isLessThan(TOLERANCE);
    }
  }

  private double slope(float[] x, int at, double g) {
    double best = Double.NaN;
    for (float h : STEPS) {
      double[] f = losses(x, at, h);
      best = nearest(g, best, (8 * (f[3] - f[1]) - (f[4] - f[0])) / (12 * h));
      if (h < STEPS[0]) { // three points have an error of order h²: too much for the large step
        best = nearest(g, best, (-3 * f[2] + 4 * f[3] - f[4]) / (2 * h));
        best = nearest(g, best, (3 * f[2] - 4 * f[1] + f[0]) / (2 * h));
      }
      if (Math.abs(g - best) <= TOLERANCE / 100 * Math.max(1, Math.abs(g))) {
        return best;
      }
    }
    return best;
  }

  private static double nearest(double g, double a, double b) {
    return Math.abs(g - a) <= Math.abs(g - b) ? a : b;
  }

  /** The loss at -2, -1, 0, 1 and 2 steps from the present value. */
  private double[] losses(float[] x, int at, float h) {
    float was = x[at];
    double[] f = new double[5];
    for (int k = -2; k <= 2; k++) {
      x[at] = was + k * h;
      List<Tensor> results = operator.compute(operands, Room.inUse()).results();
      for (int r = 0; r < results.size(); r++) {
        float[] y = floats(results.get(r));
        for (int i = 0; i < y.length; i++) {
          f[k + 2] += (double) y[i] * weights.get(r)[i];
        }
      }
    }
    x[at] = was;
    return f;
  }

  private static float[] floats(Tensor tensor) {
    return tensor instanceof Tensor.Floats t ? t.data() : Back.NONE;
  }
}
