package rondo.tasks.search;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import rondo.core.Matrix;

/**
 * What is written so far, from its last id back to the start. Paths share their beginnings, so that
 * to go on from one in several ways copies nothing.
 */
final class Path {
  final int id; // the last
  final int length; // ids, this one included
  final double logProbability;
  private final Path before; // itself at the start
  private final float[] look; // where the model looked when it wrote the id; empty if nowhere

  /** Nothing is written, and the model is told this id first. */
  Path(int first) {
    id = first;
    length = 0;
    logProbability = 0;
    before = this;
    look = new float[0];
  }

  private Path(Path before, int id, double logProbability, float[] look) {
    this.id = id;
    this.length = before.length + 1;
    this.logProbability = logProbability;
    this.before = before;
    this.look = look;
  }

  Path then(int next, double sum, float[] look) {
    return new Path(this, next, sum, look);
  }

  private int[] ids() {
    int[] ids = new int[length];
    Path at = this;
    for (int i = length - 1; i >= 0; i--) {
      ids[i] = at.id;
      at = at.before;
    }
    return ids;
  }

  /** The ids that would repeat some n in a row. */
  Set<Integer> repeating(int n) {
    Set<Integer> found = new HashSet<>();
    if (n == 0 || length < n) {
      return found;
    }
    int[] ids = ids();
    int last = length - (n - 1); // where the n-1 begin that any id would follow
    for (int i = 0; i < last; i++) {
      if (Arrays.equals(ids, i, i + n - 1, ids, last, length)) {
        found.add(ids[i + n - 1]);
      }
    }
    return found;
  }

  /** What this is when its last id is the end. */
  Hypothesis ended(Beam beam, int places) {
    double score = beam.score(logProbability, length);
    return new Hypothesis(
        Arrays.copyOf(ids(), length - 1), logProbability, score, attention(places));
  }

  private Matrix attention(int places) {
    if (look.length == 0) {
      return Matrix.NONE;
    }
    Deque<float[]> looks = new ArrayDeque<>();
    for (Path at = this; at.length > 0; at = at.before) {
      looks.addFirst(at.look);
    }
    Matrix all = Matrix.zeros(length, places);
    int row = 0;
    for (float[] each : looks) {
      System.arraycopy(each, 0, all.data(), all.at(row++), Math.min(places, each.length));
    }
    return all;
  }
}
