package rondo.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Compares gradients with what the loss does when a value is nudged. A layer is checked in one
 * line, anything else by the loss as a function of values that are nudged in place:
 *
 * <pre>{@code
 * GradientCheck.of(layer, weights.params(), in, kernels).verify();
 *
 * new GradientCheck(() -> loss(w, x)).tensor("w", w, dw).tensor("x", x, dx).verify();
 * }</pre>
 *
 * <p>The error of a tensor is ‖g - ĝ‖ / (‖g‖ + ‖ĝ‖), g as computed, ĝ by differences. The
 * computation is in floats, so a loss is known to about 1e-6 however exactly it is summed, and a
 * difference over a step h to 1e-6 / h: an error that shrinks as the step grows is float noise, not
 * a wrong formula. Therefore the first step is a large one, which the five-point stencil allows
 * (its own error is of order h⁴). Where it contradicts the gradient, other steps are asked as well:
 * a larger one, for gradients so small that noise drowns them, and smaller ones, from both sides:
 * next to the kink of a relu, a derivative can only be seen from the side on which there is no
 * kink. The nearest of these estimates counts. All of them converge to the same derivative, so a
 * gradient that is wrong is far from each. Apart by less than 1e-5 of what the loss sums up, the
 * two cannot be told apart.
 */
public final class GradientCheck {
  /** What float noise leaves of a right gradient's error, with room to spare. */
  public static final double TOLERANCE = 1e-3;

  private static final float[] STEPS = {5e-2f, 2.5e-2f, 0.25f, 1e-2f, 2e-3f, 5e-4f};

  /** The noise of a difference over the first step, as a share of what the loss sums up. */
  private static final double NOISE = 8 * 0x1p-24 / 5e-2;

  /** An element is looked at again where it is off by this share of its tensor's norm. */
  private static final double DOUBT = TOLERANCE / 100;

  private final DoubleSupplier loss;
  private final double noise;
  private final List<Checked> tensors = new ArrayList<>();

  /** A tensor whose values may be nudged, and its gradient. */
  private record Checked(String name, Matrix value, Matrix gradient, Runnable changed) {}

  /** What was found: the error of a tensor, and the element that is most to blame. */
  private record Finding(double error, int row, int col, double computed, double measured) {}

  /** A check of gradients of this loss, a function of the present values of all tensors. */
  public GradientCheck(DoubleSupplier loss) {
    this(loss, Math.abs(loss.getAsDouble()));
  }

  private GradientCheck(DoubleSupplier loss, double magnitude) {
    this.loss = loss;
    this.noise = NOISE * magnitude;
  }

  /**
   * A layer at a place: all parameters, the input and the initial state against a random projection
   * of the whole output and final state, summed in double.
   */
  public static GradientCheck of(Layer layer, List<Param> params, Flow in, Kernels kernels) {
    Flow output = layer.forward(in, new Work(kernels, Workers.ONE)).output();
    return of(layer, params, in, new Draw(11).gradient(output), Noise.NONE, kernels);
  }

  /**
   * The same with a projection and a noise of one's own; a projection's sequence or state may be
   * NONE. The projection is the output's gradient; it must be zero past the lengths.
   */
  public static GradientCheck of(
      Layer layer, List<Param> params, Flow in, Flow projection, Noise noise, Kernels kernels) {
    Work there = new Work(kernels, Workers.ONE).reset(noise);
    Trace trace = layer.forward(in, there);
    double magnitude = project(magnitudes(trace.output()), magnitudes(projection));
    Flow din = trace.backward().apply(copy(projection)); // which may overwrite it
    Work again = new Work(kernels, Workers.ONE);
    GradientCheck check =
        new GradientCheck(
            () -> project(layer.forward(in, again.reset(noise)).output(), projection), magnitude);
    check.params(params, there);
    check.tensor("the input", in.sequence().rows(), orZeros(din.sequence().rows(), in));
    for (int i = 0; i < in.state().parts().size(); i++) {
      Matrix start = in.state().part(i);
      boolean none = din.state().none();
      check.tensor(
          "state part " + i,
          start,
          none ? Matrix.zeros(start.rows(), start.cols()) : din.state().part(i));
    }
    return check;
  }

  private static Flow magnitudes(Flow f) {
    Flow all = copy(f);
    magnitudes(all.sequence().rows());
    all.state().parts().forEach(GradientCheck::magnitudes);
    return all;
  }

  private static void magnitudes(Matrix m) {
    for (int i = 0; i < m.size(); i++) {
      m.data()[m.offset() + i] = Math.abs(m.data()[m.offset() + i]);
    }
  }

  private static Matrix orZeros(Matrix gradient, Flow in) {
    Matrix x = in.sequence().rows();
    return gradient.size() == 0 ? Matrix.zeros(x.rows(), x.cols()) : gradient;
  }

  private static Flow copy(Flow f) {
    return new Flow(f.sequence().with(f.sequence().rows().copy()), f.state().copy());
  }

  /** Σ output * projection, in double; what is NONE in the projection counts nothing. */
  public static double project(Flow output, Flow projection) {
    double sum = 0;
    if (projection.sequence().time() > 0) {
      sum += project(output.sequence().rows(), projection.sequence().rows());
    }
    State weights = projection.state();
    for (int i = 0; i < weights.parts().size(); i++) {
      sum += project(output.state().part(i), weights.part(i));
    }
    return sum;
  }

