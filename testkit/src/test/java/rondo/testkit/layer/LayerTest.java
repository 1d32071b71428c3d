package rondo.testkit.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.CellSpec;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.layer.Convolution;
import rondo.engine.layer.Dropout;
import rondo.engine.layer.LastOutput;
import rondo.engine.layer.Linear;
import rondo.engine.layer.Pooling;
import rondo.engine.layer.Recurrent;
import rondo.engine.layer.Residual;
import rondo.engine.layer.Stack;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.testkit.Draw;
import rondo.testkit.GradientCheck;

/** What holds for every layer of the engine, over ragged shapes. */
final class LayerTest {
  private static final int WIDTH = 4;
  private static final Kernels KERNELS = new ScalarKernels();
  private static final Noise NOISE = Noise.of(3).at("step");

  /** One step, one example, empty ones, and ragged ones. */
  private static final List<int[]> LENGTHS =
      List.of(
          new int[] {1}, new int[] {4}, new int[] {0, 3}, new int[] {5, 2, 0, 1}, new int[] {0});

  static Stream<Arguments> layers() {
    Map<String, Function<Weights, Layer>> all = new TreeMap<>();
    all.put("linear", w -> new Linear(WIDTH, 3, w));
    for (Dropout.Kind kind : Dropout.Kind.values()) {
      all.put("dropout " + kind, w -> new Dropout(kind, WIDTH, 0.4, "site"));
    }
    for (Direction direction : Direction.values()) {
      all.put("recurrent " + direction, w -> recurrent(direction, WIDTH, 3, w));
    }
    for (int window : new int[] {1, 2, 3, 8}) {
      all.put("convolution of " + window, w -> new Convolution(window, WIDTH, 3, w));
    }
    for (Direction direction : List.of(Direction.FORWARD, Direction.BIDIRECTIONAL)) {
      all.put("last output " + direction, w -> new LastOutput(recurrence(direction, WIDTH, 3, w)));
    }
    all.put("residual", w -> new Residual(recurrent(Direction.BIDIRECTIONAL, WIDTH, 2, w)));
    all.put(
        "residual of what overwrites its gradient",
        w -> new Residual(new Dropout(Dropout.Kind.PLAIN, WIDTH, 0.4, "site")));
    all.put("stack", LayerTest::stack);
    all.put("last", w -> Pooling.last(WIDTH));
    all.put("last of both directions", w -> Pooling.last(WIDTH, 1));
    all.put("mean", w -> Pooling.mean(WIDTH));
    all.put("max", w -> Pooling.max(WIDTH));
    all.put("mean and max", w -> Pooling.meanMax(WIDTH));
    all.put("attention", w -> Pooling.attention(WIDTH, w));
    return all.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static Recurrent recurrent(Direction direction, int in, int hidden, Weights weights) {
    return new Recurrent(recurrence(direction, in, hidden, weights));
  }

  private static Recurrence recurrence(Direction direction, int in, int hidden, Weights weights) {
    CellSpec spec = new CellSpec("elman", in, hidden, Settings.NONE);
    return Recurrence.create(direction, Elman.TYPE, spec, weights);
  }

  private static Stack stack(Weights w) {
    return new Stack(
        List.of(
            new Dropout(Dropout.Kind.LOCKED, WIDTH, 0.3, "in"),
            recurrent(Direction.BIDIRECTIONAL, WIDTH, 3, w.in("a")),
            new Dropout(Dropout.Kind.PLAIN, 6, 0.3, "between"),
            new Residual(recurrent(Direction.BIDIRECTIONAL, 6, 3, w.in("b"))),
            new Linear(6, 3, w.in("c"))));
  }

  /** A layer with its weights drawn, and what it reads. */
  private record Case(Layer layer, FreshWeights weights, Flow in, Draw draw) {
    Case(Function<Weights, Layer> maker, FreshWeights weights, int[] lengths, Draw draw) {
      this(maker.apply(weights), weights, lengths, draw, time(lengths));
    }

    private Case(Layer layer, FreshWeights weights, int[] lengths, Draw draw, int time) {
      this(layer, weights, draw.flow(time, lengths, layer.ports()), draw);
      draw.weights(weights.params());
    }

    private static int time(int[] lengths) {
      int time = 1;
      for (int n : lengths) {
        time = Math.max(time, n);
      }
      return time;
    }
  }

  private static List<Case> cases(Function<Weights, Layer> maker) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < LENGTHS.size(); i++) {
      cases.add(new Case(maker, new FreshWeights(i), LENGTHS.get(i), new Draw(40 + i)));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void gradientsAreThoseOfDifferences(String name, Function<Weights, Layer> maker) {
    for (Case c : cases(maker)) {
      Flow projection = c.draw.gradient(c.layer.predict(c.in, work()));
      List<Param> params = c.weights.params();
      GradientCheck.of(c.layer, params, c.in, projection, NOISE, KERNELS).verify();
      Flow ends = new Flow(Sequence.NONE, projection.state());
      Flow outputs = new Flow(projection.sequence(), State.NONE);
      GradientCheck.of(c.layer, params, c.in, outputs, NOISE, KERNELS).verify();
      if (!ends.state().none()) {
        GradientCheck.of(c.layer, params, c.in, ends, NOISE, KERNELS).verify();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void predictIsForwardWithoutNoise(String name, Function<Weights, Layer> maker) {
    for (Case c : cases(maker)) {
      same(c.layer.predict(c.in, work()), c.layer.forward(c.in, work()).output());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void undefinedMemoryChangesNothing(String name, Function<Weights, Layer> maker) {
    for (Case c : cases(maker)) {
      Work clean = work().reset(NOISE);
      Work poisoned = Work.poisoned(KERNELS, Workers.ONE).reset(NOISE);
      Trace a = c.layer.forward(c.in, clean);
      Trace b = c.layer.forward(c.in, poisoned);
      same(a.output(), b.output());
      Flow projection = c.draw.gradient(a.output());
      Flow copy =
          new Flow(
              projection.sequence().with(projection.sequence().rows().copy()),
              projection.state().copy());
      same(a.backward().apply(projection), b.backward().apply(copy));
      for (Param p : c.weights.params()) {
        same(clean.gradient(p), poisoned.gradient(p));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void whatStandsPastALengthIsReadByNobody(String name, Function<Weights, Layer> maker) {
    for (Case c : cases(maker)) {
      Flow clean = c.layer.predict(c.in, work());
      assertPast(clean.sequence());
      Sequence dirty = c.in.sequence().with(c.in.sequence().rows().copy());
      Draw.fillPast(dirty, 9);
      Flow out = c.layer.predict(new Flow(dirty, c.in.state()), work());
      Draw.fillPast(out.sequence(), 0); // what only hands on hands dirt on, too
      same(out, clean);
    }
  }

  private static void assertPast(Sequence y) {
    for (int r = 0; r < y.rows().rows(); r++) {
      if (!y.alive(r / y.batch(), r % y.batch())) {
        assertThat(y.rows().rows(r, 1).copy().data()).containsOnly(0);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void anotherWidthIsRefusedNamingBoth(String name, Function<Weights, Layer> maker) {
    Layer layer = maker.apply(new FreshWeights(1));
    Sequence wide = new Sequence(1, Matrix.zeros(1, 9), new int[] {1});
    assertThatThrownBy(() -> layer.predict(Flow.of(wide), work()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("vectors of 4")
        .hasMessageContaining("9");
  }

  @Test
  void anEmptySequenceIsPooledToZeros() {
    Sequence none = new Sequence(0, Matrix.zeros(0, WIDTH), new int[2]);
    Sequence empty = new Sequence(2, Matrix.zeros(4, WIDTH), new int[] {0, 2});
    FreshWeights weights = new FreshWeights(1);
    for (Layer pooling :
        List.of(
            Pooling.last(WIDTH),
            Pooling.mean(WIDTH),
            Pooling.max(WIDTH),
            Pooling.meanMax(WIDTH),
            Pooling.attention(WIDTH, weights))) {
      for (Sequence x : List.of(none, empty)) {
        Sequence y = pooling.predict(Flow.of(x), work()).sequence();
        assertThat(y.lengths()).containsExactly(1, 1);
        assertThat(y.rows().rows(0, 1).copy().data()).containsOnly(0);
      }
    }
  }

  @Test
  void aConvolutionSeesNeighboursAndZerosPastBothEnds() {
    FreshWeights weights = new FreshWeights(1);
    Convolution convolution = new Convolution(3, 1, 2, weights);
    weights.params().get(0).value().set(Matrix.of(2, 3, 1, 10, 100, -1, 0, 1));
    weights.params().get(1).value().set(Matrix.of(1, 2, 0.5f, 0));
    weights.params().forEach(Param::changed);
    Sequence x = new Sequence(3, Matrix.of(6, 1, 1, 4, 2, 9, 3, 9), new int[] {3, 1});
    Sequence y = convolution.predict(Flow.of(x), work()).sequence();
    same(y.rows(), Matrix.of(6, 2, 210.5f, 2, 40.5f, 0, 321.5f, 2, 0, 0, 32.5f, -2, 0, 0));
    assertThatThrownBy(() -> new Convolution(0, 1, 1, weights.in("other")))
        .hasMessage("a window of 0 places; it needs at least 1");
  }

  @Test
  void lockedDropoutDropsTheSameFeaturesAtAllSteps() {
    Sequence ones = new Sequence(7, Matrix.zeros(7 * 3, 50).fill(1), new int[] {7, 7, 7});
    Dropout locked = new Dropout(Dropout.Kind.LOCKED, 50, 0.5, "site");
    Sequence y = locked.forward(Flow.of(ones), work().reset(NOISE)).output().sequence();
    for (int t = 1; t < 7; t++) {
      same(y.step(t), y.step(0));
    }
    assertThat(y.step(0).rows(0, 1).copy().data())
        .as("other features in another example")
        .isNotEqualTo(y.step(0).rows(1, 1).copy().data());
    Dropout plain = new Dropout(Dropout.Kind.PLAIN, 50, 0.5, "site");
    Sequence z = plain.forward(Flow.of(ones), work().reset(NOISE)).output().sequence();
    assertThat(z.step(1).copy().data()).isNotEqualTo(z.step(0).copy().data());
  }

  @Test
  void wordDropoutDropsWholeVectors() {
    Sequence ones = new Sequence(100, Matrix.zeros(100, 6).fill(1), new int[] {100});
    Dropout words = new Dropout(Dropout.Kind.WORD, 6, 0.5, "site");
    Sequence y = words.forward(Flow.of(ones), work().reset(NOISE)).output().sequence();
    int dropped = 0;
    for (int t = 0; t < 100; t++) {
      float first = y.rows().get(t, 0);
      assertThat(y.step(t).copy().data()).containsOnly(first);
      dropped += first == 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(30, 70);
  }

  @Test
  void dropoutKeepsTheExpectation() {
    int n = 200_000;
    Sequence ones = new Sequence(n, Matrix.zeros(n, 1).fill(1), new int[] {n});
    for (Dropout.Kind kind : List.of(Dropout.Kind.PLAIN, Dropout.Kind.WORD)) {
      for (double rate : new double[] {0.1, 0.5, 0.9}) {
        Dropout dropout = new Dropout(kind, 1, rate, "site");
        Sequence y = dropout.forward(Flow.of(ones), work().reset(NOISE)).output().sequence();
        double sum = 0;
        for (int t = 0; t < n; t++) {
          float v = y.rows().get(t, 0);
          sum += v;
          assertThat(v == 0 || Math.abs(v * (1 - rate) - 1) < 1e-3).isTrue();
        }
        // five deviations of a mean of n draws
        double spread = 5 * Math.sqrt(rate / (1 - rate) / n);
        assertThat(sum / n).as("%s at %s", kind, rate).isCloseTo(1, within(spread));
      }
    }
  }

  @Test
  void withoutNoiseDropoutHandsOnWhatItGets() {
    Flow in = new Draw(1).flow(3, new int[] {3, 2}, new Linear(4, 4, new FreshWeights(1)).ports());
    for (Dropout.Kind kind : Dropout.Kind.values()) {
      Dropout dropout = new Dropout(kind, WIDTH, 0.5, "site");
      assertThat(dropout.predict(in, work()).sequence()).isSameAs(in.sequence());
      assertThat(dropout.forward(in, work()).output().sequence()).isSameAs(in.sequence());
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    try (Workers two = Workers.of(2)) {
      Work[] works = {work(), new Work(KERNELS, two)};
      Flow[] din = new Flow[2];
      List<FreshWeights> weights = List.of(new FreshWeights(1), new FreshWeights(1));
      for (int i = 0; i < 2; i++) {
        Draw draw = new Draw(9);
        Layer layer = stack(weights.get(i));
        Flow in = draw.flow(5, new int[] {5, 3, 0}, layer.ports());
        Trace trace = layer.forward(in, works[i].reset(NOISE));
        din[i] = trace.backward().apply(draw.gradient(trace.output()));
      }
      same(din[0], din[1]);
      for (int p = 0; p < weights.get(0).params().size(); p++) {
        same(
            works[0].gradient(weights.get(0).params().get(p)),
            works[1].gradient(weights.get(1).params().get(p)));
      }
    }
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    FreshWeights w = new FreshWeights(1);
    Layer narrow = new Linear(4, 3, w.in("a"));
    assertThatThrownBy(() -> new Stack(List.of(narrow, new Linear(4, 2, w.in("b")))))
        .hasMessage("Linear reads vectors of 4, the layer before it gives 3");
    assertThatThrownBy(() -> new Residual(narrow))
        .hasMessage("a residual connection needs as many outputs as inputs, the layer has 3 and 4");
    assertThatThrownBy(() -> new Dropout(Dropout.Kind.PLAIN, 4, 1, "site"))
        .hasMessage("a dropout rate lies from 0 to below 1, this one is 1.0");
  }

  private static Work work() {
    return new Work(KERNELS, Workers.ONE);
  }

  private static void same(Flow a, Flow b) {
    same(a.sequence().rows(), b.sequence().rows());
    assertThat(a.state().parts()).hasSameSizeAs(b.state().parts());
    for (int i = 0; i < a.state().parts().size(); i++) {
      same(a.state().part(i), b.state().part(i));
    }
  }

  private static void same(Matrix a, Matrix b) {
    assertThat(a.copy().data()).containsExactly(b.copy().data());
  }
}
