package rondo.engine.kernel;

import rondo.core.Kernels;
import rondo.core.Matrix;

/** Plain loops, for a JVM without the vector module. */
public final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.rows(); j++) {
        c.data()[c.at(i) + j] += dot(a.data(), a.at(i), b.data(), b.at(j), a.cols());
      }
    }
  }

  @Override
  public void ab(Matrix a, Matrix b, Matrix c) {
    for (int i = 0; i < a.rows(); i++) {
      for (int k = 0; k < a.cols(); k++) {
        axpy(a.data()[a.at(i) + k], b.data(), b.at(k), c.data(), c.at(i), b.cols());
      }
    }
  }

  @Override
  public void atb(Matrix a, Matrix b, Matrix c) {
    for (int k = 0; k < a.rows(); k++) {
      for (int i = 0; i < a.cols(); i++) {
        axpy(a.data()[a.at(k) + i], b.data(), b.at(k), c.data(), c.at(i), b.cols());
      }
    }
  }

  @Override
  public void sigmoid(float[] x, int from, int count) {
    for (int i = from; i < from + count; i++) {
      x[i] = (float) (1 / (1 + Math.exp(-x[i])));
    }
  }

  @Override
  public void tanh(float[] x, int from, int count) {
    for (int i = from; i < from + count; i++) {
      x[i] = (float) Math.tanh(x[i]);
    }
  }

  @Override
  public void exp(float[] x, int from, int count) {
    for (int i = from; i < from + count; i++) {
      x[i] = (float) Math.exp(x[i]);
    }
  }

  @Override
  public double softmax(float[] x, int from, int count) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      max = Math.max(max, x[i]);
    }
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      x[i] = (float) Math.exp(x[i] - max);
      sum += x[i];
    }
    float scale = (float) (1 / sum);
    for (int i = from; i < from + count; i++) {
      x[i] *= scale;
    }
    return max + Math.log(sum);
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
    float sum = 0;
    for (int k = 0; k < count; k++) {
      sum += x[i + k] * y[j + k];
    }
    return sum;
  }

  @Override
  public void axpy(float a, float[] x, int i, float[] y, int j, int count) {
    for (int k = 0; k < count; k++) {
      y[j + k] += a * x[i + k];
    }
  }

  @Override
  public double squares(float[] x, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += (double) x[i] * x[i];
    }
    return sum;
  }

  @Override
  public void sgd(
      Matrix w, Matrix g, Matrix m, float scale, float rate, float momentum, float decay) {
    for (int i = 0; i < w.size(); i++) {
      float v = momentum * m.data()[m.offset() + i] + scale * g.data()[g.offset() + i];
      m.data()[m.offset() + i] = v;
      w.data()[w.offset() + i] -= rate * (v + decay * w.data()[w.offset() + i]);
    }
  }

  @Override
  public void rmsprop(
      Matrix w, Matrix g, Matrix v, float scale, float rate, float beta, float epsilon) {
    for (int i = 0; i < w.size(); i++) {
      float d = scale * g.data()[g.offset() + i];
      float s = beta * v.data()[v.offset() + i] + (1 - beta) * d * d;
      v.data()[v.offset() + i] = s;
      w.data()[w.offset() + i] -= rate * d / ((float) Math.sqrt(s) + epsilon);
    }
  }

  @Override
  public void adam(Matrix w, Matrix g, Matrix m, Matrix v, float scale, Adam s) {
    for (int i = 0; i < w.size(); i++) {
      float d = scale * g.data()[g.offset() + i];
      float a = s.beta1() * m.data()[m.offset() + i] + (1 - s.beta1()) * d;
      float b = s.beta2() * v.data()[v.offset() + i] + (1 - s.beta2()) * d * d;
      m.data()[m.offset() + i] = a;
      v.data()[v.offset() + i] = b;
      float way = a / s.correction1() / ((float) Math.sqrt(b / s.correction2()) + s.epsilon());
      float at = w.data()[w.offset() + i];
      w.data()[w.offset() + i] = at - s.rate() * (way + s.decay() * at);
    }
  }
}