  /** Σ output * projection, in double. */
  public static double project(Matrix output, Matrix projection) {
    double sum = 0;
    for (int i = 0; i < projection.size(); i++) {
      sum +=
          (double) output.data()[output.offset() + i] * projection.data()[projection.offset() + i];
    }
    return sum;
  }

  /** A tensor that the loss reads, and the gradient that was computed for it. */
  public GradientCheck tensor(String name, Matrix value, Matrix gradient) {
    return add(name, value, gradient, () -> {});
  }

  /** Parameters, and the gradients that a pass has gathered for them, row gradients included. */
  public GradientCheck params(List<Param> params, Work gathered) {
    for (Param p : params) {
      Matrix g = Matrix.zeros(p.value().rows(), p.value().cols());
      if (gathered.hasGradient(p)) {
        g.add(gathered.gradient(p));
      }
      if (gathered.hasRows(p)) {
        var rows = gathered.rows(p);
        for (int row : rows.touched()) {
          g.rows(row, 1).add(new Matrix(1, g.cols(), rows.data(), rows.at(row)));
        }
      }
      add(p.path(), p.value(), g, p::changed);
    }
    return this;
  }

  private GradientCheck add(String name, Matrix value, Matrix gradient, Runnable changed) {
    if (value.rows() != gradient.rows() || value.cols() != gradient.cols()) {
      throw new AssertionError(
          "%s is %s, its gradient %s".formatted(name, value.shape(), gradient.shape()));
    }
    tensors.add(new Checked(name, value, gradient.copy(), changed));
    return this;
  }

  /** Fails unless the error of every tensor is at most {@link #TOLERANCE}. */
  public void verify() {
    verify(TOLERANCE);
  }

  /** Fails unless the error of every tensor is at most this; says which element is most wrong. */
  public void verify(double tolerance) {
    List<String> wrong = new ArrayList<>();
    for (Checked tensor : tensors) {
      Finding f = find(tensor);
      if (!(f.error <= tolerance)) {
        wrong.add(
            String.format(
                Locale.ROOT,
                "the gradient of %s (%s) is off by %.2g where %.2g is allowed; worst at [%d, %d]:"
                    + " %.6g was computed, %.6g by differences of the loss",
                tensor.name,
                tensor.value.shape(),
                f.error,
                tolerance,
                f.row,
                f.col,
                f.computed,
                f.measured));
      }
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
  }

  /** The error of each tensor, by name. */
  public SortedMap<String, Double> errors() {
    SortedMap<String, Double> errors = new TreeMap<>();
    tensors.forEach(tensor -> errors.put(tensor.name, find(tensor).error));
    return errors;
  }

  private Finding find(Checked tensor) {
    double doubt = DOUBT * norm(tensor.gradient);
    double apart = 0; // ‖g - ĝ‖²
    double computed = 0; // ‖g‖²
    double measured = 0; // ‖ĝ‖²
    Finding worst = new Finding(0, 0, 0, 0, 0);
    double most = -1;
    for (int row = 0; row < tensor.value.rows(); row++) {
      for (int col = 0; col < tensor.value.cols(); col++) {
        double g = tensor.gradient.get(row, col);
        double n = slope(tensor, row, col, doubt);
        double off = Math.abs(g - n);
        apart += off <= noise ? 0 : off * off;
        computed += g * g;
        measured += n * n;
        if (Double.compare(off, most) > 0) { // NaN is worst of all
          most = off;
          worst = new Finding(0, row, col, g, n);
        }
      }
    }
    double error = apart == 0 ? 0 : Math.sqrt(apart) / (Math.sqrt(computed) + Math.sqrt(measured));
    return new Finding(error, worst.row, worst.col, worst.computed, worst.measured);
  }

  private static double norm(Matrix m) {
    double sum = 0;
    for (int i = 0; i < m.size(); i++) {
      sum += (double) m.data()[i] * m.data()[i];
    }
    return Math.sqrt(sum);
  }

  /** What differences say of an element: of several estimates the one nearest to its gradient. */
  private double slope(Checked tensor, int row, int col, double doubt) {
    double g = tensor.gradient.get(row, col);
    double best = Double.NaN;
    for (float h : STEPS) {
      double[] f = losses(tensor, tensor.value.at(row) + col, h);
      best = nearest(g, best, (8 * (f[3] - f[1]) - (f[4] - f[0])) / (12 * h));
      if (Math.abs(g - best) <= doubt) {
        return best;
      }
      if (h < STEPS[0]) { // three points have an error of order h²: too much for the large step
        best = nearest(g, best, (-3 * f[2] + 4 * f[3] - f[4]) / (2 * h));
        best = nearest(g, best, (3 * f[2] - 4 * f[1] + f[0]) / (2 * h));
      }
    }
    return best;
  }

  private static double nearest(double g, double a, double b) {
    return Math.abs(g - a) <= Math.abs(g - b) ? a : b;
  }

  /** The loss at -2, -1, 0, 1 and 2 steps from the present value. */
  private double[] losses(Checked tensor, int at, float h) {
    float[] data = tensor.value.data();
    float was = data[at];
    double[] f = new double[5];
    for (int k = -2; k <= 2; k++) {
      data[at] = was + k * h;
      tensor.changed.run();
      f[k + 2] = loss.getAsDouble();
    }
    data[at] = was;
    tensor.changed.run();
    return f;
  }
}
