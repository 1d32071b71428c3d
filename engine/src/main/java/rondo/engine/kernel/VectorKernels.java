package rondo.engine.kernel;

import static rondo.engine.kernel.VectorTiles.L;
import static rondo.engine.kernel.VectorTiles.S;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.engine.work.Workers;

/**
 * Kernels on {@code jdk.incubator.vector}, for any number of lanes. Only a JVM with that module may
 * load this class; {@link KernelChoice} sees to it.
 *
 * <p>An element of a product is one chain of fused multiply-adds in the order of k, begun with what
 * was there. So it depends on its row of a and its column of b alone: one row gives the same bits
 * alone as in a batch, on any number of threads, and with {@link ScalarKernels} too. The one
 * exception is {@link #abt} of {@value #FEW} rows or fewer, which sums along k in lanes. Lanes are
 * added up by {@link #sum} in one order: {@code reduceLanes} promises none, and takes another one
 * before a loop is compiled than after.
 *
 * <p>Loops work on whole vectors; what is left at the end the scalar kernels do, with the same
 * bits.
 */
public final class VectorKernels implements Shared {
  /** So few rows are not worth a packed copy of b. */
  private static final int FEW = 3;

  private static final VectorSpecies<Double> D = VectorSpecies.of(double.class, S.vectorShape());

  private final ScalarKernels scalar = new ScalarKernels();
  private final VectorProduct product;
  private final PackedCopies forward;
  private final PackedCopies back;

  /** On the calling thread alone. */
  public VectorKernels() {
    this(Workers.ONE);
  }

  /** With large products on several threads. */
  public VectorKernels(Workers workers) {
    product = new VectorProduct(new Split(workers));
    forward = new PackedCopies(new VectorProduct.Panels(Strided::transposed), workers);
    back = new PackedCopies(new VectorProduct.Panels(Strided::of), workers);
  }

  @Override
  public VectorKernels on(Workers workers) {
    return new VectorKernels(workers);
  }

  @Override
  public String name() {
    return "vector (" + L + " lanes)";
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    Strided at = Strided.of(a);
    Strided bt = Strided.transposed(b);
    if (a.rows() > FEW) {
      product.add(at, bt, c);
      return;
    }
    Strided.requireProduct(at, bt, c);
    float[] lanes = new float[L];
    for (int m = 0; m < a.rows(); m++) {
      for (int n = 0; n < b.rows(); n++) {
        c.data()[c.at(m) + n] += dot(a.data(), a.at(m), b.data(), b.at(n), a.cols(), lanes);
      }
    }
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
  public void project(Matrix x, Param w, Matrix y) {
    product.add(Strided.of(x), Strided.transposed(w.value()), forward.of(w), y);
  }

  @Override
  public void unproject(Matrix dy, Param w, Matrix dx) {
    if (dy.rows() <= VectorTiles.ROWS) {
      ab(dy, w.value(), dx); // read once, w needs no copy
    } else {
      product.add(Strided.of(dy), Strided.of(w.value()), back.of(w), dx);
    }
  }

  @Override
  public void sigmoid(float[] x, int from, int count) {
    int whole = S.loopBound(count);
    bend(x, from, from + whole, 0.5f, 0.5f, 0.5f);
    scalar.sigmoid(x, from + whole, count - whole);
  }

  @Override
  public void tanh(float[] x, int from, int count) {
    int whole = S.loopBound(count);
    bend(x, from, from + whole, 1, 1, -0f); // y - 0 is y, whatever its sign
    scalar.tanh(x, from + whole, count - whole);
  }

  /** x = times tanh(scale x) + plus, as {@link Curves#tanh} says. */
  private static void bend(float[] x, int from, int end, float scale, float times, float plus) {
    FloatVector high = FloatVector.broadcast(S, Curves.TANH_END);
    FloatVector low = FloatVector.broadcast(S, -Curves.TANH_END);
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector p1 = FloatVector.broadcast(S, Curves.P1);
    FloatVector p2 = FloatVector.broadcast(S, Curves.P2);
    FloatVector p3 = FloatVector.broadcast(S, Curves.P3);
    FloatVector p4 = FloatVector.broadcast(S, Curves.P4);
    FloatVector q1 = FloatVector.broadcast(S, Curves.Q1);
    FloatVector q2 = FloatVector.broadcast(S, Curves.Q2);
    FloatVector q3 = FloatVector.broadcast(S, Curves.Q3);
    FloatVector q4 = FloatVector.broadcast(S, Curves.Q4);
    FloatVector factor = FloatVector.broadcast(S, times);
    FloatVector summand = FloatVector.broadcast(S, plus);
    for (int i = from; i < end; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, i).mul(scale);
      v = v.blend(high, v.compare(VectorOperators.GT, high)); // false for NaN, which stays
      v = v.blend(low, v.compare(VectorOperators.LT, low));
      FloatVector t = v.mul(v);
      FloatVector p = t.fma(p4, p3).fma(t, p2).fma(t, p1).fma(t, one);
      FloatVector q = t.fma(q4, q3).fma(t, q2).fma(t, q1).fma(t, one);
      v.mul(p.div(q)).fma(factor, summand).intoArray(x, i);
    }
  }

