package rondo.engine.layer;

import java.util.Map;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** y[j] = max x[t][j]; the gradient goes where the maximum came from, the first of equals. */
record MaxPooling() implements Pooling.Kind {
  @Override
  public Back forward(Sequence x, Matrix y, Pass pass) {
    int B = x.batch();
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < x.lengths()[b]; t++) {
        raise(x.rows().data(), x.rows().at(t * B + b), y.data(), y.at(b), x.width(), t == 0);
      }
    }
    return (dy, dx) -> {
      for (int b = 0; b < B; b++) {
        for (int j = 0; j < x.width() && x.lengths()[b] > 0; j++) {
          dx.data()[dx.at(from(x, b, j, y.get(b, j)) * B + b) + j] += dy.get(b, j);
        }
      }
    };
  }

  /** y = max(y, x), or x where it is the first. */
  private static void raise(float[] x, int i, float[] y, int j, int count, boolean first) {
    if (first) {
      System.arraycopy(x, i, y, j, count);
      return;
    }
    for (int n = 0; n < count; n++) {
      y[j + n] = Math.max(y[j + n], x[i + n]);
    }
  }

  /** The step that a maximum came from; the last one of a maximum that is no number. */
  private static int from(Sequence x, int b, int j, float max) {
    int t = 0;
    while (t < x.lengths()[b] - 1 && x.rows().get(t * x.batch() + b, j) != max) {
      t++;
    }
    return t;
  }

  /** By ArgMax and GatherElements, whose form no opset from 13 on has changed. */
  @Override
  public Value write(Graph g, Value x, Value alive, Value n) {
    Value masked = g.op("Where", alive, x, g.scalar(-Float.MAX_VALUE));
    Map<String, Attr> axis = Map.of("axis", Attr.of(0));
    Value best = g.op("GatherElements", axis, masked, g.op("ArgMax", axis, masked)); // [1,B,W]
    Value some = g.op("Unsqueeze", g.op("Greater", n, g.scalar(0)), g.ints(1)); // [B,1]
    return g.op("Where", some, best, g.scalar(0f));
  }
}
