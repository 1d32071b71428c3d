package rondo.core;

/**
 * The primitives that layers and optimisers compute with: loops over windows of floats, nothing
 * remembered but packed copies of parameters. Two implementations answer alike, one with vectors
 * and one without; a run uses one of them from start to end.
 *
 * <p>Products add to their result. Sums are taken in an order that depends on shapes alone, never
 * on threads.
 */
public interface Kernels extends Named {

  // products

  /** c += a bᵀ, with a: M x K, b: N x K, c: M x N. */
  void abt(Matrix a, Matrix b, Matrix c);

  /** c += a b, with a: M x K, b: K x N, c: M x N. */
  void ab(Matrix a, Matrix b, Matrix c);

  /** c += aᵀ b, with a: K x M, b: K x N, c: M x N. */
  void atb(Matrix a, Matrix b, Matrix c);

  /** y += x wᵀ; may use a packed copy of the parameter, kept by its version. */
  default void project(Matrix x, Param w, Matrix y) {
    abt(x, w.value(), y);
  }

  /** dx += dy w, the way back of {@link #project}. */
  default void unproject(Matrix dy, Param w, Matrix dx) {
    ab(dy, w.value(), dx);
  }

  // element by element, in place, over {@code count} floats from an index

  /** x = 1 / (1 + e^-x). */
  void sigmoid(float[] x, int from, int count);

  /** x = tanh x. */
  void tanh(float[] x, int from, int count);

  /** x = e^x. */
  void exp(float[] x, int from, int count);

  /**
   * x = softmax x; returns the logarithm of the sum of e^x, so that a loss needs no second look.
   */
  double softmax(float[] x, int from, int count);

  // element by element, between windows; a result may be one of its factors

  /** z[k+n] = x[i+n] y[j+n]. */
  default void multiply(float[] x, int i, float[] y, int j, float[] z, int k, int count) {
    for (int n = 0; n < count; n++) {
      z[k + n] = x[i + n] * y[j + n];
    }
  }

  /** z[k+n] += x[i+n] y[j+n]. */
  default void multiplyAdd(float[] x, int i, float[] y, int j, float[] z, int k, int count) {
    for (int n = 0; n < count; n++) {
      z[k + n] += x[i + n] * y[j + n];
    }
  }

  /** dy[j+n] *= y[i+n] (1 - y[i+n]), the way back of {@link #sigmoid} from its outputs. */
  default void sigmoidBack(float[] y, int i, float[] dy, int j, int count) {
    for (int n = 0; n < count; n++) {
      dy[j + n] *= y[i + n] * (1 - y[i + n]);
    }
  }

  /** dy[j+n] *= 1 - y[i+n]², the way back of {@link #tanh} from its outputs. */
  default void tanhBack(float[] y, int i, float[] dy, int j, int count) {
    for (int n = 0; n < count; n++) {
      dy[j + n] *= 1 - y[i + n] * y[i + n];
    }
  }

  // rows

  /** Adds the row b: 1 x N to every row of x: M x N. */
  void bias(Matrix x, Matrix b);

  /** Adds the sum of the rows of x: M x N to the row b: 1 x N, the way back of {@link #bias}. */
  void sums(Matrix x, Matrix b);

  // reductions

  /** Σ x[i+k] y[j+k]. */
  float dot(float[] x, int i, float[] y, int j, int count);

  /** y[j+k] += a x[i+k]. */
  void axpy(float a, float[] x, int i, float[] y, int j, int count);

  /** Σ x², summed in double. */
  double squares(float[] x, int from, int count);

  // one step of an optimiser over weights w, their gradient g (scaled by {@code scale}), and what
  // it remembers

  /** Stochastic gradient descent: m = momentum m + g; w -= rate (m + decay w). */
  void sgd(Matrix w, Matrix g, Matrix m, float scale, float rate, float momentum, float decay);

  /**
   * RMSProp, Tieleman and Hinton 2012: v = beta v + (1 - beta) g²; w -= rate g / (√v + epsilon).
   */
  void rmsprop(Matrix w, Matrix g, Matrix v, float scale, float rate, float beta, float epsilon);

  /** Adam, Kingma and Ba 2015, with the decoupled decay of Loshchilov and Hutter 2019. */
  void adam(Matrix w, Matrix g, Matrix m, Matrix v, float scale, Adam step);

  /**
   * The constants of one step of Adam.
   *
   * @param rate the learning rate, of this step
   * @param correction1 1 - beta1^step
   * @param correction2 1 - beta2^step
   * @param decay decoupled weight decay; 0 is Adam as first published
   */
  record Adam(
      float rate,
      float beta1,
      float beta2,
      float epsilon,
      float correction1,
      float correction2,
      float decay) {}
}
