package rondo.engine.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.core.ShapeException;

/**
 * A {@link Grammar} over so many labels, written out: as costs, and as groups of labels that may be
 * followed by the same ones.
 */
final class Transitions {
  /** What a forbidden transition costs; sums of it over any sequence stay finite. */
  static final float FORBIDDEN = -1e30f;

  final int K;
  final Matrix costs; // K x K, from row to column, 0 or FORBIDDEN
  final Matrix endCosts; // 2 x K, first and last
  final int groups;
  final boolean free; // whether everything may follow everything
  private final int[] group; // of each label
  private final int[][] next; // what may follow the labels of a group, ascending

  Transitions(int labels, Grammar grammar) {
    if (labels < 1) {
      throw new IllegalArgumentException("a chain needs at least one label, not " + labels);
    }
    K = labels;
    costs = Matrix.zeros(K, K);
    endCosts = Matrix.zeros(2, K);
    group = new int[K];
    Map<List<Integer>, Integer> alike = new LinkedHashMap<>();
    boolean all = true;
    for (int i = 0; i < K; i++) {
      all &= set(endCosts, 0, i, grammar.allows(Grammar.BORDER, i));
      all &= set(endCosts, 1, i, grammar.allows(i, Grammar.BORDER));
      List<Integer> behind = new ArrayList<>();
      for (int j = 0; j < K; j++) {
        if (set(costs, i, j, grammar.allows(i, j))) {
          behind.add(j);
        }
      }
      all &= behind.size() == K;
      group[i] = alike.computeIfAbsent(behind, b -> alike.size());
    }
    free = all;
    groups = alike.size();
    next =
        alike.keySet().stream()
            .map(b -> b.stream().mapToInt(j -> j).toArray())
            .toArray(int[][]::new);
  }

  private static boolean set(Matrix costs, int row, int col, boolean allowed) {
    costs.data()[costs.at(row) + col] = allowed ? 0 : FORBIDDEN;
    return allowed;
  }

  /** Labels of a group may be followed by the same ones. */
  int group(int label) {
    return group[label];
  }

  /** What may follow a label, ascending. */
  int[] next(int label) {
    return next[group[label]];
  }

  boolean allows(int before, int label) {
    return costs.get(before, label) == 0;
  }

  boolean first(int label) {
    return endCosts.get(0, label) == 0;
  }

  boolean last(int label) {
    return endCosts.get(1, label) == 0;
  }

  /** Scores of transitions, less the costs of those that are forbidden. */
  Matrix allowed(Matrix scores) {
    return scores.copy().add(costs);
  }

  /** The same for the first and the last label. */
  Matrix allowedEnds(Matrix scores) {
    return scores.copy().add(endCosts);
  }

  void requireLabels(Sequence x) {
    if (x.width() != K) {
      throw new ShapeException("a chain of %d labels reads %d scores a place", K, x.width());
    }
  }
}
