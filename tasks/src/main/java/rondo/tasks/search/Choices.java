package rondo.tasks.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import rondo.core.Kernels;
import rondo.core.Matrix;

/** Finds the likeliest ids that may follow a path, in buffers that are used again and again. */
final class Choices {
  /** That of an id which a broken model gives no probability. */
  static final double HOPELESS = -1e30;

  private final Target target;
  private final int noRepeat;
  private final Kernels kernels;
  private float[] scores = new float[0]; // of the ids that may follow; others are at -infinity
  private float[] chances = new float[0];

  Choices(Target target, int noRepeat, Kernels kernels) {
    this.target = target;
    this.noRepeat = noRepeat;
    this.kernels = kernels;
  }

  /** An id that follows a row's path, and the log probability of both. */
  record Choice(int row, int id, double logProbability) {}

  /** What may be said about the end of a path. */
  enum End {
    NOT_YET,
    ALLOWED,
    DUE
  }

  /**
   * So many choices at most, the likeliest first, of equally likely ones that of the smaller id; at
   * least one, the end where nothing else is left.
   */
  List<Choice> after(Path path, Matrix all, int row, int count, End end) {
    int K = all.cols();
    double sum = sum(all, row);
    if (end == End.DUE) {
      return List.of(choice(path, row, target.end(), all, sum));
    }
    System.arraycopy(all.data(), all.at(row), scores, 0, K);
    for (int id : target.never()) {
      scores[id] = Float.NEGATIVE_INFINITY;
    }
    Set<Integer> repeating = path.repeating(noRepeat);
    repeating.forEach(id -> scores[id] = Float.NEGATIVE_INFINITY);
    if (end == End.NOT_YET) {
      scores[target.end()] = Float.NEGATIVE_INFINITY;
    }
    List<Choice> found = new ArrayList<>(count);
    for (int id : likeliest(K, count)) {
      found.add(choice(path, row, id, all, sum));
    }
    return found.isEmpty() ? List.of(choice(path, row, target.end(), all, sum)) : found;
  }

  /** The logarithm of the sum of e^score. */
  private double sum(Matrix all, int row) {
    int K = all.cols();
    if (scores.length < K) {
      scores = new float[K];
      chances = new float[K];
    }
    System.arraycopy(all.data(), all.at(row), chances, 0, K);
    return kernels.softmax(chances, 0, K);
  }

  private static Choice choice(Path path, int row, int id, Matrix all, double sum) {
    double step = Math.min(0, all.get(row, id) - sum); // rounding may make it more
    return new Choice(
        row, id, path.logProbability + (step >= HOPELESS ? step : HOPELESS)); // NaN is not
  }

  /** Ids by falling score, equal ones by their number; those at -infinity or NaN are none. */
  private int[] likeliest(int K, int count) {
    int[] ids = new int[Math.min(count, K)];
    int size = 0;
    float least = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < K; k++) {
      float x = scores[k];
      if (x > least) {
        int at = size < ids.length ? size++ : size - 1;
        while (at > 0 && x > scores[ids[at - 1]]) {
          ids[at] = ids[at - 1];
          at--;
        }
        ids[at] = k;
        least = size == ids.length ? scores[ids[size - 1]] : least;
      }
    }
    return Arrays.copyOf(ids, size);
  }
}