  @Override
  public void exp(float[] x, int from, int count) {
    int whole = S.loopBound(count);
    raise(x, from, from + whole, 0);
    scalar.exp(x, from + whole, count - whole);
  }

  /** x = e^(x - less), as {@link Curves#exp} says. */
  private static void raise(float[] x, int from, int end, float less) {
    FloatVector high = FloatVector.broadcast(S, Curves.EXP_END);
    FloatVector low = FloatVector.broadcast(S, Curves.EXP_START);
    FloatVector log2e = FloatVector.broadcast(S, Curves.LOG2_E);
    FloatVector round = FloatVector.broadcast(S, Curves.ROUND);
    FloatVector ln2High = FloatVector.broadcast(S, -Curves.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(S, -Curves.LN2_LOW);
    FloatVector e2 = FloatVector.broadcast(S, Curves.E2);
    FloatVector e3 = FloatVector.broadcast(S, Curves.E3);
    FloatVector e4 = FloatVector.broadcast(S, Curves.E4);
    FloatVector e5 = FloatVector.broadcast(S, Curves.E5);
    FloatVector e6 = FloatVector.broadcast(S, Curves.E6);
    for (int i = from; i < end; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, i).sub(less);
      v = v.blend(high, v.compare(VectorOperators.GT, high)); // false for NaN, which stays
      v = v.blend(low, v.compare(VectorOperators.LT, low));
      FloatVector rounded = v.fma(log2e, round);
      FloatVector n = rounded.sub(round);
      FloatVector r = n.fma(ln2Low, n.fma(ln2High, v));
      FloatVector p = r.fma(e6, e5).fma(r, e4).fma(r, e3).fma(r, e2);
      FloatVector e = r.mul(r).fma(p, r).add(1);
      // 2^n in two factors, as there
      var whole = rounded.reinterpretAsInts().sub(Curves.ROUND_BITS);
      var half = whole.lanewise(VectorOperators.ASHR, 1);
      var other = whole.sub(half);
      e.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
          .mul(other.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
          .intoArray(x, i);
    }
  }

  @Override
  public double softmax(float[] x, int from, int count) {
    int end = from + count;
    int whole = from + S.loopBound(count);
    FloatVector highest = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    for (int i = from; i < whole; i += L) {
      highest = highest.max(FloatVector.fromArray(S, x, i));
    }
    float max = highest.reduceLanes(VectorOperators.MAX);
    for (int i = whole; i < end; i++) {
      max = Math.max(max, x[i]);
    }
    raise(x, from, whole, max);
    for (int i = whole; i < end; i++) {
      x[i] = Curves.exp(x[i] - max);
    }
    double sum = ScalarKernels.sum(x, from, count);
    float scale = (float) (1 / sum);
    for (int i = from; i < end; i++) {
      x[i] *= scale;
    }
    return max + Math.log(sum);
  }

  // between several arrays the JVM's own loops are slower, on JDK 25 three times

  @Override
  public void multiply(float[] x, int i, float[] y, int j, float[] z, int k, int count) {
    int n = 0;
    for (; n <= count - L; n += L) {
      FloatVector.fromArray(S, x, i + n)
          .mul(FloatVector.fromArray(S, y, j + n))
          .intoArray(z, k + n);
    }
    scalar.multiply(x, i + n, y, j + n, z, k + n, count - n);
  }

  @Override
  public void multiplyAdd(float[] x, int i, float[] y, int j, float[] z, int k, int count) {
    int n = 0;
    for (; n <= count - L; n += L) {
      FloatVector.fromArray(S, x, i + n)
          .fma(FloatVector.fromArray(S, y, j + n), FloatVector.fromArray(S, z, k + n))
          .intoArray(z, k + n);
    }
    scalar.multiplyAdd(x, i + n, y, j + n, z, k + n, count - n);
  }

  @Override
  public void sigmoidBack(float[] y, int i, float[] dy, int j, int count) {
    FloatVector one = FloatVector.broadcast(S, 1);
    int n = 0;
    for (; n <= count - L; n += L) {
      FloatVector v = FloatVector.fromArray(S, y, i + n);
      FloatVector.fromArray(S, dy, j + n).mul(v.mul(one.sub(v))).intoArray(dy, j + n);
    }
    scalar.sigmoidBack(y, i + n, dy, j + n, count - n);
  }

  @Override
  public void tanhBack(float[] y, int i, float[] dy, int j, int count) {
    FloatVector one = FloatVector.broadcast(S, 1);
    int n = 0;
    for (; n <= count - L; n += L) {
      FloatVector v = FloatVector.fromArray(S, y, i + n);
      FloatVector.fromArray(S, dy, j + n).mul(one.sub(v.mul(v))).intoArray(dy, j + n);
    }
    scalar.tanhBack(y, i + n, dy, j + n, count - n);
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
    return dot(x, i, y, j, count, new float[L]);
  }

  private static float dot(float[] x, int i, float[] y, int j, int count, float[] lanes) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int k = 0;
    for (; k <= count - 4 * L; k += 4 * L) {
      s0 = FloatVector.fromArray(S, x, i + k).fma(FloatVector.fromArray(S, y, j + k), s0);
      s1 = FloatVector.fromArray(S, x, i + k + L).fma(FloatVector.fromArray(S, y, j + k + L), s1);
      s2 =
          FloatVector.fromArray(S, x, i + k + 2 * L)
              .fma(FloatVector.fromArray(S, y, j + k + 2 * L), s2);
      s3 =
          FloatVector.fromArray(S, x, i + k + 3 * L)
              .fma(FloatVector.fromArray(S, y, j + k + 3 * L), s3);
    }
    for (; k <= count - L; k += L) {
      s0 = FloatVector.fromArray(S, x, i + k).fma(FloatVector.fromArray(S, y, j + k), s0);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, 0);
    float sum = sum(lanes);
    for (; k < count; k++) {
      sum = Math.fma(x[i + k], y[j + k], sum);
    }
    return sum;
  }

