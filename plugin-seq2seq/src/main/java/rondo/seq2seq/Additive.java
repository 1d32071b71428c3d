package rondo.seq2seq;

import rondo.core.Init;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/**
 * Bahdanau 2015: s = v tanh(Wq h + Wk m + b). The way back computes the tanh of a pair again: kept,
 * they would take the memory of all pairs of two long sequences.
 */
final class Additive implements Energy {
  private final Param Wq; // D x H
  private final Param Wk; // D x V
  private final Param b; // 1 x D
  private final Param v; // 1 x D
  private final int D;

  Additive(int hidden, int memory, Weights weights) {
    D = hidden;
    Wq = weights.matrix("Wq", D, hidden, Init.uniform(1 / Math.sqrt(hidden)));
    Wk = weights.matrix("Wk", D, memory, Init.uniform(1 / Math.sqrt(memory)));
    b = weights.matrix("b", 1, D, Init.ZEROS);
    v = weights.matrix("v", 1, D, Init.uniform(1 / Math.sqrt(D)));
  }

  @Override
  public int width() {
    return D;
  }

  @Override
  public boolean ownKeys() {
    return true;
  }

  @Override
  public boolean ownQueries() {
    return true;
  }

  @Override
  public Matrix keys(Matrix values, Pass pass) {
    Matrix keys = pass.zeros(values.rows(), D);
    pass.kernels().project(values, Wk, keys); // k = m Wkᵀ
    return keys;
  }

  @Override
  public void keysBack(Matrix values, Matrix dkeys, Matrix dvalues, Pass pass) {
    pass.kernels().atb(dkeys, values, pass.gradient(Wk)); // dWk += dkᵀ m
    pass.kernels().unproject(dkeys, Wk, dvalues); // dm += dk Wk
  }

  @Override
  public void queries(Matrix h, Matrix q, Pass pass) {
    pass.kernels().project(h, Wq, q.repeat(b.value())); // q = b + h Wqᵀ
  }

  @Override
  public void queriesBack(Matrix dq, Matrix dh, Pass pass) {
    pass.kernels().unproject(dq, Wq, dh); // dh += dq Wq
  }

  @Override
  public void learn(Matrix dq, Matrix h, Matrix dv, Pass pass) {
    pass.kernels().atb(dq, h, pass.gradient(Wq)); // dWq += dqᵀ h
    pass.kernels().sums(dq, pass.gradient(b)); // db += Σ dq
    pass.kernels().sums(dv, pass.gradient(v)); // dv += Σ dv of an example
  }

  @Override
  public void scores(Matrix q, Matrix keys, Matrix s, Pass pass) {
    Matrix z = pass.take(1, D);
    Strip all = Strip.of(keys);
    for (int i = 0; i < q.rows(); i++) {
      scores(q, i, all, s, z, pass);
    }
  }

  @Override
  public void scores(Matrix q, int i, Strip keys, Matrix s, Matrix room, Pass pass) {
    int at = s.at(i);
    Matrix w = v.value();
    for (int j = 0; j < keys.count(); j++) {
      bend(q, i, keys, j, room, pass);
      s.data()[at + j] =
          pass.kernels().dot(w.data(), w.offset(), room.data(), room.offset(), D); // s = v z
    }
  }

  /** z = tanh(q[i] + k[j]). */
  private void bend(Matrix q, int i, Strip keys, int j, Matrix z, Pass pass) {
    System.arraycopy(keys.rows().data(), keys.at(j), z.data(), z.offset(), D);
    pass.kernels().axpy(1, q.data(), q.at(i), z.data(), z.offset(), D);
    pass.kernels().tanh(z.data(), z.offset(), D);
  }

  @Override
  public void scoresBack(
      Matrix q, Matrix keys, Matrix ds, Matrix dq, Matrix dkeys, Matrix dv, Pass pass) {
    Kernels k = pass.kernels();
    Matrix z = pass.take(1, D);
    float[] zs = z.data();
    float[] w = v.value().data();
    int p = z.offset();
    int o = v.value().offset();
    Strip all = Strip.of(keys);
    for (int i = 0; i < q.rows(); i++) {
      for (int j = 0; j < keys.rows(); j++) {
        bend(q, i, all, j, z, pass);
        float d = ds.get(i, j);
        k.axpy(d, zs, p, dv.data(), dv.offset(), D); // dv += ds z
        for (int c = 0; c < D; c++) {
          zs[p + c] = d * w[o + c] * (1 - zs[p + c] * zs[p + c]); // dz = ds v (1 - z²)
        }
        k.axpy(1, zs, p, dq.data(), dq.at(i), D); // dq += dz
        k.axpy(1, zs, p, dkeys.data(), dkeys.at(j), D); // dk += dz
      }
    }
  }

  @Override
  public Value writeKeys(Graph g, Value values) {
    return Picture.product(g, values, Wk);
  }

  @Override
  public Value write(Graph g, Value h, Value keys) {
    Value q = g.op("Add", Picture.product(g, h, Wq), g.weight(b, D)); // [T,B,D]
    Value each = g.op("Unsqueeze", Picture.swapped(g, q), g.ints(2)); // [B,T,1,D]
    Value all = g.op("Unsqueeze", Picture.swapped(g, keys), g.ints(1)); // [B,1,S,D]
    Value z = g.op("Tanh", g.op("Add", each, all));
    return g.op("Squeeze", g.op("MatMul", z, g.weight(v, D, 1)), g.ints(3));
  }
}
