package rondo.engine.layer;

import java.util.Map;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** Where each direction ended. */
record LastPooling(int ahead) implements Pooling.Kind {
  @Override
  public Back forward(Sequence x, Matrix y, Pass pass) {
    int B = x.batch();
    int rest = x.width() - ahead;
    for (int b = 0; b < B; b++) {
      int n = x.lengths()[b];
      if (n > 0) {
        int last = x.rows().at((n - 1) * B + b);
        int first = x.rows().at(b) + ahead;
        System.arraycopy(x.rows().data(), last, y.data(), y.at(b), ahead);
        System.arraycopy(x.rows().data(), first, y.data(), y.at(b) + ahead, rest);
      }
    }
    return (dy, dx) -> {
      for (int b = 0; b < B; b++) {
        int n = x.lengths()[b];
        if (n > 0) {
          int last = dx.at((n - 1) * B + b);
          int first = dx.at(b) + ahead;
          System.arraycopy(dy.data(), dy.at(b), dx.data(), last, ahead);
          System.arraycopy(dy.data(), dy.at(b) + ahead, dx.data(), first, rest);
        }
      }
    };
  }

  /** The product with the one step that counts; a Gather would need care with empty examples. */
  @Override
  public Value write(Graph g, Value x, Value alive, Value n) {
    Value T = g.op("Squeeze", g.op("Shape", Map.of("start", Attr.of(0), "end", Attr.of(1)), x));
    Value t = g.op("Unsqueeze", g.op("Range", g.scalar(0), T, g.scalar(1)), g.ints(1, 2));
    Value end = g.op("Unsqueeze", g.op("Sub", n, g.scalar(1)), g.ints(1)); // [B,1]
    Value last = g.cast(g.op("Equal", t, end), ElementType.FLOAT); // [T,B,1]
    Value forward = g.op("Slice", x, g.ints(0), g.ints(ahead), g.ints(2));
    Value y = Pooling.weighted(g, last, forward);
    Value first = g.op("And", g.op("Equal", t, g.scalar(0)), alive);
    Value backward = g.op("Slice", x, g.ints(ahead), g.ints(Long.MAX_VALUE), g.ints(2));
    Value z = Pooling.weighted(g, g.cast(first, ElementType.FLOAT), backward);
    return g.op("Concat", Map.of("axis", Attr.of(2)), y, z);
  }
}
