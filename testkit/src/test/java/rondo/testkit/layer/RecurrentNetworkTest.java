package rondo.testkit.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.CellType;
import rondo.core.Column;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Registry;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.layer.Crf;
import rondo.engine.layer.CrossEntropy;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.testkit.Draw;
import rondo.testkit.GradientCheck;

/** The network as a whole: words, characters and real values in, scores out. */
final class RecurrentNetworkTest {
  private static final Kernels KERNELS = new ScalarKernels();
  private static final RecurrentNetworkType TYPE = new RecurrentNetworkType();
  private static final int K = 3;
  private static final Schema WORDS = Schema.of(Map.of("words", new Schema.Kind.Ids(9)));
  private static final Schema ALL =
      Schema.of(
          Map.of(
              "words", new Schema.Kind.Ids(9),
              "shapes", new Schema.Kind.Reals(2),
              "spelling",
                  new Schema.Kind.Nested(Schema.of(Map.of("letters", new Schema.Kind.Ids(6))))));

  static Registry<CellType> cells() {
    return new Registry<>("cell", List.of(Elman.TYPE));
  }

  /** A network, its weights drawn wide, and inputs that fit it. */
  record Case(Network network, FreshWeights weights, Inputs in) {
    static Case of(Schema schema, Wanted wanted, int[] lengths, String... options) {
      Map<String, String> given =
          new TreeMap<>(
              Map.of("cell", "elman", "hidden", "3", "embedding", "4", "word-dropout", "0"));
      if (schema.columns().containsKey("spelling")) {
        given.putAll(Map.of("characters.hidden", "2", "characters.embedding", "3"));
      }
      for (int i = 0; i < options.length; i += 2) {
        given.put(options[i], options[i + 1]);
      }
      FreshWeights weights = new FreshWeights(2);
      Demand demand = new Demand(Schema.NONE, schema, wanted, K);
      NetworkSpec spec = new NetworkSpec("recurrent", demand, Settings.of(given));
      Network network = TYPE.create(spec, cells(), weights);
      Draw draw = new Draw(lengths.length + 10);
      draw.weights(weights.params());
      return new Case(network, weights, inputs(draw, schema, lengths));
    }

    List<Param> params() {
      return weights.params();
    }
  }

  static Inputs inputs(Draw draw, Schema schema, int[] lengths) {
    int time = Math.max(1, Arrays.stream(lengths).max().orElse(1));
    int places = time * lengths.length;
    Map<String, Column> columns = new TreeMap<>();
    columns.put("words", new Column.Ids(ids(draw, places, 0, 8)));
    if (schema.columns().containsKey("spelling")) {
      columns.put("shapes", new Column.Reals(draw.normal(places, 2, 1)));
      int[] letters = {4, 1, 2, 0};
      Inputs items = Inputs.ids("letters", 4, letters, ids(draw, 16, 0, 5));
      columns.put("spelling", new Column.Nested(items, ids(draw, places, -1, 3)));
    }
    return Inputs.of(time, lengths, columns);
  }

