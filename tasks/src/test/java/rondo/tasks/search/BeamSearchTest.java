package rondo.tasks.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;

class BeamSearchTest {
  private static final int[] SOURCE = {2, 1};

  /** Sums of some ten floats, each a logarithm of size 10 that a kernel rounds its own way. */
  private static final double ROUNDED = 1e-4;

  private static final double ANY = Double.POSITIVE_INFINITY; // margin
  private static final double NONE = 1e-12;

  private static Target target(Oracle model, int... never) {
    return new Target(Oracle.TARGET, model.end(), model.end(), never);
  }

  private static List<int[]> ids(List<Hypothesis> all) {
    return all.stream().map(Hypothesis::ids).toList();
  }

  /**
   * Of 3 ids and up to 4 in a row there are 121 texts, of which 81 go on at once; no model's scores
   * are as near to each other as rounding.
   */
  @Test
  void aBeamAsWideAsTheSpaceFindsTheBest() {
    Random random = new Random(3);
    for (int seed = 0; seed < 200; seed++) {
      Oracle model = new Oracle(seed, 4, 0.5 + 3 * random.nextDouble());
      int[] never = seed % 5 == 4 ? new int[] {1} : new int[0];
      int least = random.nextInt(3);
      int noRepeat = seed % 4 == 3 ? 2 : 0;
      double penalty = seed % 2 == 0 ? 1 : 2 * random.nextDouble();
      Beam beam = new Beam(128, ANY, 10, penalty, new Lengths(least, 1.5, 1), noRepeat);
      Inputs source = Oracle.sources(SOURCE);
      List<Hypothesis> due = Exhaustive.search(source, model, target(model, never), beam);
      List<Hypothesis> found =
          new BeamSearch(target(model, never), beam).search(source, model).get(0);
      assertThat(found).hasSize(Math.min(10, due.size()));
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).score()).isCloseTo(due.get(i).score(), within(ROUNDED));
        assertThat(found.get(i).logProbability())
            .isCloseTo(due.get(i).logProbability(), within(ROUNDED));
      }
      assertThat(found.get(0).ids()).containsExactly(due.get(0).ids());
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    for (int seed = 0; seed < 200; seed++) {
      Oracle model = new Oracle(seed, 9, 2);
      Lengths lengths = new Lengths(0, 2, 8);
      Hypothesis found =
          new BeamSearch(target(model), Beam.greedy(lengths))
              .search(Oracle.sources(SOURCE), model)
              .get(0)
              .get(0);
      assertThat(found.ids()).containsExactly(greedy(model, 12));
    }
  }

  /** The likeliest next id, again and again. */
  private static int[] greedy(Oracle model, int most) {
    List<Integer> written = new ArrayList<>();
    try (Cursor cursor = model.start(Oracle.sources(SOURCE))) {
      int told = model.end();
      while (written.size() < most) {
        Matrix x =
            cursor
                .score(Inputs.ids(Oracle.TARGET, 1, new int[] {1}, new int[] {told}))
                .values()
                .rows();
        told = 0;
        for (int k = 1; k < model.ids(); k++) {
          told = x.get(0, k) > x.get(0, told) ? k : told;
        }
        if (told == model.end()) {
          break;
        }
        written.add(told);
      }
    }
    return written.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[][] sources(int count) {
    Random random = new Random(count);
    int[][] all = new int[count][];
    for (int i = 0; i < count; i++) {
      all[i] = random.ints(1 + random.nextInt(7), 0, 50).toArray();
    }
    return all;
  }

  @Test
  void batchedEqualsOneByOneInAnyOrder() {
    Oracle model = new Oracle(7, 12, 2);
    BeamSearch search =
        new BeamSearch(target(model), new Beam(4, ANY, 3, 1, Lengths.UP_TO_TWICE, 2));
    int[][] sources = sources(23);
    List<List<Hypothesis>> together = search.search(Oracle.sources(sources), model);
    int[] order = IntStream.range(0, 23).map(i -> (i * 7 + 3) % 23).toArray();
    int[][] shuffled = Arrays.stream(order).mapToObj(i -> sources[i]).toArray(int[][]::new);
    List<List<Hypothesis>> otherwise = search.search(Oracle.sources(shuffled), model);
    for (int i = 0; i < 23; i++) {
      same(together.get(order[i]), otherwise.get(i));
      same(together.get(i), search.search(Oracle.sources(sources[i]), model).get(0));
    }
  }

  private static void same(List<Hypothesis> a, List<Hypothesis> b) {
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i).ids()).containsExactly(b.get(i).ids());
      assertThat(a.get(i).logProbability()).isEqualTo(b.get(i).logProbability());
      assertThat(a.get(i).score()).isEqualTo(b.get(i).score());
      assertThat(a.get(i).attention().copy().data())
          .containsExactly(b.get(i).attention().copy().data());
    }
  }

  @Test
  void aWiderBeamIsSeldomWorse() { // it may be: what it keeps instead may come to nothing
    int worse = 0;
    double gained = 0;
    for (int seed = 0; seed < 100; seed++) {
      Oracle model = new Oracle(seed, 30, 2);
      Beam narrow = new Beam(1, ANY, 1, 1, Lengths.UP_TO_TWICE, 0);
      Beam wide = new Beam(8, ANY, 1, 1, Lengths.UP_TO_TWICE, 0);
      double few = best(new Counting(model), narrow);
      double many = best(new Counting(model), wide);
      worse += many < few ? 1 : 0;
      gained += many - few;
    }
    assertThat(worse).isLessThan(10);
    assertThat(gained).isGreaterThan(10);
  }

  @Test
  void withoutAMarginTheLikeliestAloneGoesOn() {
    for (int seed = 0; seed < 100; seed++) {
      Oracle model = new Oracle(seed, 10, 2);
      Inputs sources = Oracle.sources(SOURCE, new int[] {seed});
      BeamSearch greedy = new BeamSearch(target(model), Beam.greedy(Lengths.UP_TO_TWICE));
      Beam none = new Beam(8, NONE, 1, 1, Lengths.UP_TO_TWICE, 0);
      List<List<Hypothesis>> due = greedy.search(sources, model);
      List<List<Hypothesis>> found = new BeamSearch(target(model), none).search(sources, model);
      same(found.get(0), due.get(0));
      same(found.get(1), due.get(1));
    }
  }

  @Test
  void asManyAreFoundAsAreAskedForWhateverTheMargin() {
    for (int seed = 0; seed < 50; seed++) {
      Oracle model = new Oracle(seed, 10, 2);
      Beam none = new Beam(8, NONE, 3, 1, Lengths.UP_TO_TWICE, 0);
      Inputs sources = Oracle.sources(SOURCE);
      assertThat(new BeamSearch(target(model), none).search(sources, model).get(0)).hasSize(3);
    }
  }

  @Test
  void aMarginSavesRowsAndLittleOfWhatABeamGains() {
    double[] scores = new double[3];
    int[] rows = new int[3];
    for (int seed = 0; seed < 100; seed++) {
      double[] margins = {NONE, 4, ANY};
      for (int m = 0; m < margins.length; m++) {
        Counting counted = new Counting(new Oracle(seed, 30, 3));
        scores[m] += best(counted, new Beam(8, margins[m], 1, 1, Lengths.UP_TO_TWICE, 0));
        rows[m] += counted.rows;
      }
    }
    assertThat(rows[0]).isLessThan(rows[1]);
    assertThat(rows[1]).isLessThan(rows[2]);
    assertThat(scores[1] - scores[0]).isGreaterThan((scores[2] - scores[0]) / 2);
  }

  /** Counts how many places it was asked to score. */
  private static final class Counting implements Runner {
    private final Oracle model;
    private int rows;

    Counting(Oracle model) {
      this.model = model;
    }

    @Override
    public Cursor start(Inputs source) {
      Cursor cursor = model.start(source);
      return new Cursor() {
        @Override
        public Scores score(Inputs tokens) {
          rows += tokens.batch();
          return cursor.score(tokens);
        }

        @Override
        public void select(int[] origins) {
          cursor.select(origins);
        }

        @Override
        public void close() {
          cursor.close();
        }
      };
    }

    @Override
    public void close() {
      model.close();
    }
  }

  private static double best(Counting counted, Beam beam) {
    return new BeamSearch(target(counted.model), beam)
        .search(Oracle.sources(SOURCE), counted)
        .get(0)
        .get(0)
        .score();
  }

  @Test
  void nothingIsWrittenThatMayNotBe() {
    for (int seed = 0; seed < 50; seed++) {
      Oracle model = new Oracle(seed, 5, 1);
      Beam beam = new Beam(6, ANY, 6, 1, new Lengths(3, 2, 2), 2);
      for (Hypothesis h :
          new BeamSearch(target(model, 0), beam).search(Oracle.sources(SOURCE), model).get(0)) {
        assertThat(h.ids().length).isBetween(3, 6);
        assertThat(h.ids()).doesNotContain(0).doesNotContain(model.end());
        Set<List<Integer>> pairs = new HashSet<>();
        for (int i = 1; i < h.ids().length; i++) {
          assertThat(pairs.add(List.of(h.ids()[i - 1], h.ids()[i]))).isTrue();
        }
      }
    }
  }

  @Test
  void whereNothingMayBeWrittenItEnds() { // one id, no two of it alike, and ten asked for
    Oracle model = new Oracle(1, 2, 1);
    Beam beam = new Beam(3, ANY, 3, 1, new Lengths(10, 0, 20), 1);
    List<Hypothesis> found =
        new BeamSearch(target(model), beam).search(Oracle.sources(SOURCE), model).get(0);
    assertThat(ids(found)).hasSize(1);
    assertThat(found.get(0).ids()).containsExactly(0);
  }

  @Test
  @Timeout(20)
  void aModelThatNeverEndsIsEnded() {
    Runner endless = constant(new float[] {9, 8, -100});
    BeamSearch search =
        new BeamSearch(
            new Target(Oracle.TARGET, 2, 2), new Beam(5, ANY, 1, 1, Lengths.UP_TO_TWICE, 0));
    Hypothesis found = search.search(Oracle.sources(new int[1000]), endless).get(0).get(0);
    assertThat(found.ids()).hasSize(2010);
  }

  @Test
  @Timeout(20)
  void aBrokenModelGetsAnAnswerToo() {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Runner model = constant(new float[] {broken, broken, broken});
      BeamSearch search =
          new BeamSearch(
              new Target(Oracle.TARGET, 2, 2), new Beam(5, ANY, 5, 1, Lengths.UP_TO_TWICE, 0));
      assertThat(search.search(Oracle.sources(SOURCE, SOURCE), model).get(1)).isNotEmpty();
    }
  }

  /** Always of the same opinion, and tells nobody where it looks. */
  private static Runner constant(float[] opinion) {
    return source ->
        new Cursor() {
          @Override
          public Scores score(Inputs tokens) {
            Matrix all = Matrix.zeros(tokens.batch() * tokens.time(), opinion.length);
            all.repeat(Matrix.of(1, opinion.length, opinion));
            Sequence values = new Sequence(tokens.time(), all, tokens.lengths());
            return new Scores(values, Sequence.NONE);
          }

          @Override
          public void select(int[] rows) {}
        };
  }

  @Test
  void noSourceIsNoWork() {
    Oracle model = new Oracle(1, 4, 1);
    BeamSearch search = new BeamSearch(target(model), Beam.greedy(Lengths.UP_TO_TWICE));
    assertThat(search.search(Oracle.sources(), model)).isEmpty();
  }

  @Test
  void aBeamThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new Beam(0, ANY, 1, 1, Lengths.UP_TO_TWICE, 0))
        .hasMessageContaining("0");
    assertThatThrownBy(() -> new Beam(3, ANY, 4, 1, Lengths.UP_TO_TWICE, 0))
        .hasMessageContaining("4");
    assertThatThrownBy(() -> new Target("t", 3, 3, 1, 3)).hasMessageContaining("end");
    assertThat(new Beam(3, ANY, 1, 1, Lengths.UP_TO_TWICE, 0).best(5).width()).isEqualTo(5);
  }

  @Test
  void whatIsWrittenIsScoredAsItWasFound() {
    Oracle model = new Oracle(11, 12, 2);
    Beam beam = new Beam(4, ANY, 2, 1, Lengths.UP_TO_TWICE, 0);
    int[][] sources = sources(20);
    List<List<Hypothesis>> found =
        new BeamSearch(target(model), beam).search(Oracle.sources(sources), model);
    for (int which = 0; which < 2; which++) {
      int place = which;
      List<int[]> written = found.stream().map(f -> f.get(place).ids()).toList();
      List<Hypothesis> scored =
          new ForcedDecoding(target(model), beam).score(Oracle.sources(sources), written, model);
      same(found.stream().map(f -> f.get(place)).toList(), scored);
    }
    assertThat(found.get(0).get(0).likelihood().perplexity()).isGreaterThan(1);
  }

  @Test
  void oneLooksWhereTheModelLooks() {
    Oracle model = new Oracle(5, 8, 2);
    Hypothesis found =
        new BeamSearch(target(model), Beam.greedy(new Lengths(4, 2, 3)))
            .search(Oracle.sources(new int[] {4, 4, 4}, new int[] {7, 7, 7, 7, 7}), model)
            .get(0)
            .get(0);
    assertThat(found.attention().rows()).isEqualTo(found.ids().length + 1);
    assertThat(found.attention().cols()).isEqualTo(3);
    for (int t = 0; t <= found.ids().length; t++) {
      int place = found.looked(t, 3);
      assertThat(found.attention().get(t, place)).isEqualTo(1);
      assertThat(found.looked(t, 1)).isZero();
    }
  }

  @Test
  void anEnsembleGivesTheMeanOfProbabilities() {
    List<Oracle> models = List.of(new Oracle(1, 5, 2), new Oracle(2, 5, 2), new Oracle(3, 5, 2));
    Beam beam = new Beam(3, ANY, 3, 1, Lengths.UP_TO_TWICE, 0);
    try (Ensemble ensemble = new Ensemble(List.copyOf(models))) {
      Inputs source = Oracle.sources(SOURCE);
      List<Hypothesis> found =
          new BeamSearch(target(models.get(0)), beam).search(source, ensemble).get(0);
      double expected = 0;
      int[] text = found.get(0).ids();
      for (int t = 0; t <= text.length; t++) {
        int[] begun = Arrays.copyOf(text, t);
        int next = t < text.length ? text[t] : 4;
        double mean = models.stream().mapToDouble(m -> chance(m, begun, next)).sum() / 3;
        expected += Math.log(mean);
      }
      assertThat(found.get(0).logProbability()).isCloseTo(expected, within(ROUNDED));
    }
  }

  private static double chance(Oracle model, int[] begun, int next) {
    try (Cursor cursor = model.start(Oracle.sources(SOURCE))) {
      int told = model.end();
      for (int id : begun) {
        cursor.score(Inputs.ids(Oracle.TARGET, 1, new int[] {1}, new int[] {told}));
        told = id;
      }
      Matrix x =
          cursor
              .score(Inputs.ids(Oracle.TARGET, 1, new int[] {1}, new int[] {told}))
              .values()
              .rows();
      double all = 0;
      for (int k = 0; k < model.ids(); k++) {
        all += Math.exp(x.get(0, k));
      }
      return Math.exp(x.get(0, next)) / all;
    }
  }

  @Test
  void anEnsembleOfOneModelIsThatModel() {
    Oracle model = new Oracle(4, 10, 2);
    BeamSearch search =
        new BeamSearch(target(model), new Beam(4, ANY, 4, 1, Lengths.UP_TO_TWICE, 0));
    Inputs source = Oracle.sources(sources(5));
    List<List<Hypothesis>> alone = search.search(source, model);
    List<List<Hypothesis>> thrice =
        search.search(source, new Ensemble(List.of(model, model, model)));
    for (int i = 0; i < alone.size(); i++) {
      for (int j = 0; j < alone.get(i).size(); j++) {
        assertThat(thrice.get(i).get(j).ids()).containsExactly(alone.get(i).get(j).ids());
        assertThat(thrice.get(i).get(j).score())
            .isCloseTo(alone.get(i).get(j).score(), within(ROUNDED));
      }
    }
  }
}
