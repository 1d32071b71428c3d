package rondo.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;

/** What all kernels must do, checked against plain sums in double precision. */
final class KernelContract {
  /** Below, at and above the sizes of tiles, panels and blocks, for 4 to 16 lanes. */
  private static final int[] SIZES = {1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 63, 65, 70};

  private KernelContract() {}

  static void all(Kernels kernels) {
    products(kernels);
    longSums(kernels);
    functions(kernels);
    specialValues(kernels);
    softmax(kernels);
    rows(kernels);
    reductions(kernels);
    elements(kernels);
    optimisers(kernels);
  }

  // products

  static void products(Kernels kernels) {
    Random random = new Random(1);
    for (int M : SIZES) {
      for (int N : SIZES) {
        for (int K : new int[] {1, 4, 19}) {
          product(kernels, M, N, K, random);
        }
      }
    }
  }

  /** Sums longer than a block of b, results wider than a panel. */
  static void longSums(Kernels kernels) {
    Random random = new Random(2);
    product(kernels, 13, 300, 517, random);
    product(kernels, 1, 270, 1030, random);
    product(kernels, 40, 9, 260, random);
  }

  private static void product(Kernels kernels, int M, int N, int K, Random random) {
    Matrix a = window(M, K, random);
    Matrix b = window(K, N, random);
    Matrix c = window(M, N, random);
    double[] expected = new double[M * N];
    for (int m = 0; m < M; m++) {
      for (int n = 0; n < N; n++) {
        double sum = c.get(m, n);
        for (int k = 0; k < K; k++) {
          sum += (double) a.get(m, k) * b.get(k, n);
        }
        expected[m * N + n] = sum;
      }
    }
    Param p = new Param("p", transposed(b, random));
    Param q = new Param("q", b);
    check("ab", expected, c, K, r -> kernels.ab(a, b, r));
    check("abt", expected, c, K, r -> kernels.abt(a, p.value(), r));
    check("atb", expected, c, K, r -> kernels.atb(transposed(a, random), b, r));
    check("project", expected, c, K, r -> kernels.project(a, p, r));
    check("unproject", expected, c, K, r -> kernels.unproject(a, q, r));
  }

  private interface Product {
    void addTo(Matrix c);
  }

  private static void check(String name, double[] expected, Matrix start, int K, Product product) {
    Matrix c = new Matrix(start.rows(), start.cols(), start.data().clone(), start.offset());
    product.addTo(c);
    // half a rounding (6e-8) for each of K sums of values up to K, which errors reach only at worst
    double tolerance = 6e-8 * (K + 1) * Math.sqrt(K + 1);
    for (int i = 0; i < expected.length; i++) {
      double given = c.data()[c.offset() + i];
      if (!(Math.abs(given - expected[i]) <= tolerance)) {
        fail("%s of %s over %d: %s for %s", name, c.shape(), K, given, expected[i]);
      }
    }
    restIsUntouched(name, start, c);
  }

  private static void restIsUntouched(String name, Matrix before, Matrix after) {
    for (int i = 0; i < after.data().length; i++) {
      boolean inside = i >= after.offset() && i < after.offset() + after.size();
      if (!inside && after.data()[i] != before.data()[i]) {
        fail("%s changed float %d, which is outside of the result", name, i);
      }
    }
  }

  // functions of one float

  private interface Function {
    void apply(float[] x, int from, int count);
  }

