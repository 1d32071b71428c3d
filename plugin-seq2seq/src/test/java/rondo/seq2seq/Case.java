package rondo.seq2seq;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Batch;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Loss;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Registry;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.layer.CrossEntropy;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.gru.GruType;
import rondo.lstm.LstmType;
import rondo.rnn.RnnType;
import rondo.testkit.Draw;

/** A small translator with its weights drawn wide, and a ragged batch that fits it. */
record Case(Network network, FreshWeights weights, Inputs source, Inputs tokens, int[] gold) {
  static final int K = 5;
  static final Registry<CellType> CELLS =
      new Registry<>(
          "cell", List.of(new LstmType(), new GruType(), new RnnType(), new Stranger.Type()));
  static final Kernels KERNELS = scalar();

  private static Kernels scalar() {
    return KernelChoice.all().stream()
        .filter(k -> k.name().equals("scalar"))
        .findFirst()
        .orElseThrow();
  }

  static Case of(int[] source, int[] target, String... options) {
    return of(3, source, target, options);
  }

  static Case of(int embedding, int[] source, int[] target, String... options) {
    Map<String, String> given =
        new TreeMap<>(Map.of("cell", "rnn", "hidden", "4", "embedding", "" + embedding));
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    FreshWeights weights = new FreshWeights(2);
    Network network = network(given, weights, K);
    Draw draw = new Draw(source.length + 10);
    draw.weights(weights.params());
    Inputs from = inputs(draw, "english", source, Arrays.stream(source).max().orElse(1));
    Inputs to = inputs(draw, "german", target, Arrays.stream(target).max().orElse(1));
    int[] gold = ids(draw, to.time() * to.batch());
    return new Case(network, weights, from, to, gold);
  }

  static Network network(Map<String, String> options, FreshWeights weights, int english) {
    Demand demand =
        new Demand(
            Schema.of(Map.of("english", new Schema.Kind.Ids(english))),
            Schema.of(Map.of("german", new Schema.Kind.Ids(K))),
            Wanted.NEXT_TOKEN,
            K);
    NetworkSpec spec = new NetworkSpec("seq2seq", demand, Settings.of(options));
    return new Seq2SeqType().create(spec, CELLS, weights);
  }

  /** Ids everywhere, past the lengths too. */
  static Inputs inputs(Draw draw, String column, int[] lengths, int time) {
    return Inputs.ids(column, time, lengths, ids(draw, time * lengths.length));
  }

  private static int[] ids(Draw draw, int count) {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = draw.between(0, K - 1);
    }
    return ids;
  }

  List<Param> params() {
    return weights.params();
  }

  Case with(Inputs otherSource, Inputs otherTokens) {
    return new Case(network, weights, otherSource, otherTokens, gold);
  }

  static Work work() {
    return new Work(KERNELS, Workers.ONE);
  }

  /** The loss of the batch, and all the way back. */
  double run(Work work, Noise noise) {
    work.reset(noise);
    Batch batch = new Batch(source, tokens, Inputs.NONE, false);
    Trace trace = network.forward(batch, State.NONE, work);
    Loss loss =
        new CrossEntropy(0.1).through(network.head(), trace.output().sequence(), gold, work);
    Flow none = trace.backward().apply(Flow.of(loss.dhidden()));
    if (!none.equals(Flow.NONE)) {
      throw new AssertionError("columns have no gradient");
    }
    return loss.sum();
  }

  /** The loss alone. */
  double loss(Work work, Noise noise) {
    work.reset(noise);
    Batch batch = new Batch(source, tokens, Inputs.NONE, false);
    Flow hidden = network.forward(batch, State.NONE, work).output();
    return new CrossEntropy(0.1).through(network.head(), hidden.sequence(), gold, work).sum();
  }
}
