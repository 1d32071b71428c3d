package rondo.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Sequence;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** The chain against the enumeration of all sequences of labels. */
final class CrfTest {
  private static final Noise NOISE = Noise.of(17);

  /** Sums of a few floats of size 1: their rounding, times ten. */
  private static final double NEAR = 1e-5;

  private final Work work = new Work(new ScalarKernels(), Workers.ONE);

  /** A label may not be followed by one that is smaller by exactly one, nor end as 1. */
  private static final Grammar NO_STEP_DOWN =
      (before, label) -> label == Grammar.BORDER ? before != 1 : before - label != 1;

  @Test
  void lossIsThatOfEnumeration() {
    for (int k = 1; k <= 4; k++) {
      for (int n = 1; n <= 5; n++) {
        Chain chain = new Chain(k, n, Grammar.ANY, 1, 100 * k + n);
        double expected = 0;
        for (int b = 0; b < chain.x.batch(); b++) {
          double gold = chain.score(b, chain.gold(b));
          expected += chain.logSum(b) - gold;
        }
        assertThat(chain.loss()).as("%d labels, %d steps", k, n).isCloseTo(expected, within(NEAR));
      }
    }
  }

  @Test
  void gradientsAreExpectationsLessGold() {
    for (int n : new int[] {1, 2, 5}) {
      expectations(new Chain(3, n, Grammar.ANY, 2, 200 + n), NEAR);
    }
  }

  /** Sums whose terms lie so far apart that most of them vanish beside the others. */
  @Test
  void gradientsOfScoresFarApartAreExactToo() {
    for (int seed = 0; seed < 40; seed++) {
      // scores of some hundreds, of which a float knows the fifth digit after the point
      expectations(new Chain(3, 5, Grammar.ANY, 100, 500 + seed), 1e-3);
    }
  }

  private void expectations(Chain chain, double tolerance) {
    chain.loss();
    Matrix dA = Matrix.zeros(3, 3);
    Matrix dEnds = Matrix.zeros(2, 3);
    Matrix dx = Matrix.zeros(chain.x.rows().rows(), 3);
    for (int b = 0; b < chain.x.batch(); b++) {
      for (int[] path : chain.paths(b)) {
        double p = Math.exp(chain.score(b, path) - chain.logSum(b));
        chain.count(b, path, p, dx, dA, dEnds);
      }
      chain.count(b, chain.gold(b), -1, dx, dA, dEnds);
    }
    close(chain.dx.rows(), dx, tolerance);
    close(work.gradient(chain.param("A")), dA, tolerance);
    close(work.gradient(chain.param("ends")), dEnds, tolerance);
  }

  @Test
  void marginalsAreThoseOfEnumerationUnderTheGrammar() {
    for (Grammar grammar : List.of(Grammar.ANY, NO_STEP_DOWN)) {
      Chain chain = new Chain(3, 4, grammar, 1, 300);
      Sequence p = chain.crf.chances(chain.x, work).places();
      Matrix expected = Matrix.zeros(p.rows().rows(), 3);
      for (int b = 0; b < chain.x.batch(); b++) {
        for (int[] path : chain.paths(b)) {
          double share = Math.exp(chain.score(b, path) - chain.logSum(b));
          chain.count(b, path, share, expected, Matrix.zeros(3, 3), Matrix.zeros(2, 3));
        }
      }
      close(p.rows(), expected);
    }
  }

  @Test
  void bestPathIsThatOfEnumerationAndObeysTheGrammar() {
    int bent = 0;
    for (int seed = 0; seed < 60; seed++) {
      Chain free = new Chain(3, 1 + seed % 5, Grammar.ANY, 1, seed);
      Chain held = new Chain(3, 1 + seed % 5, NO_STEP_DOWN, 1, seed);
      for (int b = 0; b < free.x.batch(); b++) {
        assertThat(free.crf.best(free.x, b)).isEqualTo(free.top(b));
        assertThat(held.crf.best(held.x, b)).isEqualTo(held.top(b));
        assertThat(held.legal(held.crf.best(held.x, b))).isTrue();
        bent += Arrays.equals(free.top(b), held.top(b)) ? 0 : 1;
      }
    }
    assertThat(bent).as("how often the grammar mattered").isGreaterThan(20);
  }

  @Test
  void equallyGoodPathsGiveTheLowestLabels() {
    Chain chain = new Chain(4, 6, Grammar.ANY, 0, 1); // all scores zero
    assertThat(chain.crf.best(chain.x, 0)).containsOnly(0);
  }

