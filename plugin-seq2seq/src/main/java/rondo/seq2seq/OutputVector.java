package rondo.seq2seq;

import java.util.List;
import rondo.core.Init;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/**
 * Luong 2015: o = tanh(Wc c + Wh h + b), of what the decoder saw (c) and what it says (h); where it
 * sees nothing, of h alone.
 */
final class OutputVector {
  private final List<Param> Wc; // O x V, or none
  private final Param Wh; // O x H
  private final Param b; // 1 x O

  OutputVector(int context, int hidden, int out, Weights weights) {
    Init uniform = Init.uniform(1 / Math.sqrt(context + hidden));
    Wc = context == 0 ? List.of() : List.of(weights.matrix("Wc", out, context, uniform));
    Wh = weights.matrix("Wh", out, hidden, uniform);
    b = weights.matrix("b", 1, out, Init.ZEROS);
  }

  int width() {
    return b.value().cols();
  }

  void apply(Matrix c, Matrix h, Matrix o, Pass pass) {
    Kernels k = pass.kernels();
    k.project(h, Wh, o.repeat(b.value())); // o = b + h Whᵀ
    Wc.forEach(p -> k.project(c, p, o)); // o += c Wcᵀ
    k.tanh(o.data(), o.offset(), o.size());
  }

  /** Adds to dc and dh; makes of do, in its place, the gradient of what the tanh was taken of. */
  void back(Matrix o, Matrix dO, Matrix dc, Matrix dh, Pass pass) {
    Kernels k = pass.kernels();
    k.tanhBack(o.data(), o.offset(), dO.data(), dO.offset(), o.size()); // dz = do (1 - o²)
    Wc.forEach(p -> k.unproject(dO, p, dc)); // dc += dz Wc
    k.unproject(dO, Wh, dh); // dh += dz Wh
  }

  /** Adds the parameters' gradients of all rows. */
  void learn(Matrix dz, Matrix c, Matrix h, Pass pass) {
    Kernels k = pass.kernels();
    Wc.forEach(p -> k.atb(dz, c, pass.gradient(p))); // dWc += dzᵀ c
    k.atb(dz, h, pass.gradient(Wh)); // dWh += dzᵀ h
    k.sums(dz, pass.gradient(b)); // db += Σ dz
  }

  /** [T,B,O] of contexts [T,B,V] and outputs [T,B,H]. */
  Value write(Graph g, Value contexts, Value h) {
    Value z = g.op("Add", Picture.product(g, h, Wh), g.weight(b, width()));
    for (Param p : Wc) {
      z = g.op("Add", z, Picture.product(g, contexts, p));
    }
    return g.op("Tanh", z);
  }
}
