package rondo.engine.layer;

import java.util.Arrays;
import rondo.core.Matrix;
import rondo.core.Sequence;

/**
 * The best labels of one example. Of the K² ways from place to place most are never looked at: not
 * those that are forbidden; and in a group of labels that may be followed by the same ones, not
 * those of a label so far behind that its best way is worse than another one's worst. Where the
 * best way came from is found on the way back, for the labels on it alone.
 */
final class Viterbi {
  private static final float NO_WAY = Float.NEGATIVE_INFINITY;

  private final Transitions may;
  private final int K;
  private final float[] a; // K x K, from row to column
  private final Matrix ends; // 2 x K, first and last
  private final float[] most; // of the ways out of each label
  private final float[] least;

  private Viterbi(Transitions may, Matrix moves, Matrix ends) {
    this.may = may;
    this.ends = ends;
    K = may.K;
    a = moves.offset() == 0 ? moves.data() : moves.copy().data();
    most = new float[K];
    least = new float[K];
    for (int i = 0; i < K; i++) {
      float high = NO_WAY;
      float low = Float.POSITIVE_INFINITY;
      for (int j : may.next(i)) {
        high = Math.max(high, a[i * K + j]);
        low = Math.min(low, a[i * K + j]);
      }
      most[i] = high;
      least[i] = low;
    }
  }

  /** Where the grammar leaves no way, what is forbidden is merely very bad. */
  static int[] best(Transitions may, Matrix moves, Matrix ends, Sequence x, int b) {
    int[] path = new int[x.lengths()[b]];
    if (!new Viterbi(may, moves, ends).find(x, b, path)) {
      Transitions any = new Transitions(may.K, Grammar.ANY);
      new Viterbi(any, may.allowed(moves), may.allowedEnds(ends)).find(x, b, path);
    }
    return path;
  }

  private boolean find(Sequence x, int b, int[] path) {
    int n = path.length;
    float[] v = new float[n * K]; // of the best way to each label, the best of a place 0
    float[] bars = new float[may.groups];
    for (int t = 0; t < n; t++) {
      int at = t * K;
      if (t == 0) {
        for (int j = 0; j < K; j++) {
          v[j] = may.first(j) ? ends.get(0, j) : NO_WAY;
        }
      } else {
        Arrays.fill(v, at, at + K, NO_WAY);
        step(v, at - K, bars);
      }
      int row = x.rows().at(t * x.batch() + b);
      float top = NO_WAY;
      for (int j = 0; j < K; j++) {
        v[at + j] += x.rows().data()[row + j];
        top = Math.max(top, v[at + j]);
      }
      if (top == NO_WAY) {
        return false;
      }
      for (int j = 0; j < K; j++) { // only differences matter: keep them from drowning
        v[at + j] -= top;
      }
    }
    return n == 0 || back(v, path);
  }

  /** From the labels at an index to those of the next place. */
  private void step(float[] v, int at, float[] bars) {
    Arrays.fill(bars, NO_WAY); // what a way of a group must reach to be looked at
    for (int i = 0; i < K; i++) {
      int g = may.group(i);
      bars[g] = Math.max(bars[g], v[at + i] + least[i]);
    }
    for (int i = 0; i < K; i++) {
      float here = v[at + i];
      if (here > NO_WAY && here + most[i] >= bars[may.group(i)]) {
        ways(here, i * K, v, at + K, may.next(i));
      }
    }
  }

  private void ways(float here, int row, float[] v, int to, int[] next) {
    if (next.length == K) { // without an index for each, they are compared side by side
      for (int j = 0; j < K; j++) {
        v[to + j] = Math.max(v[to + j], here + a[row + j]);
      }
    } else {
      for (int j : next) {
        v[to + j] = Math.max(v[to + j], here + a[row + j]);
      }
    }
  }

  private boolean back(float[] v, int[] path) {
    int y = 0;
    float best = NO_WAY;
    int end = (path.length - 1) * K;
    for (int j = 0; j < K; j++) {
      float way = may.last(j) ? v[end + j] + ends.get(1, j) : NO_WAY;
      if (way > best) {
        best = way;
        y = j;
      }
    }
    for (int t = path.length - 1; t >= 0; t--) {
      path[t] = y;
      y = t == 0 ? y : before(y, v, (t - 1) * K);
    }
    return best > NO_WAY;
  }

  /** From which label at an index the best way came; of equally good ones from the lower. */
  private int before(int y, float[] v, int at) {
    int from = 0;
    float best = NO_WAY;
    for (int i = 0; i < K; i++) {
      float way = v[at + i] + a[i * K + y];
      if (way > best && may.allows(i, y)) {
        best = way;
        from = i;
      }
    }
    return from;
  }
}