  @Test
  void emptyExampleCountsNothing() {
    Chain chain = new Chain(3, 4, Grammar.ANY, 1, 5);
    int empty = chain.x.batch() - 1;
    assertThat(chain.x.lengths()[empty]).isZero();
    assertThat(chain.crf.best(chain.x, empty)).isEmpty();
    Sequence none = new Sequence(0, Matrix.zeros(0, 3), new int[2]);
    assertThat(chain.crf.loss(none, new int[0], none, work)).isZero();
  }

  @Test
  void enormousScoresAreSummedWithoutOverflowOrLoss() {
    FreshWeights weights = new FreshWeights(1);
    Crf crf = new Crf(2, weights.with(java.util.Map.of("ends", Matrix.zeros(2, 2))));
    Param a = weights.params().get(0);
    a.value().set(Matrix.of(2, 2, 0, -20000, -20000, 0)); // no change of label, or nearly
    // the first place wants 0 by 3000, the last 1 by 4000: all 1 wins by 1000 over all 0
    Sequence x = new Sequence(2, Matrix.of(2, 2, 3000, 0, 0, 4000), new int[] {2});
    Sequence dx = x.with(Matrix.zeros(2, 2));
    assertThat(crf.loss(x, new int[] {0, 0}, dx, work)).isCloseTo(1000, within(1e-2));
    close(dx.rows(), Matrix.of(2, 2, -1, 1, -1, 1));
    close(work.gradient(a), Matrix.of(2, 2, -1, 0, 0, 1));
    assertThat(crf.best(x, 0)).containsExactly(1, 1);
  }

  @Test
  void longSequencesKeepTheirPrecision() {
    int n = 5000;
    Chain chain = new Chain(5, n, Grammar.ANY, 3, 9, new int[] {n});
    double z = chain.recursion(0);
    double expected = z - chain.score(0, chain.gold(0));
    // a float's rounding at each of the steps, as it would add up by chance
    assertThat(chain.loss()).isCloseTo(expected, within(1e-6 * z));
    double error = 0;
    for (int t = 0; t < n; t++) {
      double sum = chain.gold[t] >= 0 ? 1 : 0;
      for (int j = 0; j < 5; j++) {
        sum += chain.dx.rows().get(t, j);
      }
      error = Math.max(error, Math.abs(sum - 1));
    }
    assertThat(error).as("marginals of a place add up to one").isLessThan(NEAR);
  }

  @Test
  void aGrammarThatLeavesNoWayStillGivesAnAnswer() {
    Chain chain = new Chain(3, 4, (before, label) -> false, 1, 8);
    assertThat(chain.crf.best(chain.x, 0)).hasSize(4);
    for (float p : chain.crf.chances(chain.x, work).places().rows().copy().data()) {
      assertThat(p).isBetween(0f, 1f);
    }
  }

  @Test
  void memoryWithUndefinedContentsChangesNothing() {
    Chain chain = new Chain(4, 5, Grammar.ANY, 1, 12);
    double plain = chain.loss();
    Matrix dx = chain.dx.rows().copy();
    Work poisoned = Work.poisoned(new ScalarKernels(), Workers.ONE);
    assertThat(chain.crf.loss(chain.x, chain.gold, chain.dx, poisoned)).isEqualTo(plain);
    assertThat(chain.dx.rows().data()).isEqualTo(dx.data());
  }

  @Test
  void wrongInputIsRefusedByName() {
    Chain chain = new Chain(3, 2, Grammar.ANY, 1, 4);
    int[] gold = chain.gold.clone();
    gold[0] = 3;
    assertThatThrownBy(() -> chain.crf.loss(chain.x, gold, chain.dx, work))
        .hasMessage("a chain of 3 labels knows ids from 0 to 2, not 3 (step 0 of example 0)");
    Sequence wide = new Sequence(1, Matrix.zeros(1, 4), new int[] {1});
    assertThatThrownBy(() -> chain.crf.best(wide, 0))
        .hasMessage("a chain of 3 labels reads 4 scores a place");
  }

  private static void close(Matrix found, Matrix expected) {
    close(found, expected, NEAR);
  }

  private static void close(Matrix found, Matrix expected, double tolerance) {
    assertThat(found.copy().data()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      float there = found.data()[found.offset() + i];
      assertThat(there).isCloseTo(expected.data()[i], within((float) tolerance));
    }
  }

  /** A chain with random scores, its gold, and everything about it by enumeration. */
  private final class Chain {
    final int k;
    final Grammar grammar;
    final FreshWeights weights = new FreshWeights(1);
    final Crf crf;
    final Sequence x;
    final Sequence dx;
    final int[] gold;

