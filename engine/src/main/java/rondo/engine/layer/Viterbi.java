package rondo.engine.layer;

import rondo.core.Matrix;
import rondo.core.Sequence;

/**
 * The best labels of one example. Of the K² ways from place to place most are never looked at: not
 * those that are forbidden; and in a group of labels that may be followed by the same ones, not
 * those of a label that lies so far behind the group's best that its best way would not catch up.
 */
final class Viterbi {
  private static final float NO_WAY = Float.NEGATIVE_INFINITY;

  private final Transitions may;
  private final Matrix A; // K x K, from row to column
  private final Matrix ends; // 2 x K, first and last
  private final float[] most; // of the ways out of each label

  private Viterbi(Transitions may, Matrix A, Matrix ends) {
    this.may = may;
    this.A = A;
    this.ends = ends;
    most = new float[may.K];
    for (Transitions.Group g : may.groups) {
      for (int i : g.labels()) {
        float best = NO_WAY;
        for (int j : g.next()) {
          best = Math.max(best, A.get(i, j));
        }
        most[i] = best;
      }
    }
  }

  /** Where the grammar leaves no way, what is forbidden is merely very bad. */
  static int[] best(Transitions may, Matrix A, Matrix ends, Sequence x, int b) {
    int[] path = new int[x.lengths()[b]];
    if (!new Viterbi(may, A, ends).find(x, b, path)) {
      Transitions any = new Transitions(may.K, Grammar.ANY);
      new Viterbi(any, may.allowed(A), may.allowedEnds(ends)).find(x, b, path);
    }
    return path;
  }

  private boolean find(Sequence x, int b, int[] path) {
    int K = may.K;
    int n = path.length;
    int[] from = new int[n * K];
    float[] v = new float[K]; // of the best way to each label, the best of all 0
    float[] next = new float[K];
    for (int t = 0; t < n; t++) {
      for (int j = 0; j < K; j++) {
        next[j] = t == 0 && may.first(j) ? ends.get(0, j) : NO_WAY;
      }
      if (t > 0) {
        for (Transitions.Group g : may.groups) {
          step(g, v, next, from, t * K);
        }
      }
      int row = x.rows().at(t * x.batch() + b);
      float top = NO_WAY;
      for (int j = 0; j < K; j++) {
        next[j] += x.rows().data()[row + j];
        top = Math.max(top, next[j]);
      }
      if (top == NO_WAY) {
        return false;
      }
      for (int j = 0; j < K; j++) { // only differences matter: keep them from drowning
        v[j] = next[j] - top;
      }
    }
    return n == 0 || back(v, from, path);
  }

  private void step(Transitions.Group g, float[] v, float[] next, int[] from, int at) {
    int top = g.labels()[0];
    for (int i : g.labels()) {
      top = v[i] > v[top] ? i : top;
    }
    if (v[top] == NO_WAY) {
      return;
    }
    ways(g, top, v, next, from, at);
    float least = Float.POSITIVE_INFINITY;
    for (int j : g.next()) {
      least = Math.min(least, next[j]);
    }
    for (int i : g.labels()) {
      if (v[i] + most[i] >= least && i != top) {
        ways(g, i, v, next, from, at);
      }
    }
  }

  /** Of equally good ways, that from the lower label is kept. */
  private void ways(Transitions.Group g, int i, float[] v, float[] next, int[] from, int at) {
    float[] a = A.data();
    int row = A.at(i);
    for (int j : g.next()) {
      float way = v[i] + a[row + j];
      if (way > next[j] || (way == next[j] && i < from[at + j])) {
        next[j] = way;
        from[at + j] = i;
      }
    }
  }

  private boolean back(float[] v, int[] from, int[] path) {
    int K = may.K;
    int y = 0;
    float best = NO_WAY;
    for (int j = 0; j < K; j++) {
      float way = may.last(j) ? v[j] + ends.get(1, j) : NO_WAY;
      if (way > best) {
        best = way;
        y = j;
      }
    }
    for (int t = path.length - 1; t >= 0; t--) {
      path[t] = y;
      y = from[t * K + y];
    }
    return best > NO_WAY;
  }
}
