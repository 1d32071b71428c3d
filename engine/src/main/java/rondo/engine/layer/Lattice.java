package rondo.engine.layer;

import java.util.function.IntPredicate;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;

/**
 * Sums over all sequences of labels at once: forward and backward through time, a step of all
 * examples in one product. Everything is kept as logarithms relative to the step's best label, so
 * nothing overflows; in e[i][j] = exp(a[i][j] - max of column j) the sums become products of
 * matrices. Where such a sum is too small for its floats to be trusted, it is taken again, term by
 * term, in logarithms.
 */
final class Lattice {
  /** Sums above it lose nothing that counts; powers below {@link #FLOOR} are nothing beside it. */
  private static final float LEAST = 1e-20f;

  private static final float FLOOR = -80;

  /** Terms below it, of a sum whose best is 1, are lost in the rounding of a double. */
  private static final double LOST = -50;

  private final Sequence x;
  private final Pass pass;
  private final int batch;
  private final int K;
  private final float[] X; // scores, K a row
  private final Matrix A; // K x K, from row to column
  private final Matrix ends; // 2 x K, first and last
  private final Matrix c; // 1 x K, the best way into each label
  private final Matrix E; // K x K, exp(A - c)
  private final Matrix alpha; // TB x K, logarithms, the best of a row 0
  private final Matrix U; // TB x K, exp(alpha)
  private final Matrix beta; // TB x K, logarithms, the best of a row 0
  private final Matrix S; // TB x K, U[t-1] E
  private final Matrix w; // TB x K, p(y[t] = j) / S; 0 at first places and where S is too small
  private double[] slow = new double[0]; // room for sums term by term
  private Matrix marginals = Matrix.NONE;

  Lattice(Sequence x, Matrix A, Matrix ends, Pass pass) {
    this.x = x;
    this.pass = pass;
    this.A = A;
    this.ends = ends;
    batch = x.batch();
    K = x.width();
    X = x.rows().data();
    int rows = x.rows().rows();
    alpha = pass.take(rows, K);
    U = pass.take(rows, K);
    beta = pass.take(rows, K);
    S = pass.zeros(rows, K);
    w = pass.take(rows, K);
    c = pass.take(1, K);
    E = pass.take(K, K);
    for (int j = 0; j < K; j++) {
      float best = A.get(0, j);
      for (int i = 1; i < K; i++) {
        best = Math.max(best, A.get(i, j));
      }
      c.data()[c.offset() + j] = best;
      for (int i = 0; i < K; i++) {
        E.data()[E.at(i) + j] = power(A.get(i, j) - best);
      }
    }
  }

  private static float power(float log) {
    return log < FLOOR ? 0 : (float) Math.exp(log);
  }

  /** Σ over the examples of log Σ over all sequences of exp(score). */
  double forward() {
    double sum = 0;
    for (int t = 0; t < x.time(); t++) {
      if (t > 0) {
        pass.kernels()
            .ab(U.rows((t - 1) * batch, batch), E, S.rows(t * batch, batch)); // S[t] = U[t-1] E
      }
      for (int b = 0; b < batch; b++) {
        if (x.alive(t, b)) {
          sum += ahead(t, b);
          if (t == x.lengths()[b] - 1) {
            sum += end(t * batch + b);
          }
        } else {
          U.rows(t * batch + b, 1).fill(FLOOR);
        }
      }
      pass.kernels().exp(U.data(), U.at(t * batch), batch * K);
    }
    return sum;
  }

