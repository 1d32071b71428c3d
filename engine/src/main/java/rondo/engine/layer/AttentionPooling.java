package rondo.engine.layer;

import java.util.Map;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** Yang 2016: u[t] = tanh(W x[t] + b), a = softmax(q u), y = Σ a[t] x[t]. */
final class AttentionPooling implements Pooling.Kind {
  private final Linear hidden; // W: I x I, b
  private final Param q; // 1 x I
  private final int I;

  AttentionPooling(int width, Weights weights) {
    I = width;
    hidden = new Linear(width, width, weights);
    q = weights.matrix("q", 1, width, Init.uniform(1 / Math.sqrt(width)));
  }

  @Override
  public Back forward(Sequence x, Matrix y, Pass pass) {
    int B = x.batch();
    Matrix u = hidden.apply(x.rows(), pass); // TB x I
    pass.kernels().tanh(u.data(), u.offset(), u.size());
    Matrix a = pass.take(B, Math.max(1, x.time())); // by example
    for (int b = 0; b < B; b++) {
      int n = x.lengths()[b];
      for (int t = 0; t < n; t++) {
        a.data()[a.at(b) + t] = dot(q.value(), 0, u, t * B + b, pass);
      }
      if (n > 0) {
        pass.kernels().softmax(a.data(), a.at(b), n);
      }
      for (int t = 0; t < n; t++) {
        axpy(a.get(b, t), x.rows(), t * B + b, y, b, pass);
      }
    }
    return (dy, dx) -> back(x, u, a, dy, dx, pass);
  }

  private void back(Sequence x, Matrix u, Matrix a, Matrix dy, Matrix dx, Pass pass) {
    int B = x.batch();
    Matrix dq = pass.gradient(q);
    Matrix dz = pass.zeros(u.rows(), I);
    Matrix da = pass.take(1, a.cols());
    for (int b = 0; b < B; b++) {
      int n = x.lengths()[b];
      double mean = 0;
      for (int t = 0; t < n; t++) {
        float d = dot(dy, b, x.rows(), t * B + b, pass); // da[t] = dy x[t]
        da.data()[da.offset() + t] = d;
        mean += (double) a.get(b, t) * d;
        axpy(a.get(b, t), dy, b, dx, t * B + b, pass); // dx[t] = a[t] dy
      }
      for (int t = 0; t < n; t++) {
        float ds = (float) (a.get(b, t) * (da.get(0, t) - mean)); // ds = a (da - Σ a da)
        int r = t * B + b;
        axpy(ds, u, r, dq, 0, pass); // dq += ds u
        int p = u.at(r);
        int k = dz.at(r);
        for (int j = 0; j < I; j++) { // dz = ds q (1 - u²)
          float v = u.data()[p + j];
          dz.data()[k + j] = ds * q.value().data()[q.value().offset() + j] * (1 - v * v);
        }
      }
    }
    dx.add(hidden.back(dz, x.rows(), pass)); // dx += dz W
  }

  private float dot(Matrix m, int row, Matrix n, int other, Pass pass) {
    return pass.kernels().dot(m.data(), m.at(row), n.data(), n.at(other), I);
  }

  private void axpy(float c, Matrix m, int row, Matrix n, int other, Pass pass) {
    pass.kernels().axpy(c, m.data(), m.at(row), n.data(), n.at(other), I);
  }

  @Override
  public Value write(Graph g, Value x, Value alive, Value n) {
    Value u = g.op("Tanh", hidden.apply(g, x));
    Value s = g.op("MatMul", u, g.weight(q, I, 1)); // [T,B,1]
    Value masked = g.op("Where", alive, s, g.scalar(-Float.MAX_VALUE));
    Value a = g.op("Softmax", Map.of("axis", Attr.of(0)), masked);
    return Pooling.weighted(g, g.op("Mul", a, g.cast(alive, ElementType.FLOAT)), x);
  }
}
