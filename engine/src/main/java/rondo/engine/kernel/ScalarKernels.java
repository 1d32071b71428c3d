package rondo.engine.kernel;

import rondo.core.Matrix;
import rondo.engine.work.Workers;

/**
 * Kernels in plain loops, for a JVM without the vector module. They are written so that the JVM
 * finds vector instructions for most of them by itself, and give the bits of the vector kernels
 * wherever those do not sum in lanes.
 */
public final class ScalarKernels implements Shared {
  private final ScalarProduct product;

  /** On the calling thread alone. */
  public ScalarKernels() {
    this(Workers.ONE);
  }

  /** With large products on several threads. */
  public ScalarKernels(Workers workers) {
    product = new ScalarProduct(new Split(workers));
  }

  @Override
  public ScalarKernels on(Workers workers) {
    return new ScalarKernels(workers);
  }

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    product.add(Strided.of(a), Strided.transposed(b), c);
  }

  @Override
  public void ab(Matrix a, Matrix b, Matrix c) {
    product.add(Strided.of(a), Strided.of(b), c);
  }

  @Override
  public void atb(Matrix a, Matrix b, Matrix c) {
    product.add(Strided.transposed(a), Strided.of(b), c);
  }

  @Override
  public void sigmoid(float[] x, int from, int count) {
    for (int i = from, end = from + count; i < end; i++) {
      x[i] = Curves.sigmoid(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, int from, int count) {
    for (int i = from, end = from + count; i < end; i++) {
      x[i] = Curves.tanh(x[i]);
    }
  }

  @Override
  public void exp(float[] x, int from, int count) {
    for (int i = from, end = from + count; i < end; i++) {
      x[i] = Curves.exp(x[i]);
    }
  }

  @Override
  public double softmax(float[] x, int from, int count) {
    int end = from + count;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < end; i++) {
      max = Math.max(max, x[i]);
    }
    for (int i = from; i < end; i++) {
      x[i] = Curves.exp(x[i] - max);
    }
    double sum = sum(x, from, count);
    float scale = (float) (1 / sum);
    for (int i = from; i < end; i++) {
      x[i] *= scale;
    }
    return max + Math.log(sum);
  }

  /** Σ x, in four chains. */
  static double sum(float[] x, int from, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + count;
    for (; i < end - 3; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void multiplyAdd(float[] x, int i, float[] y, int j, float[] z, int k, int count) {
    for (int n = 0; n < count; n++) {
      z[k + n] = Fused.multiplyAdd(x[i + n], y[j + n], z[k + n]);
    }
  }

  @Override
  public void bias(Matrix x, Matrix b) {
    for (int r = 0; r < x.rows(); r++) {
      axpy(1, b.data(), b.offset(), x.data(), x.at(r), x.cols());
    }
  }

  @Override
  public void sums(Matrix x, Matrix b) {
    for (int r = 0; r < x.rows(); r++) {
      axpy(1, x.data(), x.at(r), b.data(), b.offset(), x.cols());
    }
  }

  @Override
  public float dot(float[] x, int i, float[] y, int j, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int k = 0;
    for (; k < count - 3; k += 4) {
      s0 = Fused.multiplyAdd(x[i + k], y[j + k], s0);
      s1 = Fused.multiplyAdd(x[i + k + 1], y[j + k + 1], s1);
      s2 = Fused.multiplyAdd(x[i + k + 2], y[j + k + 2], s2);
      s3 = Fused.multiplyAdd(x[i + k + 3], y[j + k + 3], s3);
    }
    float sum = (s0 + s1) + (s2 + s3);
    for (; k < count; k++) {
      sum = Fused.multiplyAdd(x[i + k], y[j + k], sum);
    }
    return sum;
  }

  @Override
  public void axpy(float a, float[] x, int i, float[] y, int j, int count) {
    for (int k = 0; k < count; k++) {
      y[j + k] = Fused.multiplyAdd(a, x[i + k], y[j + k]);
    }
  }

  @Override
  public double squares(float[] x, int from, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + count;
    for (; i < end - 3; i += 4) {
      s0 += (double) x[i] * x[i];
      s1 += (double) x[i + 1] * x[i + 1];
      s2 += (double) x[i + 2] * x[i + 2];
      s3 += (double) x[i + 3] * x[i + 3];
    }
    for (; i < end; i++) {
      s0 += (double) x[i] * x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void sgd(
      Matrix w, Matrix g, Matrix m, float scale, float rate, float momentum, float decay) {
    float[] ws = w.data();
    float[] gs = g.data();
    float[] ms = m.data();
    for (int i = 0, n = w.size(); i < n; i++) {
      int wi = w.offset() + i;
      int mi = m.offset() + i;
      float a = ms[mi] * momentum + gs[g.offset() + i] * scale;
      ms[mi] = a;
      ws[wi] -= (ws[wi] * decay + a) * rate;
    }
  }

  @Override
  public void rmsprop(
      Matrix w, Matrix g, Matrix v, float scale, float rate, float beta, float epsilon) {
    float[] ws = w.data();
    float[] gs = g.data();
    float[] vs = v.data();
    for (int i = 0, n = w.size(); i < n; i++) {
      int wi = w.offset() + i;
      int vi = v.offset() + i;
      float d = gs[g.offset() + i] * scale;
      float b = vs[vi] * beta + d * d * (1 - beta);
      vs[vi] = b;
      ws[wi] -= d * rate / ((float) Math.sqrt(b) + epsilon);
    }
  }

  @Override
  public void adam(Matrix w, Matrix g, Matrix m, Matrix v, float scale, Adam s) {
    float[] ws = w.data();
    float[] gs = g.data();
    float[] ms = m.data();
    float[] vs = v.data();
    float rate1 = 1 / s.correction1();
    float rate2 = 1 / s.correction2();
    for (int i = 0, n = w.size(); i < n; i++) {
      int wi = w.offset() + i;
      int mi = m.offset() + i;
      int vi = v.offset() + i;
      float d = gs[g.offset() + i] * scale;
      float a = ms[mi] * s.beta1() + d * (1 - s.beta1());
      float b = vs[vi] * s.beta2() + d * d * (1 - s.beta2());
      ms[mi] = a;
      vs[vi] = b;
      float way = a * rate1 / ((float) Math.sqrt(b * rate2) + s.epsilon());
      ws[wi] -= (ws[wi] * s.decay() + way) * s.rate();
    }
  }
}
