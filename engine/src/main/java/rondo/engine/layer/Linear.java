package rondo.engine.layer;

import java.util.List;
import java.util.Map;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** y = x Wᵀ + b at each place, all steps in one product. */
public final class Linear implements Layer {
  private final Param W; // O x I
  private final Param b; // 1 x O

  public Linear(int in, int out, Weights weights) {
    W = weights.matrix("W", out, in, Init.uniform(1 / Math.sqrt(in)));
    b = weights.matrix("b", 1, out, Init.ZEROS);
  }

  @Override
  public Ports ports() {
    return new Ports(W.value().cols(), W.value().rows(), List.of(), true);
  }

  /** The same for rows that are no sequence. */
  public Matrix apply(Matrix x, Pass pass) {
    Matrix y = pass.take(x.rows(), W.value().rows());
    Matrix bias = b.value();
    for (int r = 0; r < y.rows(); r++) {
      System.arraycopy(bias.data(), bias.offset(), y.data(), y.at(r), y.cols());
    }
    pass.kernels().project(x, W, y); // y = b + x Wᵀ
    return y;
  }

  /** The way back of {@link #apply}. */
  public Matrix back(Matrix dy, Matrix x, Pass pass) {
    Matrix dx = pass.zeros(x.rows(), x.cols());
    pass.kernels().sums(dy, pass.gradient(b)); // db += Σ dy
    pass.kernels().atb(dy, x, pass.gradient(W)); // dW += dyᵀ x
    pass.kernels().unproject(dy, W, dx); // dx = dy W
    return dx;
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Flow out = predict(in, pass);
    Sequence x = in.sequence();
    return new Trace(
        out,
        gradient -> {
          Matrix dy = gradient.like(out, pass).sequence().rows();
          Columns.clearPast(dy, x.lengths());
          return Flow.of(x.with(back(dy, x.rows(), pass)));
        });
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "a linear layer");
    Matrix y = apply(x.rows(), pass);
    Columns.clearPast(y, x.lengths());
    return Flow.of(x.with(y));
  }

  /** The same for a value of any leading dimensions. */
  public Value apply(Graph g, Value x) {
    Value transposed = g.op("Transpose", Map.of("perm", Attr.of(1, 0)), g.weight(W));
    return g.op("Add", g.op("MatMul", x, transposed), g.weight(b, b.value().cols()));
  }

  @Override
  public Wires write(Graph g, Wires in) {
    return Wires.of(apply(g, in.sequence()), in.lengths());
  }
}
