package rondo.testkit.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Kernels;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.layer.Crf;
import rondo.engine.layer.CrossEntropy;
import rondo.engine.layer.Grammar;
import rondo.engine.layer.Linear;
import rondo.engine.layer.Softmax;
import rondo.engine.layer.SquaredError;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.testkit.Draw;
import rondo.testkit.GradientCheck;

/** Losses through a head: their value by hand, their gradients by differences. */
final class LossTest {
  private static final Kernels KERNELS = new ScalarKernels();
  private static final int K = 4;
  private static final int WIDTH = 3;

  /** A loss of hidden vectors through a head. */
  interface Through {
    Loss apply(Layer head, Sequence hidden, int[] gold, Pass pass);
  }

  static Stream<Arguments> losses() {
    float[] weights = {0.5f, 2, 1, 3};
    Map<String, Through> all = new TreeMap<>();
    all.put("cross-entropy", CrossEntropy.PLAIN::through);
    all.put("softmax", new Softmax(K, Grammar.ANY)::through);
    all.put("smoothed", new CrossEntropy(0.1)::through);
    all.put("weighted", new CrossEntropy(0, weights)::through);
    all.put("smoothed and weighted", new CrossEntropy(0.2, weights)::through);
    all.put(
        "squared error",
        (head, h, gold, pass) ->
            SquaredError.through(head, h, new Draw(5).normal(gold.length, K, 1), pass));
    return all.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void gradientsAreThoseOfDifferences(String name, Through loss) {
    for (int[] lengths : List.of(new int[] {1}, new int[] {4, 0, 2}, new int[] {6, 6})) {
      FreshWeights weights = new FreshWeights(1);
      check(new Linear(WIDTH, K, weights), weights, loss, lengths);
    }
  }

  @Test
  void gradientsOfTheChainAreThoseOfDifferences() {
    for (int[] lengths : List.of(new int[] {1}, new int[] {4, 0, 2}, new int[] {9, 6})) {
      FreshWeights weights = new FreshWeights(1);
      Linear head = new Linear(WIDTH, K, weights);
      check(head, weights, new Crf(K, weights.in("crf"))::through, lengths);
    }
  }

  private static void check(Layer head, FreshWeights weights, Through loss, int[] lengths) {
    Draw draw = new Draw(lengths.length);
    draw.weights(weights.params());
    Sequence hidden = draw.sequence(lengths[0], lengths, WIDTH);
    int[] gold = gold(draw, hidden);
    Work work = new Work(KERNELS, Workers.ONE);
    Matrix dhidden = loss.apply(head, hidden, gold, work).dhidden().rows();
    Work again = new Work(KERNELS, Workers.ONE);
    new GradientCheck(() -> loss.apply(head, hidden, gold, again.reset(Noise.NONE)).sum())
        .params(weights.params(), work)
        .tensor("hidden", hidden.rows(), dhidden)
        .verify();
    Work poisoned = Work.poisoned(KERNELS, Workers.ONE);
    assertThat(loss.apply(head, hidden, gold, poisoned).dhidden().rows().copy().data())
        .containsExactly(dhidden.copy().data());
  }

  private static int[] gold(Draw draw, Sequence hidden) {
    int[] gold = new int[hidden.rows().rows()];
    for (int i = 0; i < gold.length; i++) {
      gold[i] = hidden.alive(i / hidden.batch(), i % hidden.batch()) ? draw.between(0, K - 1) : 77;
    }
    return gold;
  }

  @Test
  void crossEntropyIsWhatItsFormulaSays() {
    FreshWeights weights = new FreshWeights(1);
    Linear head = new Linear(2, 3, weights);
    Param w = weights.params().get(0);
    w.value().set(Matrix.of(3, 2, 1, 0, 0, 1, -1, -1));
    w.changed();
    Sequence h = new Sequence(2, Matrix.of(2, 2, 1, 2, 3, 4), new int[] {2});
    int[] gold = {0, CrossEntropy.NONE}; // the second place is not scored
    Work work = new Work(KERNELS, Workers.ONE);
    double all = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(-3)); // scores 1, 2, -3
    Loss plain = CrossEntropy.PLAIN.through(head, h, gold, work);
    assertThat(plain.sum()).isCloseTo(all - 1, within(1e-6)); // floats of size 3
    assertThat(plain.weight()).isEqualTo(1);
    assertThat(plain.dhidden().rows().rows(1, 1).copy().data()).containsOnly(0);
    Loss both = new CrossEntropy(0.3, 2, 1, 4).through(head, h, gold, work);
    double expected = 0.7 * 2 * (all - 1) + 0.1 * (2 * (all - 1) + (all - 2) + 4 * (all + 3));
    assertThat(both.sum()).isCloseTo(expected, within(1e-5)); // the same, times weights
    assertThat(both.weight()).isEqualTo(2);
  }

