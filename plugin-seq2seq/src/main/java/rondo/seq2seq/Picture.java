package rondo.seq2seq;

import java.util.Map;
import rondo.core.Param;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** What several parts of the network draw alike. */
final class Picture {
  private Picture() {}

  /** x Wᵀ. */
  static Value product(Graph g, Value x, Param W) {
    return g.op("MatMul", x, g.op("Transpose", Map.of("perm", Attr.of(1, 0)), g.weight(W)));
  }

  /** [T,B,.] to [B,T,.] and back. */
  static Value swapped(Graph g, Value x) {
    return g.op("Transpose", Map.of("perm", Attr.of(1, 0, 2)), x);
  }

  /** Whether a step of a memory [S,B,.] lies before its length: [B,1,S]. */
  static Value alive(Graph g, Value memory, Value lengths) {
    Value n = g.op("Unsqueeze", g.cast(lengths, ElementType.INT64), g.ints(1, 2)); // [B,1,1]
    Value shape = g.op("Shape", Map.of("start", Attr.of(0), "end", Attr.of(1)), memory);
    Value s = g.op("Range", g.scalar(0), g.op("Squeeze", shape), g.scalar(1)); // [S]
    return g.op("Less", s, n);
  }
}
