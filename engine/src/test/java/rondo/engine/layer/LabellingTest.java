package rondo.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Sequence;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** Labellings against the enumeration of all sequences of labels, and against plain recursions. */
final class LabellingTest {
  /** Products of a few floats below 1, of scores of size 1: their rounding, times ten. */
  private static final double NEAR = 1e-5;

  private static final Noise NOISE = Noise.of(23);

  /** Of IOB2 over one type: O, B, I; no I at the start or behind O. */
  private static final Grammar IOB2 =
      (before, label) -> label != 2 || (before != Grammar.BORDER && before != 0);

  /** Of IOB1 over one type: O, I, B; a B only behind an entity. */
  private static final Grammar IOB1 = (before, label) -> label != 2 || before > 0;

  /** An entity of IOB2 goes on with an I; of IOB1 (there label 1), too. */
  private static final Grammar BEFORE_NO_2 = (before, label) -> label != 2;

  private static final Grammar BEFORE_NO_1 =
      (before, label) -> label != 1 || before == Grammar.BORDER || before == 0;

  private final Work work = new Work(new ScalarKernels(), Workers.ONE);

  /** A labelling with the scores of its transitions, and scores to read. */
  private record Case(
      Labelling labelling, Grammar grammar, Matrix A, Matrix ends, Sequence x, int time) {
    static Case of(boolean chain, int k, Grammar grammar, double scale, int seed, int... lengths) {
      FreshWeights weights = new FreshWeights(1);
      Labelling labelling = chain ? new Crf(k, grammar, weights) : new Softmax(k, grammar);
      for (Param p : weights.params()) {
        Init.normal(scale).fill(p.value(), NOISE.at(seed).at(p.path()));
      }
      Matrix A = chain ? weights.params().get(0).value() : Matrix.zeros(k, k);
      Matrix ends = chain ? weights.params().get(1).value() : Matrix.zeros(2, k);
      int time = Arrays.stream(lengths).max().orElse(0);
      Matrix rows = Matrix.zeros(time * lengths.length, k);
      Init.normal(scale).fill(rows, NOISE.at(seed).at(99));
      return new Case(labelling, grammar, A, ends, new Sequence(time, rows, lengths), time);
    }

    double score(int b, int[] path) {
      double sum = 0;
      for (int t = 0; t < path.length; t++) {
        sum += x.rows().get(t * x.batch() + b, path[t]);
        sum += t == 0 ? ends.get(0, path[0]) : A.get(path[t - 1], path[t]);
      }
      return path.length == 0 ? 0 : sum + ends.get(1, path[path.length - 1]);
    }

    boolean legal(int[] path) {
      boolean legal = true;
      for (int t = 0; t <= path.length; t++) {
        int before = t == 0 ? Grammar.BORDER : path[t - 1];
        legal &= grammar.allows(before, t == path.length ? Grammar.BORDER : path[t]);
      }
      return legal;
    }

    List<int[]> paths(int b) {
      int n = x.lengths()[b];
      int k = x.width();
      List<int[]> all = new ArrayList<>();
      for (int code = 0; code < Math.pow(k, n); code++) {
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
  }

  static Stream<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (boolean chain : new boolean[] {true, false}) {
      String who = chain ? "chain" : "softmax";
      Grammar noStepDown =
          (before, label) -> label == Grammar.BORDER ? before != 1 : before - label != 1;
      int[] lengths = {5, 2, 1, 0};
      all.add(Arguments.of(who, Case.of(chain, 3, Grammar.ANY, 1, 1, lengths), Grammar.ANY));
      all.add(Arguments.of(who, Case.of(chain, 4, noStepDown, 1, 2, lengths), Grammar.ANY));
      all.add(Arguments.of(who, Case.of(chain, 3, IOB2, 1, 3, lengths), BEFORE_NO_2));
      all.add(Arguments.of(who, Case.of(chain, 3, IOB1, 1, 4, lengths), BEFORE_NO_1));
      all.add(Arguments.of(who, Case.of(chain, 3, IOB2, 8, 5, lengths), BEFORE_NO_2));
      all.add(Arguments.of(who, Case.of(chain, 1, Grammar.ANY, 1, 6, lengths), Grammar.ANY));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void chancesAreSharesOfAllSequences(String who, Case c, Grammar border) {
    Chances chances = c.labelling.chances(c.x, work);
    for (int b = 0; b < c.x.batch(); b++) {
      List<int[]> all = c.paths(b);
      double[] shares = shares(c, b, all);
      for (int t = 0; t < c.x.lengths()[b]; t++) {
        for (int j = 0; j < c.x.width(); j++) {
          double expected = 0;
          for (int i = 0; i < shares.length; i++) {
            expected += all.get(i)[t] == j ? shares[i] : 0;
          }
          assertThat(chances.of(b, t, j)).isCloseTo(expected, within(NEAR));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void chancesOfStretchesAreSharesOfAllSequences(String who, Case c, Grammar border) {
    Chances chances = c.labelling.chances(c.x, work);
    for (int b = 0; b < c.x.batch(); b++) {
      List<int[]> all = c.paths(b);
      double[] shares = shares(c, b, all);
      int n = c.x.lengths()[b];
      for (int from = 0; from < n; from++) {
        for (int to = from + 1; to <= n; to++) {
          for (int seed = 0; seed < Math.min(7, all.size()); seed++) {
            int[] path = all.get((37 * seed + from + to) % all.size());
            double expected = 0;
            for (int i = 0; i < shares.length; i++) {
              expected += holds(all.get(i), path, from, to, border) ? shares[i] : 0;
            }
            assertThat(chances.of(b, path, from, to, border))
                .isCloseTo(expected, within(NEAR * (to - from)));
          }
        }
      }
    }
  }

  private static double[] shares(Case c, int b, List<int[]> all) {
    double[] shares = all.stream().mapToDouble(p -> Math.exp(c.score(b, p))).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(s -> s / sum).toArray();
  }

  private static boolean holds(int[] whole, int[] path, int from, int to, Grammar border) {
    return Arrays.equals(whole, from, to, path, from, to)
        && (from == 0 || border.allows(whole[from - 1], whole[from]))
        && (to == whole.length || border.allows(whole[to - 1], whole[to]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void bestIsThatOfEnumeration(String who, Case c, Grammar border) {
    for (int b = 0; b < c.x.batch(); b++) {
      int example = b;
      int[] top =
          c.paths(b).stream()
              .reduce((p, q) -> c.score(example, q) > c.score(example, p) ? q : p)
              .orElseThrow();
      assertThat(c.labelling.best(c.x, b)).isEqualTo(top);
    }
  }

  /** BIOES over types: O, then B, I, E, S of each. */
  private static Grammar bioes() {
    return (before, label) -> {
      int left = before == Grammar.BORDER || before == 0 ? 3 : (before - 1) % 4;
      int right = label == Grammar.BORDER || label == 0 ? 3 : (label - 1) % 4;
      boolean open = left < 2;
      boolean goesOn = right == 1 || right == 2;
      return open == goesOn && (!open || (before - 1) / 4 == (label - 1) / 4);
    };
  }

  /** What is skipped changes no answer, ties included. */
  @Test
  void bestIsThatOfThePlainRecursion() {
    for (int types : new int[] {1, 3, 9, 39}) {
      int k = 4 * types + 1;
      for (Grammar grammar : List.of(bioes(), Grammar.ANY)) {
        for (boolean chain : new boolean[] {true, false}) {
          for (int seed = 0; seed < 12; seed++) {
            Case c = Case.of(chain, k, grammar, seed % 2 == 0 ? 1 : 4, 50 + seed, 30, 7, 1);
            if (seed % 3 == 0) { // whole numbers, so that many ways are equally good
              round(c.x.rows());
              round(c.A);
              round(c.ends);
            }
            for (int b = 0; b < 3; b++) {
              assertThat(c.labelling.best(c.x, b)).isEqualTo(plain(c, b));
            }
          }
        }
      }
    }
  }

  private static void round(Matrix m) {
    for (int i = 0; i < m.size(); i++) {
      m.data()[m.offset() + i] = Math.round(m.data()[m.offset() + i]);
    }
  }

  /** Viterbi over all K² ways, what is forbidden at a cost, in floats. */
  private static int[] plain(Case c, int b) {
    int k = c.x.width();
    int n = c.x.lengths()[b];
    int[][] from = new int[n][k];
    float[] v = new float[k];
    for (int t = 0; t < n; t++) {
      float[] next = new float[k];
      float top = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < k; j++) {
        next[j] = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < (t == 0 ? 1 : k); i++) {
          int before = t == 0 ? Grammar.BORDER : i;
          float a = t == 0 ? c.ends.get(0, j) : c.A.get(i, j);
          float way = (t == 0 ? 0 : v[i]) + (a + (c.grammar.allows(before, j) ? 0 : -1e30f));
          if (way > next[j]) {
            next[j] = way;
            from[t][j] = i;
          }
        }
        next[j] += c.x.rows().get(t * c.x.batch() + b, j);
        top = Math.max(top, next[j]);
      }
      for (int j = 0; j < k; j++) {
        v[j] = next[j] - top;
      }
    }
    int y = 0;
    for (int j = 0; j < k; j++) {
      v[j] += c.ends.get(1, j) + (c.grammar.allows(j, Grammar.BORDER) ? 0 : -1e30f);
      y = v[j] > v[y] ? j : y;
    }
    int[] path = new int[n];
    for (int t = n - 1; t >= 0; t--) {
      path[t] = y;
      y = from[t][y];
    }
    return path;
  }

  @Test
  void whereTheGrammarLeavesNoWayThereIsStillAnAnswer() {
    Grammar none = (before, label) -> false;
    Grammar deadEnd = (before, label) -> label != Grammar.BORDER; // nothing may be the last
    for (Grammar grammar : List.of(none, deadEnd)) {
      for (boolean chain : new boolean[] {true, false}) {
        Case c = Case.of(chain, 3, grammar, 1, 7, 4, 0);
        assertThat(c.labelling.best(c.x, 0)).isEqualTo(plain(c, 0));
        assertThat(c.labelling.best(c.x, 1)).isEmpty();
        Chances chances = c.labelling.chances(c.x, work);
        assertThat(chances.of(0, 2, 1)).isBetween(0.0, 1.0);
        assertThat(chances.of(0, new int[] {0, 1, 2, 0}, 1, 3, Grammar.ANY)).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void softmaxUnderNoGrammarTakesEachPlaceForItself() {
    Case c = Case.of(false, 3, Grammar.ANY, 2, 8, 6, 3);
    Chances chances = c.labelling.chances(c.x, work);
    int[] path = c.labelling.best(c.x, 0);
    double product = 1;
    for (int t = 0; t < 6; t++) {
      double sum = 0;
      int top = 0;
      for (int j = 0; j < 3; j++) {
        sum += Math.exp(c.x.rows().get(2 * t, j));
        top = c.x.rows().get(2 * t, j) > c.x.rows().get(2 * t, top) ? j : top;
      }
      double p = Math.exp(c.x.rows().get(2 * t, top)) / sum;
      assertThat(path[t]).isEqualTo(top);
      assertThat(chances.of(0, t, top)).isCloseTo(p, within(NEAR));
      product *= p;
    }
    assertThat(chances.of(0, path, 0, 6, Grammar.ANY)).isCloseTo(product, within(NEAR));
  }

  @Test
  void scoresThatAreNoNumbersEndInSomeAnswer() {
    Case c = Case.of(true, 3, IOB2, 1, 9, 4);
    c.x.rows().fill(Float.NaN);
    assertThat(c.labelling.best(c.x, 0)).hasSize(4);
  }

  @Test
  void wrongInputIsRefusedByName() {
    Case c = Case.of(false, 3, Grammar.ANY, 1, 10, 4, 2);
    Sequence wide = new Sequence(1, Matrix.zeros(1, 4), new int[] {1});
    assertThatThrownBy(() -> c.labelling.best(wide, 0))
        .hasMessage("a chain of 3 labels reads 4 scores a place");
    assertThatThrownBy(() -> c.labelling.chances(wide, work))
        .hasMessage("a chain of 3 labels reads 4 scores a place");
    Chances chances = c.labelling.chances(c.x, work);
    assertThatThrownBy(() -> chances.of(1, new int[4], 1, 3, Grammar.ANY))
        .hasMessage("labels from 1 to 3 of 2 places");
    assertThatThrownBy(() -> new Softmax(0, Grammar.ANY))
        .hasMessage("a chain needs at least one label, not 0");
  }
}
