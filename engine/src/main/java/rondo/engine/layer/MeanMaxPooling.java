package rondo.engine.layer;

import java.util.Map;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** The mean and the greatest values, side by side. */
record MeanMaxPooling(MeanPooling mean, MaxPooling max) implements Pooling.Kind {
  @Override
  public int width(int in) {
    return 2 * in;
  }

  @Override
  public Back forward(Sequence x, Matrix y, Pass pass) {
    int W = x.width();
    Matrix u = pass.zeros(x.batch(), W);
    Matrix v = pass.zeros(x.batch(), W);
    Back ofMean = mean.forward(x, u, pass);
    Back ofMax = max.forward(x, v, pass);
    y.set(Columns.join(pass, u, v));
    return (dy, dx) -> {
      ofMean.apply(Columns.cut(pass, dy, 0, W), dx);
      ofMax.apply(Columns.cut(pass, dy, W, W), dx);
    };
  }

  @Override
  public Value write(Graph g, Value x, Value alive, Value n) {
    Map<String, Attr> axis = Map.of("axis", Attr.of(2));
    return g.op("Concat", axis, mean.write(g, x, alive, n), max.write(g, x, alive, n));
  }
}