  private static int[] ids(Draw draw, int count, int least, int most) {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = draw.between(least, most);
    }
    return ids;
  }

  /** The loss of a batch, and all the way back. */
  private interface Whole {
    Loss loss(Network network, Sequence hidden, Pass pass);
  }

  private static double run(Case c, Whole whole, Work work) {
    Batch batch = new Batch(Inputs.NONE, c.in, Inputs.NONE, false);
    Trace trace = c.network.forward(batch, State.NONE, work);
    Loss loss = whole.loss(c.network, trace.output().sequence(), work);
    Flow din = trace.backward().apply(Flow.of(loss.dhidden()));
    assertThat(din.sequence().time()).isZero();
    return loss.sum();
  }

  private static void check(Case c, Whole whole, Noise noise) {
    Work work = new Work(KERNELS, Workers.ONE).reset(noise);
    run(c, whole, work);
    Work again = new Work(KERNELS, Workers.ONE);
    new GradientCheck(() -> run(c, whole, again.reset(noise))).params(c.params(), work).verify();
  }

  private static Whole crossEntropy(int places) {
    int[] gold = ids(new Draw(77), places, 0, K - 1);
    return (network, hidden, pass) ->
        new CrossEntropy(0.1).through(network.head(), hidden, gold, pass);
  }

  @Test
  void gradientsThroughTheChain() {
    for (int[] lengths : List.of(new int[] {1}, new int[] {4, 2, 0, 1})) {
      Case c = Case.of(WORDS, Wanted.EACH_TOKEN, lengths, "layers", "2", "residual", "true");
      Crf crf = new Crf(K, c.weights.in("crf"));
      new Draw(3).weights(c.params());
      int[] gold = ids(new Draw(4), lengths[0] * lengths.length, 0, K - 1);
      check(c, (n, hidden, pass) -> crf.through(n.head(), hidden, gold, pass), Noise.NONE);
      check(c, (n, hidden, pass) -> crf.through(n.head(), hidden, gold, pass), Noise.of(3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrent", "convolution"})
  void gradientsThroughCharactersAndCrossEntropy(String encoder) {
    for (int[] lengths : List.of(new int[] {1}, new int[] {3, 0, 2})) {
      Case c =
          Case.of(
              ALL,
              Wanted.EACH_TOKEN,
              lengths,
              "word-dropout",
              "0.3",
              "characters.encoder",
              encoder,
              "characters.filters",
              "4");
      Whole whole = crossEntropy(lengths[0] * lengths.length);
      check(c, whole, Noise.NONE);
      check(c, whole, Noise.of(5).at("step"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "mean", "max", "mean-max", "attention"})
  void gradientsThroughPooling(String pooling) {
    for (String direction : List.of("forward", "bidirectional")) {
      Case c =
          Case.of(
              ALL,
              Wanted.WHOLE_SEQUENCE,
              new int[] {3, 0, 2},
              "pooling",
              pooling,
              "direction",
              direction);
      check(c, crossEntropy(3), Noise.NONE);
    }
  }

  @Test
  void theStartsGradientComesBack() {
    Case c = Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {3, 2}, "direction", "forward");
    Batch batch = new Batch(Inputs.NONE, c.in, Inputs.NONE, true);
    State start = State.of(new Draw(8).normal(2, 3, 1));
    Work work = new Work(KERNELS, Workers.ONE);
    Trace trace = c.network.forward(batch, start, work);
    Flow projection = new Draw(9).gradient(trace.output());
    State dstart =
        trace
            .backward()
            .apply(
                new Flow(
                    projection.sequence().with(projection.sequence().rows().copy()),
                    projection.state().copy()))
            .state();
    Work again = new Work(KERNELS, Workers.ONE);
    new GradientCheck(
            () ->
                GradientCheck.project(
                    c.network.forward(batch, start, again.reset(Noise.NONE)).output(), projection))
        .tensor("start", start.part(0), dstart.part(0))
        .verify();
  }

  @Test
  void frozenColumnsGetNoGradient() {
    Case c = Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {3}, "frozen", "words, others");
    Work work = new Work(KERNELS, Workers.ONE);
    run(c, crossEntropy(3), work);
    for (Param p : c.params()) {
      boolean embedding = p.path().equals("features/words/E");
      assertThat(work.hasGradient(p) || work.hasRows(p)).as(p.path()).isEqualTo(!embedding);
    }
  }

  @Test
  void onlyRowsThatWereReadGetAGradient() {
    Case c = Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {3, 1});
    Work work = new Work(KERNELS, Workers.ONE);
    run(c, crossEntropy(6), work);
    int[] ids = c.in.ids("words");
    int[] read = {ids[0], ids[1], ids[2], ids[4]}; // the second example has one step
    Param embedding = c.params().get(0);
    assertThat(work.rows(embedding).touched())
        .containsExactly(Arrays.stream(read).sorted().distinct().toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrent", "convolution"})
  void scoresAreTheHeadOfTheHiddenVectors(String encoder) {
    for (Wanted wanted : List.of(Wanted.EACH_TOKEN, Wanted.WHOLE_SEQUENCE)) {
      int[] lengths = {4, 0, 2};
      Case c = Case.of(ALL, wanted, lengths, "layers", "2", "characters.encoder", encoder);
      Work work = new Work(KERNELS, Workers.ONE);
      Batch batch = new Batch(Inputs.NONE, c.in, Inputs.NONE, false);
      Flow hidden = c.network.forward(batch, State.NONE, work).output();
      Matrix expected =
          c.network.head().predict(Flow.of(hidden.sequence()), work).sequence().rows();
      Work poisoned = Work.poisoned(KERNELS, Workers.ONE);
      Network.Scored scored = c.network.score(c.in, Carried.NONE, poisoned);
      Sequence scores = scored.scores().values();
      assertThat(scores.rows().copy().data()).containsExactly(expected.copy().data());
      assertThat(scores.time()).isEqualTo(wanted == Wanted.EACH_TOKEN ? 4 : 1);
    }
  }

  @Test
  void streamEqualsWhole() {
    Case c =
        Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {6, 6}, "direction", "forward", "layers", "2");
    assertThat(c.network.streams()).isTrue();
    Work work = new Work(KERNELS, Workers.ONE);
    Sequence whole = c.network.score(c.in, Carried.NONE, work).scores().values();
    Carried carried = c.network.start(Inputs.NONE, work);
    int[] ids = c.in.ids("words");
    for (int t = 0; t < 6; t++) {
      int[] step = Arrays.copyOfRange(ids, 2 * t, 2 * t + 2);
      Inputs piece = Inputs.ids("words", 1, new int[] {1, 1}, step);
      Network.Scored scored = c.network.score(piece, carried, work);
      for (int i = 0; i < 2 * K; i++) {
        float there = whole.step(t).get(i / K, i % K);
        float here = scored.scores().values().rows().get(i / K, i % K);
        assertThat(here).isCloseTo(there, within(1e-6f)); // sums of floats below 1
      }
      carried = carried.with(scored.state());
    }
  }

  @Test
  void whatCannotStreamSaysSo() {
    assertThat(Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {1}).network.streams()).isFalse();
    assertThat(
            Case.of(WORDS, Wanted.WHOLE_SEQUENCE, new int[] {1}, "direction", "forward")
                .network
                .streams())
        .isFalse();
  }

  @Test
  void offersWhatItCanDo() {
    assertThat(TYPE.offers(new Demand(Schema.NONE, WORDS, Wanted.EACH_TOKEN, 2))).isTrue();
    assertThat(TYPE.offers(new Demand(Schema.NONE, WORDS, Wanted.WHOLE_SEQUENCE, 2))).isTrue();
    assertThat(TYPE.offers(new Demand(Schema.NONE, WORDS, Wanted.NEXT_TOKEN, 2))).isFalse();
    assertThat(TYPE.offers(new Demand(WORDS, WORDS, Wanted.EACH_TOKEN, 2))).isFalse();
  }

  @Test
  void theSpecSaysWhatHoldsAndMakesTheSameAgain() {
    Case c = Case.of(ALL, Wanted.EACH_TOKEN, new int[] {2}, "embedding.words", "5");
    NetworkSpec spec = c.network.spec();
    assertThat(spec.options().text("layers")).isEqualTo("1");
    FreshWeights again = new FreshWeights(2);
    Network same = TYPE.create(spec, cells(), again);
    assertThat(same.spec()).isEqualTo(spec);
    List<String> paths = c.params().stream().map(p -> p + " " + p.value()).toList();
    assertThat(again.params().stream().map(p -> p + " " + p.value()).toList()).isEqualTo(paths);
    assertThat(paths).contains("features/words/E Matrix[9 x 5]", "head/W Matrix[3 x 6]");
  }

  @Test
  void aSpecThatSaysNothingOfTheEncoderMeansTheRecurrentOne() {
    Case c = Case.of(ALL, Wanted.EACH_TOKEN, new int[] {2});
    assertThat(c.network.spec().options().text("characters.encoder")).isEqualTo("recurrent");
    Case other =
        Case.of(ALL, Wanted.EACH_TOKEN, new int[] {2}, "characters.encoder", "convolution");
    assertThat(other.params().stream().map(p -> p + " " + p.value()).toList())
        .contains("features/spelling/encoder/W Matrix[50 x 9]")
        .contains("features/spelling/encoder/b Matrix[1 x 50]");
  }

  @Test
  void wrongOptionsAndColumnsAreRefusedByName() {
    assertThatThrownBy(() -> Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {1}, "hiden", "3"))
        .hasMessageContaining("no option named 'hiden'")
        .hasMessageContaining("Did you mean 'hidden'?");
    assertThatThrownBy(() -> Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {1}, "cell", "elmann"))
        .hasMessageContaining("no cell named 'elmann'");
    assertThatThrownBy(() -> Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {1}, "cell.clip", "1"))
        .hasMessageContaining("no option named 'clip'");
    Case c = Case.of(WORDS, Wanted.EACH_TOKEN, new int[] {1});
    Work work = new Work(KERNELS, Workers.ONE);
    assertThatThrownBy(
            () ->
                c.network.score(
                    Inputs.ids("words", 1, new int[] {1}, new int[] {9}), Carried.NONE, work))
        .hasMessage("features/words/E knows ids from 0 to 8, not 9 (step 0 of example 0)");
    Inputs reals =
        Inputs.of(1, new int[] {1}, Map.of("words", new Column.Reals(Matrix.zeros(1, 1))));
    assertThatThrownBy(() -> c.network.score(reals, Carried.NONE, work))
        .hasMessage("the model reads ids from column 'words', which holds something else");
  }
}