  static void functions(Kernels kernels) {
    float[] x = new float[20_001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 10_000) * 2e-3f; // -20 to 20
    }
    float[] tanh = applied(kernels::tanh, x);
    float[] sigmoid = applied(kernels::sigmoid, x);
    float[] exp = applied(kernels::exp, x);
    // more where a product and its sum are rounded one after the other
    double accuracy = Fused.HARDWARE ? 3e-7 : 4e-7;
    for (int i = 0; i < x.length; i++) {
      within(accuracy, "tanh", x[i], tanh[i] - Math.tanh(x[i]));
      // half of tanh's error and one more rounding of a number up to 1
      within(accuracy / 2 + 6e-8, "sigmoid", x[i], sigmoid[i] - 1 / (1 + Math.exp(-x[i])));
      within(2e-7, "exp", x[i], exp[i] / Math.exp(x[i]) - 1);
      within(1, "tanh itself", x[i], tanh[i]);
      within(0.5, "sigmoid itself", x[i], sigmoid[i] - 0.5);
    }
    for (float tiny : new float[] {Float.MIN_VALUE, 1e-41f, Float.MIN_NORMAL, 1e-20f, 1e-5f}) {
      assertThat(everywhere(kernels::tanh, tiny)).isEqualTo(tiny);
      assertThat(everywhere(kernels::tanh, -tiny)).isEqualTo(-tiny);
      assertThat(everywhere(kernels::sigmoid, tiny)).isEqualTo((float) (0.5 + tiny / 4.0));
      assertThat(everywhere(kernels::exp, tiny)).isEqualTo((float) Math.exp(tiny));
    }
  }

  private static void within(double tolerance, String name, float x, double error) {
    if (!(Math.abs(error) <= tolerance)) {
      fail("%s of %s is wrong by %s", name, x, error);
    }
  }

  static void specialValues(Kernels kernels) {
    float infinite = Float.POSITIVE_INFINITY;
    for (Function f : new Function[] {kernels::tanh, kernels::sigmoid, kernels::exp}) {
      assertThat(everywhere(f, Float.NaN)).isNaN();
    }
    assertThat(everywhere(kernels::tanh, infinite)).isBetween(1 - 4e-7f, 1f);
    assertThat(everywhere(kernels::tanh, -infinite)).isBetween(-1f, -1 + 4e-7f);
    assertThat(everywhere(kernels::sigmoid, infinite)).isBetween(1 - 4e-7f, 1f);
    assertThat(everywhere(kernels::sigmoid, -infinite)).isBetween(0f, 3e-7f);
    assertThat(everywhere(kernels::exp, infinite)).isEqualTo(infinite);
    assertThat(everywhere(kernels::exp, -infinite)).isZero();
    assertThat(everywhere(kernels::exp, Float.MAX_VALUE)).isEqualTo(infinite);
    assertThat(everywhere(kernels::exp, -Float.MAX_VALUE)).isZero();
    assertThat(Float.floatToRawIntBits(everywhere(kernels::tanh, -0f)))
        .isEqualTo(Float.floatToRawIntBits(-0f));
    assertThat(everywhere(kernels::exp, -0f)).isEqualTo(1);
    assertThat(everywhere(kernels::exp, 88.72f)).isFinite();
    assertThat(everywhere(kernels::exp, 88.73f)).isEqualTo(infinite);
    // the subnormals: their spacing is 1.4e-45, rounded twice at most
    for (float x = -104; x < -87; x += 0.01f) {
      assertThat((double) everywhere(kernels::exp, x))
          .as("exp %s", x)
          .isCloseTo(Math.exp(x), Offset.offset(1.5e-45 + 2e-7 * Math.exp(x)));
    }
  }

  /** Applied in the middle of a longer array, whose rest must stay as it was. */
  private static float[] applied(Function f, float[] x) {
    float[] y = new float[x.length + 12];
    System.arraycopy(x, 0, y, 5, x.length);
    f.apply(y, 5, x.length);
    for (int i = 0; i < 5; i++) {
      if (y[i] != 0 || y[x.length + 5 + i] != 0) {
        fail("a float outside was changed");
      }
    }
    float[] result = new float[x.length];
    System.arraycopy(y, 5, result, 0, x.length);
    return result;
  }

  /** The value of a function, which must not depend on where among others the argument stands. */
  private static float everywhere(Function f, float x) {
    float[] xs = new float[37];
    Arrays.fill(xs, x);
    float[] ys = applied(f, xs);
    for (float y : ys) {
      if (Float.floatToIntBits(y) != Float.floatToIntBits(ys[0])) {
        fail("of one value %s among others %s", ys[0], y);
      }
    }
    return ys[0];
  }

  static void softmax(Kernels kernels) {
    Random random = new Random(3);
    for (int size : SIZES) {
      Matrix x = window(1, size, random);
      double sum = 0;
      for (int i = 0; i < size; i++) {
        x.data()[x.offset() + i] *= 40;
        sum += Math.exp(x.get(0, i));
      }
      Matrix before = new Matrix(1, size, x.data().clone(), x.offset());
      double log = kernels.softmax(x.data(), x.offset(), size);
      assertThat(log).isCloseTo(Math.log(sum), Offset.offset(1e-6));
      for (int i = 0; i < size; i++) {
        double expected = Math.exp(before.get(0, i)) / sum;
        // x - max is rounded once, at up to 80, and that error is the relative one of its e^x
        assertThat((double) x.get(0, i)).isCloseTo(expected, Offset.offset(1e-9 + 8e-6 * expected));
      }
      restIsUntouched("softmax", before, x);
    }
    float[] masked = {2, Float.NEGATIVE_INFINITY, 2};
    assertThat(kernels.softmax(masked, 0, 3)).isCloseTo(2 + Math.log(2), Offset.offset(1e-6));
    assertThat(masked).containsExactly(0.5f, 0, 0.5f);
    float[] diverged = new float[40];
    diverged[3] = Float.NaN;
    assertThat(kernels.softmax(diverged, 0, 40)).isNaN();
    assertThat(diverged[39]).isNaN();
  }

  static void rows(Kernels kernels) {
    Random random = new Random(4);
    for (int cols : SIZES) {
      Matrix x = window(5, cols, random);
      Matrix b = window(1, cols, random);
      Matrix y = new Matrix(5, cols, x.data().clone(), x.offset());
      kernels.bias(y, b);
      Matrix sums = new Matrix(1, cols, b.data().clone(), b.offset());
      kernels.sums(x, sums);
      for (int j = 0; j < cols; j++) {
        double sum = b.get(0, j);
        for (int r = 0; r < 5; r++) {
          assertThat(y.get(r, j)).isEqualTo(x.get(r, j) + b.get(0, j));
          sum += x.get(r, j);
        }
        assertThat((double) sums.get(0, j)).isCloseTo(sum, Offset.offset(1e-6)); // six roundings
      }
      restIsUntouched("bias", x, y);
      restIsUntouched("sums", b, sums);
    }
  }

  static void reductions(Kernels kernels) {
    Random random = new Random(5);
    for (int size : new int[] {0, 1, 3, 8, 15, 16, 17, 31, 64, 70, 129, 1000}) {
      Matrix x = window(1, size, random);
      Matrix y = window(1, size, random);
      double dot = 0;
      double squares = 0;
      for (int i = 0; i < size; i++) {
        dot += (double) x.get(0, i) * y.get(0, i);
        squares += (double) x.get(0, i) * x.get(0, i);
      }
      assertThat((double) kernels.dot(x.data(), x.offset(), y.data(), y.offset(), size))
          .isCloseTo(dot, Offset.offset(6e-8 * (size + 1))); // a rounding for each of the sums
      assertThat(kernels.squares(x.data(), x.offset(), size))
          .isCloseTo(squares, Offset.offset(1e-13 * (size + 1))); // roundings of doubles
      Matrix before = new Matrix(1, size, y.data().clone(), y.offset());
      kernels.axpy(-1.5f, x.data(), x.offset(), y.data(), y.offset(), size);
      for (int i = 0; i < size; i++) {
        assertThat((double) y.get(0, i))
            .isCloseTo(before.get(0, i) - 1.5 * x.get(0, i), Offset.offset(3e-7)); // two roundings
      }
      restIsUntouched("axpy", before, y);
    }
  }

  // products element by element, and the ways back of functions

  static void elements(Kernels kernels) {
    Random random = new Random(8);
    for (int size : SIZES) {
      Matrix x = window(1, size, random);
      Matrix y = window(1, size, random);
      Matrix z = window(1, size, random);
      element(
          "multiply",
          z,
          (d, at) -> kernels.multiply(x.data(), x.offset(), y.data(), y.offset(), d, at, size),
          (i, was) -> (double) x.get(0, i) * y.get(0, i));
      element(
          "multiplyAdd",
          z,
          (d, at) -> kernels.multiplyAdd(x.data(), x.offset(), y.data(), y.offset(), d, at, size),
          (i, was) -> was + (double) x.get(0, i) * y.get(0, i));
      element(
          "sigmoidBack",
          z,
          (d, at) -> kernels.sigmoidBack(x.data(), x.offset(), d, at, size),
          (i, was) -> was * x.get(0, i) * (1 - (double) x.get(0, i)));
      element(
          "tanhBack",
          z,
          (d, at) -> kernels.tanhBack(x.data(), x.offset(), d, at, size),
          (i, was) -> was * (1 - (double) x.get(0, i) * x.get(0, i)));
      element( // in place
          "multiply",
          z,
          (d, at) -> kernels.multiply(d, at, y.data(), y.offset(), d, at, size),
          (i, was) -> was * y.get(0, i));
    }
  }

  /** Writes a window of floats. */
  private interface Loop {
    void apply(float[] data, int at);
  }

  /** An element by its index and what stood there. */
  private interface Formula {
    double of(int i, double was);
  }

  private static void element(String name, Matrix z, Loop loop, Formula formula) {
    Matrix before = new Matrix(1, z.cols(), z.data().clone(), z.offset());
    loop.apply(z.data(), z.offset());
    for (int i = 0; i < z.cols(); i++) {
      double expected = formula.of(i, before.get(0, i));
      assertThat((double) z.get(0, i)) // three roundings or fewer
          .isCloseTo(expected, Offset.offset(4e-7 * (1 + Math.abs(expected))));
    }
    restIsUntouched(name, before, z);
  }

  // optimisers, against their formulas in double

  static void optimisers(Kernels kernels) {
    Random random = new Random(6);
    for (int size : SIZES) {
      Matrix w = window(3, size, random);
      Matrix g = window(3, size, random);
      Matrix m = window(3, size, random);
      Matrix v = window(3, size, random);
      for (int i = 0; i < v.data().length; i++) {
        v.data()[i] *= v.data()[i];
      }
      sgd(kernels, copy(w), g, copy(m));
      rmsprop(kernels, copy(w), g, copy(v));
      adam(kernels, copy(w), g, copy(m), copy(v));
    }
  }

  /** A few roundings of numbers up to 2. */
  private static final Offset<Double> NEAR = Offset.offset(5e-7);

  private static void sgd(Kernels kernels, Matrix w, Matrix g, Matrix m) {
    Matrix w0 = copy(w);
    Matrix m0 = copy(m);
    kernels.sgd(w, g, m, 0.5f, 0.1f, 0.9f, 0.01f);
    for (int r = 0; r < 3; r++) {
      for (int j = 0; j < w.cols(); j++) {
        double a = 0.9 * m0.get(r, j) + 0.5 * g.get(r, j);
        double expected = w0.get(r, j) - 0.1 * (a + 0.01 * w0.get(r, j));
        assertThat((double) m.get(r, j)).isCloseTo(a, NEAR);
        assertThat((double) w.get(r, j)).isCloseTo(expected, NEAR);
      }
    }
    restIsUntouched("sgd", w0, w);
    restIsUntouched("sgd", m0, m);
  }

  private static void rmsprop(Kernels kernels, Matrix w, Matrix g, Matrix v) {
    Matrix w0 = copy(w);
    Matrix v0 = copy(v);
    kernels.rmsprop(w, g, v, 0.5f, 0.01f, 0.9f, 1e-3f);
    for (int r = 0; r < 3; r++) {
      for (int j = 0; j < w.cols(); j++) {
        double d = 0.5 * g.get(r, j);
        double b = 0.9 * v0.get(r, j) + 0.1 * d * d;
        double expected = w0.get(r, j) - 0.01 * d / (Math.sqrt(b) + 1e-3);
        assertThat((double) v.get(r, j)).isCloseTo(b, NEAR);
        assertThat((double) w.get(r, j)).isCloseTo(expected, NEAR);
      }
    }
    restIsUntouched("rmsprop", w0, w);
    restIsUntouched("rmsprop", v0, v);
  }

  private static void adam(Kernels kernels, Matrix w, Matrix g, Matrix m, Matrix v) {
    Matrix w0 = copy(w);
    Matrix m0 = copy(m);
    Matrix v0 = copy(v);
    kernels.adam(w, g, m, v, 0.5f, new Kernels.Adam(0.01f, 0.9f, 0.99f, 1e-3f, 0.3f, 0.6f, 0.1f));
    for (int r = 0; r < 3; r++) {
      for (int j = 0; j < w.cols(); j++) {
        double d = 0.5 * g.get(r, j);
        double a = 0.9 * m0.get(r, j) + 0.1 * d;
        double b = 0.99 * v0.get(r, j) + 0.01 * d * d;
        double step = a / 0.3 / (Math.sqrt(b / 0.6) + 1e-3) + 0.1 * w0.get(r, j);
        assertThat((double) m.get(r, j)).isCloseTo(a, NEAR);
        assertThat((double) v.get(r, j)).isCloseTo(b, NEAR);
        // steps are up to some hundreds times 0.01 where v is small: roundings relative to them
        assertThat((double) w.get(r, j))
            .isCloseTo(w0.get(r, j) - 0.01 * step, Offset.offset(5e-7 + 2e-8 * Math.abs(step)));
      }
    }
    restIsUntouched("adam", w0, w);
    restIsUntouched("adam", m0, m);
    restIsUntouched("adam", v0, v);
  }

  // matrices

  /** Values from -1 to 1 in a window of a longer array that does not begin at 0. */
  static Matrix window(int rows, int cols, Random random) {
    float[] data = new float[rows * cols + 24];
    for (int i = 0; i < data.length; i++) {
      data[i] = 2 * random.nextFloat() - 1;
    }
    return new Matrix(rows, cols, data, 1 + random.nextInt(20));
  }

  static Matrix transposed(Matrix m, Random random) {
    Matrix t = window(m.cols(), m.rows(), random);
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.cols(); c++) {
        t.data()[t.at(c) + r] = m.get(r, c);
      }
    }
    return t;
  }

  private static Matrix copy(Matrix m) {
    return new Matrix(m.rows(), m.cols(), m.data().clone(), m.offset());
  }
}
