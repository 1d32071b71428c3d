package rondo.engine.layer;

import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** y = Σ x[t] / n. */
record MeanPooling() implements Pooling.Kind {
  @Override
  public Back forward(Sequence x, Matrix y, Pass pass) {
    int B = x.batch();
    int W = x.width();
    for (int b = 0; b < B; b++) {
      int n = x.lengths()[b];
      for (int t = 0; t < n; t++) {
        pass.kernels().axpy(1f / n, x.rows().data(), x.rows().at(t * B + b), y.data(), y.at(b), W);
      }
    }
    return (dy, dx) -> {
      for (int b = 0; b < B; b++) {
        int n = x.lengths()[b];
        for (int t = 0; t < n; t++) { // dx[t] = dy / n
          pass.kernels().axpy(1f / n, dy.data(), dy.at(b), dx.data(), dx.at(t * B + b), W);
        }
      }
    };
  }

  @Override
  public Value write(Graph g, Value x, Value alive, Value n) {
    Value count = g.cast(g.op("Max", n, g.scalar(1)), ElementType.FLOAT); // [B]
    Value sum = Pooling.weighted(g, g.cast(alive, ElementType.FLOAT), x);
    return g.op("Div", sum, g.op("Unsqueeze", count, g.ints(1)));
  }
}