  /** The upper half of the lanes is added to the lower one, until one is left. */
  private static float sum(float[] lanes) {
    for (int half = lanes.length / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  @Override
  public void axpy(float a, float[] x, int i, float[] y, int j, int count) {
    FloatVector factor = FloatVector.broadcast(S, a);
    int k = 0;
    for (; k <= count - L; k += L) {
      factor
          .fma(FloatVector.fromArray(S, x, i + k), FloatVector.fromArray(S, y, j + k))
          .intoArray(y, j + k);
    }
    for (; k < count; k++) {
      y[j + k] = Math.fma(a, x[i + k], y[j + k]);
    }
  }

  @Override
  public double squares(float[] x, int from, int count) {
    DoubleVector s0 = DoubleVector.zero(D);
    DoubleVector s1 = s0;
    int whole = from + S.loopBound(count);
    for (int i = from; i < whole; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, i);
      DoubleVector v0 = (DoubleVector) v.convertShape(VectorOperators.F2D, D, 0);
      DoubleVector v1 = (DoubleVector) v.convertShape(VectorOperators.F2D, D, 1);
      s0 = v0.fma(v0, s0);
      s1 = v1.fma(v1, s1);
    }
    double sum = 0;
    for (double lane : s0.add(s1).toArray()) {
      sum += lane;
    }
    return sum + scalar.squares(x, whole, from + count - whole);
  }

  @Override
  public void sgd(
      Matrix w, Matrix g, Matrix m, float scale, float rate, float momentum, float decay) {
    int whole = S.loopBound(w.size());
    float[] ws = w.data();
    float[] gs = g.data();
    float[] ms = m.data();
    for (int i = 0; i < whole; i += L) {
      int wi = w.offset() + i;
      int mi = m.offset() + i;
      FloatVector d = FloatVector.fromArray(S, gs, g.offset() + i).mul(scale);
      FloatVector a = FloatVector.fromArray(S, ms, mi).mul(momentum).add(d);
      a.intoArray(ms, mi);
      FloatVector at = FloatVector.fromArray(S, ws, wi);
      at.sub(at.mul(decay).add(a).mul(rate)).intoArray(ws, wi);
    }
    scalar.sgd(from(w, whole), from(g, whole), from(m, whole), scale, rate, momentum, decay);
  }

  @Override
  public void rmsprop(
      Matrix w, Matrix g, Matrix v, float scale, float rate, float beta, float epsilon) {
    int whole = S.loopBound(w.size());
    float[] ws = w.data();
    float[] gs = g.data();
    float[] vs = v.data();
    for (int i = 0; i < whole; i += L) {
      int wi = w.offset() + i;
      int vi = v.offset() + i;
      FloatVector d = FloatVector.fromArray(S, gs, g.offset() + i).mul(scale);
      FloatVector b = FloatVector.fromArray(S, vs, vi).mul(beta).add(d.mul(d).mul(1 - beta));
      b.intoArray(vs, vi);
      FloatVector step = d.mul(rate).div(b.sqrt().add(epsilon));
      FloatVector.fromArray(S, ws, wi).sub(step).intoArray(ws, wi);
    }
    scalar.rmsprop(from(w, whole), from(g, whole), from(v, whole), scale, rate, beta, epsilon);
  }

  @Override
  public void adam(Matrix w, Matrix g, Matrix m, Matrix v, float scale, Adam s) {
    int whole = S.loopBound(w.size());
    float[] ws = w.data();
    float[] gs = g.data();
    float[] ms = m.data();
    float[] vs = v.data();
    float rate1 = 1 / s.correction1();
    float rate2 = 1 / s.correction2();
    for (int i = 0; i < whole; i += L) {
      int wi = w.offset() + i;
      int mi = m.offset() + i;
      int vi = v.offset() + i;
      FloatVector d = FloatVector.fromArray(S, gs, g.offset() + i).mul(scale);
      FloatVector a = FloatVector.fromArray(S, ms, mi).mul(s.beta1()).add(d.mul(1 - s.beta1()));
      FloatVector b =
          FloatVector.fromArray(S, vs, vi).mul(s.beta2()).add(d.mul(d).mul(1 - s.beta2()));
      a.intoArray(ms, mi);
      b.intoArray(vs, vi);
      FloatVector way = a.mul(rate1).div(b.mul(rate2).sqrt().add(s.epsilon()));
      FloatVector at = FloatVector.fromArray(S, ws, wi);
      at.sub(at.mul(s.decay()).add(way).mul(s.rate())).intoArray(ws, wi);
    }
    scalar.adam(from(w, whole), from(g, whole), from(m, whole), from(v, whole), scale, s);
  }

  /** The last elements of a matrix, from one on. */
  private static Matrix from(Matrix m, int index) {
    return new Matrix(1, m.size() - index, m.data(), m.offset() + index);
  }
}
