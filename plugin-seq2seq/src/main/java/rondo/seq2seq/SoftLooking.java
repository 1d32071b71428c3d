package rondo.seq2seq;

import java.util.ArrayDeque;
import java.util.Deque;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;

/** Looks of which each example's are three products, and their mirror. */
final class SoftLooking implements Looking {
  private final Energy energy;
  private final Pass pass;
  private final ByExample source;
  private final int time; // of the source
  private final Matrix values; // N x V, example by example
  private final Matrix keys; // N x D, or the values
  private final Matrix h; // a row for each output
  private final Matrix q; // a row for each output, or h
  private final Matrix contexts; // a row for each output
  private final Deque<Look> looks = new ArrayDeque<>();
  private Matrix dvalues = Matrix.NONE; // as the values
  private Matrix dkeys = Matrix.NONE; // as the keys, or dvalues
  private Matrix dh = Matrix.NONE; // as h
  private Matrix dq = Matrix.NONE; // as q, or dh
  private Matrix dv = Matrix.NONE; // B x D

  /**
   * A look.
   *
   * @param first where the outputs of each example begin, and the end
   * @param at where the weights of each example begin, and the end
   * @param a the weights: for each example, outputs x steps of its source
   */
  private record Look(int[] first, int[] at, Matrix a) {
    int rows(int b) {
      return first[b + 1] - first[b];
    }

    Matrix of(int b, Matrix all) {
      return all.rows(first[b], rows(b));
    }

    /** The rows of all examples. */
    Matrix of(Matrix all) {
      return all.rows(first[0], first[first.length - 1] - first[0]);
    }

    Matrix weights(int b, int steps) {
      return new Matrix(rows(b), steps, a.data(), a.offset() + at[b]);
    }

    boolean empty(int b) {
      return at[b] == at[b + 1];
    }
  }

  /** What is done for each example by itself. */
  private interface Each {
    void run(int b, Pass own);
  }

  SoftLooking(Energy energy, Sequence memory, Matrix h, Pass pass) {
    this.energy = energy;
    this.pass = pass;
    this.h = h;
    time = memory.time();
    source = new ByExample(memory.lengths());
    values = source.gather(memory, pass);
    keys = energy.ownKeys() ? energy.keys(values, pass) : values;
    q = energy.ownQueries() ? pass.take(h.rows(), energy.width()) : h;
    contexts = pass.zeros(h.rows(), values.cols());
  }

  @Override
  public Matrix contexts() {
    return contexts;
  }

  @Override
  public void look(int[] first) {
    int B = source.batch();
    int[] at = new int[B + 1];
    for (int b = 0; b < B; b++) {
      at[b + 1] = Math.addExact(at[b], (first[b + 1] - first[b]) * source.length(b));
    }
    Look look = new Look(first, at, pass.take(1, at[B]));
    if (energy.ownQueries()) {
      energy.queries(look.of(h), look.of(q), pass);
    }
    each(look, (b, own) -> forward(look, b, own));
    looks.push(look);
  }

  private void forward(Look look, int b, Pass own) {
    Kernels k = own.kernels();
    Matrix a = look.weights(b, source.length(b));
    energy.scores(look.of(b, q), source.of(b, keys), a, own);
    for (int i = 0; i < a.rows(); i++) {
      k.softmax(a.data(), a.at(i), a.cols()); // a = softmax s
    }
    k.ab(a, source.of(b, values), look.of(b, contexts)); // c = a m
  }

  @Override
  public void turn(Matrix d) {
    dh = d;
    dvalues = pass.zeros(values.rows(), values.cols());
    dkeys = energy.ownKeys() ? pass.zeros(keys.rows(), keys.cols()) : dvalues;
    dq = energy.ownQueries() ? pass.zeros(q.rows(), q.cols()) : dh;
    dv = pass.zeros(source.batch(), energy.width());
  }

  @Override
  public void back(Matrix dcontexts) {
    Look look = looks.pop();
    each(look, (b, own) -> back(look, b, look.of(b, dcontexts), own));
    if (energy.ownQueries()) {
      energy.queriesBack(look.of(dq), look.of(dh), pass);
    }
  }

  private void back(Look look, int b, Matrix dc, Pass own) {
    Kernels k = own.kernels();
    Matrix a = look.weights(b, source.length(b));
    Matrix ds = own.zeros(a.rows(), a.cols());
    k.atb(a, dc, source.of(b, dvalues)); // dm += aᵀ dc
    k.abt(dc, source.of(b, values), ds); // da = dc mᵀ
    for (int i = 0; i < a.rows(); i++) {
      softmaxBack(a, ds, i, k);
    }
    Matrix of = source.of(b, keys);
    Matrix dof = source.of(b, dkeys);
    energy.scoresBack(look.of(b, q), of, ds, look.of(b, dq), dof, dv.rows(b, 1), own);
  }

  /** ds = a (da - Σ a da), in the place of da. */
  private static void softmaxBack(Matrix a, Matrix da, int i, Kernels k) {
    int n = a.cols();
    int p = a.at(i);
    int r = da.at(i);
    float mean = k.dot(a.data(), p, da.data(), r, n);
    for (int j = 0; j < n; j++) {
      da.data()[r + j] = a.data()[p + j] * (da.data()[r + j] - mean);
    }
  }

  @Override
  public Sequence finish() {
    if (energy.ownQueries()) {
      energy.learn(dq, h, dv, pass);
    }
    if (energy.ownKeys()) {
      energy.keysBack(values, dkeys, dvalues, pass);
    }
    return source.scatter(dvalues, time, pass);
  }

  private void each(Look look, Each body) {
    int B = source.batch();
    long all = (long) look.at[B] * (energy.width() + values.cols());
    pass.aside( // a decoder may look a thousand times
        here ->
            here.split(
                B,
                Attending.grain(B, all),
                (from, to, own) -> {
                  for (int b = from; b < to; b++) {
                    if (!look.empty(b)) {
                      body.run(b, own);
                    }
                  }
                }));
  }
}