    Chain(int k, int time, Grammar grammar, double scale, int seed) {
      this(k, time, grammar, scale, seed, new int[] {time, (time + 1) / 2, 1, 0});
    }

    Chain(int k, int time, Grammar grammar, double scale, int seed, int[] lengths) {
      this.k = k;
      this.grammar = grammar;
      crf = new Crf(k, grammar, weights);
      Init random = Init.normal(scale);
      for (Param p : weights.params()) {
        random.fill(p.value(), NOISE.at(seed).at(p.path()));
      }
      Matrix rows = Matrix.zeros(time * lengths.length, k);
      random.fill(rows, NOISE.at(seed));
      x = new Sequence(time, rows, lengths);
      dx = x.with(Matrix.zeros(rows.rows(), k).fill(7));
      gold = new int[rows.rows()];
      for (int i = 0; i < gold.length; i++) {
        gold[i] = (int) (NOISE.at(seed).at(99).uniform(i) * k);
      }
    }

    Param param(String path) {
      return weights.params().stream().filter(p -> p.path().equals(path)).findFirst().orElseThrow();
    }

    double loss() {
      return crf.loss(x, gold, dx, work.reset(Noise.NONE));
    }

    int[] gold(int b) {
      int[] path = new int[x.lengths()[b]];
      for (int t = 0; t < path.length; t++) {
        path[t] = gold[t * x.batch() + b];
      }
      return path;
    }

    boolean legal(int[] path) {
      int before = Grammar.BORDER;
      for (int label : path) {
        if (!grammar.allows(before, label)) {
          return false;
        }
        before = label;
      }
      return grammar.allows(before, Grammar.BORDER);
    }

    List<int[]> paths(int b) {
      int n = x.lengths()[b];
      List<int[]> all = new ArrayList<>();
      int count = n == 0 ? 0 : (int) Math.pow(k, n);
      for (int code = 0; code < count; code++) {
        int[] path = new int[n];
        for (int t = 0, rest = code; t < n; t++, rest /= k) {
          path[t] = rest % k;
        }
        if (legal(path)) {
          all.add(path);
        }
      }
      return all;
    }

    double score(int b, int[] path) {
      int n = path.length;
      Matrix a = param("A").value();
      Matrix ends = param("ends").value();
      double sum = n == 0 ? 0 : (double) ends.get(0, path[0]) + ends.get(1, path[n - 1]);
      for (int t = 0; t < n; t++) {
        sum += x.rows().get(t * x.batch() + b, path[t]) + (t > 0 ? a.get(path[t - 1], path[t]) : 0);
      }
      return sum;
    }

    int[] top(int b) {
      return paths(b).stream()
          .reduce((p, q) -> score(b, q) > score(b, p) ? q : p)
          .orElse(new int[0]);
    }

    double logSum(int b) {
      List<int[]> all = paths(b);
      return all.isEmpty() ? 0 : logSum(all.stream().mapToDouble(p -> score(b, p)).toArray());
    }

    /** The sum over all paths by the recursion, in double. */
    double recursion(int b) {
      Matrix a = param("A").value();
      Matrix ends = param("ends").value();
      double[] v = new double[k];
      for (int t = 0; t < x.lengths()[b]; t++) {
        double[] next = new double[k];
        for (int j = 0; j < k; j++) {
          double into = ends.get(0, j);
          if (t > 0) {
            double[] terms = new double[k];
            for (int i = 0; i < k; i++) {
              terms[i] = v[i] + a.get(i, j);
            }
            into = logSum(terms);
          }
          next[j] = into + x.rows().get(t * x.batch() + b, j);
        }
        v = next;
      }
      for (int j = 0; j < k; j++) {
        v[j] += ends.get(1, j);
      }
      return logSum(v);
    }

    private double logSum(double[] v) {
      double top = Arrays.stream(v).max().orElseThrow();
      return top + Math.log(Arrays.stream(v).map(d -> Math.exp(d - top)).sum());
    }

    void count(int b, int[] path, double share, Matrix dx, Matrix dA, Matrix dEnds) {
      float p = (float) share;
      for (int t = 0; t < path.length; t++) {
        dx.data()[dx.at(t * x.batch() + b) + path[t]] += p;
        if (t > 0) {
          dA.data()[dA.at(path[t - 1]) + path[t]] += p;
        }
      }
      if (path.length > 0) {
        dEnds.data()[dEnds.at(0) + path[0]] += p;
        dEnds.data()[dEnds.at(1) + path[path.length - 1]] += p;
      }
    }
  }
}