  @Test
  void manyClassesGoThroughAStretchAtATime() {
    int classes = 40_000;
    int time = 150;
    FreshWeights weights = new FreshWeights(1);
    Linear head = new Linear(2, classes, weights);
    Sequence hidden = new Draw(1).sequence(time, new int[] {time, 20}, 2);
    int[] taken = new int[1];
    Pass counting = new Counting(taken);
    Loss loss = CrossEntropy.PLAIN.through(head, hidden, new int[2 * time], counting);
    assertThat(taken[0]).as("floats at once").isLessThan(3 << 21); // of 12 million scores
    Sequence one = new Sequence(1, hidden.rows().rows(0, 2), new int[] {1, 1});
    Loss first = CrossEntropy.PLAIN.through(head, one, new int[2], new Work(KERNELS, Workers.ONE));
    assertThat(loss.dhidden().step(0).copy().data())
        .containsExactly(first.dhidden().rows().copy().data());
    assertThat(loss.weight()).isEqualTo(170);
  }

  /** A pass that knows how much of its memory was ever in use at once. */
  private static final class Counting implements Pass {
    private final Work work = new Work(KERNELS, Workers.ONE);
    private final int[] most;
    private int now;

    Counting(int[] most) {
      this.most = most;
    }

    @Override
    public Kernels kernels() {
      return KERNELS;
    }

    @Override
    public Matrix take(int rows, int cols) {
      now += rows * cols;
      most[0] = Math.max(most[0], now);
      return work.take(rows, cols);
    }

    @Override
    public void aside(Consumer<Pass> body) {
      int before = now;
      work.aside(own -> body.accept(this));
      now = before;
    }

    @Override
    public Noise noise(String site) {
      return Noise.NONE;
    }

    @Override
    public Matrix gradient(Param p) {
      return work.gradient(p);
    }

    @Override
    public RowGradient rows(Param p) {
      return work.rows(p);
    }

    @Override
    public void split(int items, int grain, Range body) {
      work.split(items, grain, body);
    }
  }

  @Test
  void goldThatDoesNotFitIsRefused() {
    Linear head = new Linear(2, 3, new FreshWeights(1));
    Sequence h = new Sequence(1, Matrix.zeros(1, 2), new int[] {1});
    Work work = new Work(KERNELS, Workers.ONE);
    assertThatThrownBy(() -> CrossEntropy.PLAIN.through(head, h, new int[] {3}, work))
        .hasMessage("a head of 3 classes knows ids from -1 to 2, not 3 (step 0 of example 0)");
    assertThatThrownBy(() -> CrossEntropy.PLAIN.through(head, h, new int[2], work))
        .hasMessage("2 gold labels for 1 places");
    assertThatThrownBy(() -> new CrossEntropy(0, 1, 2).through(head, h, new int[1], work))
        .hasMessage("2 class weights for 3 classes");
    assertThatThrownBy(() -> SquaredError.through(head, h, Matrix.zeros(1, 2), work))
        .hasMessage("gold of 1 x 2 where the head gives 1 x 3");
  }
}