  /** alpha[t][j] = x[t][j] + log Σ exp(alpha[t-1][i] + a[i][j]), relative to its best: returned. */
  private float ahead(int t, int b) {
    int r = t * batch + b;
    int at = alpha.at(r);
    float[] v = alpha.data();
    float best = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < K; j++) {
      float into = t == 0 ? ends.get(0, j) : into(r, j);
      v[at + j] = X[x.rows().at(r) + j] + into;
      best = Math.max(best, v[at + j]);
    }
    int u = U.at(r);
    for (int j = 0; j < K; j++) {
      v[at + j] -= best;
      U.data()[u + j] = Math.max(FLOOR, v[at + j]);
    }
    return best;
  }

  private float into(int r, int j) {
    float s = S.data()[S.at(r) + j];
    return s > LEAST ? c.data()[c.offset() + j] + (float) Math.log(s) : (float) terms(r - batch, j);
  }

  /** log Σ exp(alpha[r][i] + a[i][j]), term by term. */
  private double terms(int r, int j) {
    double[] terms = room();
    for (int i = 0; i < K; i++) {
      terms[i] = (double) alpha.get(r, i) + A.get(i, j);
    }
    return logSum(terms);
  }

  private double end(int r) {
    double[] terms = room();
    for (int j = 0; j < K; j++) {
      terms[j] = (double) alpha.get(r, j) + ends.get(1, j);
    }
    return logSum(terms);
  }

  private double[] room() {
    if (slow.length == 0) {
      slow = new double[K];
    }
    return slow;
  }

  private static double logSum(double[] terms) {
    double best = Double.NEGATIVE_INFINITY;
    for (double term : terms) {
      best = Math.max(best, term);
    }
    double sum = 0;
    for (double term : terms) {
      sum += term - best > LOST ? Math.exp(term - best) : 0;
    }
    return best + Math.log(sum);
  }

  /** Writes p(y[t] = j) into {@code p}; zeros past the lengths. After {@link #forward}. */
  void backward(Matrix p) {
    marginals = p;
    Matrix V = pass.take(batch, K); // exp(x + c + beta) of the step after, the best of a row 1
    Matrix Z = pass.take(batch, K); // x + beta of the step after, logarithms
    Matrix top = pass.take(batch, 1); // the best of x + c + beta of the step after
    Matrix R = pass.take(batch, K); // V Eᵀ
    for (int t = x.time() - 1; t >= 0; t--) {
      if (t < x.time() - 1) {
        pass.kernels().abt(V, E, R.fill(0)); // R = V Eᵀ
      }
      for (int b = 0; b < batch; b++) {
        int r = t * batch + b;
        if (!x.alive(t, b)) {
          p.rows(r, 1).fill(0);
          w.rows(r, 1).fill(0);
          V.rows(b, 1).fill(FLOOR);
          continue;
        }
        back(t, b, R, Z, top);
        marginal(r, p);
        hand(r, b, V, Z, top);
      }
      pass.kernels().exp(V.data(), V.offset(), batch * K);
    }
  }

  /** beta[t][i] = log Σ exp(a[i][j] + x[t+1][j] + beta[t+1][j]), relative to its best. */
  private void back(int t, int b, Matrix R, Matrix Z, Matrix top) {
    float[] v = beta.data();
    int at = beta.at(t * batch + b);
    boolean last = t == x.lengths()[b] - 1;
    float best = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < K; i++) {
      float s = R.data()[R.at(b) + i];
      if (last) {
        v[at + i] = ends.get(1, i);
      } else if (s > LEAST) {
        v[at + i] = (float) Math.log(s);
      } else {
        double[] terms = room();
        for (int j = 0; j < K; j++) {
          terms[j] = (double) A.get(i, j) + Z.get(b, j);
        }
        v[at + i] = (float) (logSum(terms) - top.get(b, 0));
      }
      best = Math.max(best, v[at + i]);
    }
    for (int i = 0; i < K; i++) {
      v[at + i] -= best;
    }
  }

  /** p[t][j] ~ exp(alpha[t][j] + beta[t][j]). */
  private void marginal(int r, Matrix p) {
    int to = p.at(r);
    for (int j = 0; j < K; j++) {
      p.data()[to + j] = alpha.data()[alpha.at(r) + j] + beta.data()[beta.at(r) + j];
    }
    pass.kernels().softmax(p.data(), to, K);
    for (int j = 0; j < K; j++) {
      float s = S.data()[S.at(r) + j];
      w.data()[w.at(r) + j] = s > LEAST ? p.data()[to + j] / s : 0;
    }
  }

  /** What the step before looks at: x[t] + beta[t], and the same with c as powers. */
  private void hand(int r, int b, Matrix V, Matrix Z, Matrix top) {
    float best = Float.NEGATIVE_INFINITY;
    int z = Z.at(b);
    for (int j = 0; j < K; j++) {
      Z.data()[z + j] = X[x.rows().at(r) + j] + beta.data()[beta.at(r) + j];
      best = Math.max(best, Z.data()[z + j] + c.data()[c.offset() + j]);
    }
    for (int j = 0; j < K; j++) {
      float reach = Z.data()[z + j] + c.data()[c.offset() + j];
      V.data()[V.at(b) + j] = Math.max(FLOOR, reach - best);
    }
    top.data()[top.at(b)] = best;
  }

  /** How probable some labels are in row r, before label j in the next. After {@link #forward}. */
  double before(int r, int j, IntPredicate some) {
    double[] terms = room();
    for (int i = 0; i < K; i++) {
      terms[i] = (double) alpha.get(r, i) + A.get(i, j);
    }
    return share(terms, some);
  }

  /** How probable some labels are in row r, behind label i in the last. After {@link #backward}. */
  double behind(int r, int i, IntPredicate some) {
    double[] terms = room();
    for (int j = 0; j < K; j++) {
      terms[j] = (double) A.get(i, j) + X[x.rows().at(r) + j] + beta.get(r, j);
    }
    return share(terms, some);
  }

  private static double share(double[] terms, IntPredicate some) {
    double all = logSum(terms);
    double sum = 0;
    for (int k = 0; k < terms.length; k++) {
      sum += terms[k] - all > LOST && some.test(k) ? Math.exp(terms[k] - all) : 0;
    }
    return Math.min(1, sum);
  }

  /**
   * Adds p(y[t-1] = i, y[t] = j), summed over all places: p(y[t] = j) times the share that label i
   * has in the sum S[t][j], one product over all steps. After {@link #backward}.
   */
  void expected(Matrix d) {
    int rows = x.rows().rows() - batch;
    if (rows <= 0) {
      return;
    }
    Matrix G = pass.zeros(K, K);
    pass.kernels().atb(U.rows(0, rows), w.rows(batch, rows), G); // G[i][j] = Σ U[t-1][i] w[t][j]
    for (int i = 0; i < K * K; i++) {
      d.data()[d.offset() + i] += E.data()[E.offset() + i] * G.data()[G.offset() + i];
    }
    for (int r = batch; r < x.rows().rows(); r++) {
      for (int j = 0; j < K; j++) {
        float p = marginals.data()[marginals.at(r) + j];
        if (p > 0 && S.data()[S.at(r) + j] <= LEAST) {
          double sum = terms(r - batch, j);
          for (int i = 0; i < K; i++) {
            double share = Math.exp((double) alpha.get(r - batch, i) + A.get(i, j) - sum);
            d.data()[d.at(i) + j] += (float) (p * share);
          }
        }
      }
    }
  }
}
