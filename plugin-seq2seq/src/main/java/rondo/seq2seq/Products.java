package rondo.seq2seq;

import java.util.List;
import java.util.Map;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.ShapeException;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** Luong 2015: dot, s = h m, and general, s = h W m. Keys are m and W m, the query is h. */
final class Products implements Energy {
  private final List<Param> W; // H x V; none: dot
  private final int width;

  private Products(List<Param> W, int width) {
    this.W = W;
    this.width = width;
  }

  static Products dot(int hidden, int memory) {
    if (hidden != memory) {
      throw new ShapeException(
          "attention 'dot' compares vectors of one width, the decoder gives %d and the encoder %d;"
              + " make them alike, or take attention 'general'",
          hidden, memory);
    }
    return new Products(List.of(), hidden);
  }

  static Products general(int hidden, int memory, Weights weights) {
    Init uniform = Init.uniform(1 / Math.sqrt(memory));
    return new Products(List.of(weights.matrix("W", hidden, memory, uniform)), hidden);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean ownKeys() {
    return !W.isEmpty();
  }

  @Override
  public boolean ownQueries() {
    return false;
  }

  @Override
  public Matrix keys(Matrix values, Pass pass) {
    Matrix keys = pass.zeros(values.rows(), width);
    pass.kernels().project(values, W.get(0), keys); // k = m Wᵀ
    return keys;
  }

  @Override
  public void keysBack(Matrix values, Matrix dkeys, Matrix dvalues, Pass pass) {
    pass.kernels().atb(dkeys, values, pass.gradient(W.get(0))); // dW += dkᵀ m
    pass.kernels().unproject(dkeys, W.get(0), dvalues); // dm += dk W
  }

  @Override
  public void queries(Matrix h, Matrix q, Pass pass) {}

  @Override
  public void queriesBack(Matrix dq, Matrix dh, Pass pass) {}

  @Override
  public void learn(Matrix dq, Matrix h, Matrix dv, Pass pass) {}

  @Override
  public void scores(Matrix q, Matrix keys, Matrix s, Pass pass) {
    pass.kernels().abt(q, keys, s.fill(0)); // s = q kᵀ
  }

  @Override
  public void scoresBack(
      Matrix q, Matrix keys, Matrix ds, Matrix dq, Matrix dkeys, Matrix dv, Pass pass) {
    pass.kernels().ab(ds, keys, dq); // dq += ds k
    pass.kernels().atb(ds, q, dkeys); // dk += dsᵀ q
  }

  @Override
  public void scores(Matrix q, int i, Strip keys, Matrix s, Matrix room, Pass pass) {
    int at = s.at(i);
    for (int j = 0; j < keys.count(); j++) {
      s.data()[at + j] =
          pass.kernels().dot(q.data(), q.at(i), keys.rows().data(), keys.at(j), width);
    }
  }

  @Override
  public Value writeKeys(Graph g, Value values) {
    return Picture.product(g, values, W.get(0));
  }

  @Override
  public Value write(Graph g, Value h, Value keys) {
    Value k = g.op("Transpose", Map.of("perm", Attr.of(1, 2, 0)), keys); // [B,D,S]
    return g.op("MatMul", Picture.swapped(g, h), k);
  }
}
