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
    int W = x.width();
    int[] from = new int[B * W]; // the step of each maximum
    float[] v = x.rows().data();
    for (int b = 0; b < B; b++) {
      int to = y.at(b);
      for (int t = 0; t < x.lengths()[b]; t++) {
        int at = x.rows().at(t * B + b);
        for (int j = 0; j < W; j++) {
          if (t == 0 || v[at + j] > y.data()[to + j]) {
            y.data()[to + j] = v[at + j];
            from[b * W + j] = t;
          }
        }
      }
    }
    return (dy, dx) -> {
      for (int b = 0; b < B; b++) {
        for (int j = 0; j < W && x.lengths()[b] > 0; j++) {
          dx.data()[dx.at(from[b * W + j] * B + b) + j] += dy.data()[dy.at(b) + j];
        }
      }
    };
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
