package rondo.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import rondo.core.Batch;
import rondo.core.CellType;
import rondo.core.Column;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Registry;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.engine.NativeRunner;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;
import rondo.engine.train.StepAlone;
import rondo.engine.work.Workers;
import rondo.gru.GruType;
import rondo.lstm.LstmType;
import rondo.rnn.RnnType;

/** Rondo: its recurrent network over a column of real values, its training step, its runner. */
final class Ours implements Contender {
  private static final String COLUMN = "x";

  private final Workers workers;
  private final StepAlone step;
  private final NativeRunner runner;
  private final List<Batch> parts = new ArrayList<>();
  private final Inputs whole;

  /**
   * A network over drawn numbers.
   *
   * @param rows examples to a part of a step
   */
  Ours(String cell, Shape shape, int rows, int threads) {
    workers = Workers.of(threads);
    Kernels kernels = KernelChoice.best(workers);
    Schema tokens = Schema.of(Map.of(COLUMN, new Schema.Kind.Reals(shape.input())));
    Demand demand = new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, CLASSES);
    Settings options =
        Settings.of(
            Map.of(
                "cell",
                cell,
                "hidden",
                String.valueOf(shape.hidden()),
                "direction",
                shape.bidirectional() ? "bidirectional" : "forward",
                "dropout",
                "0",
                "word-dropout",
                "0"));
    Registry<CellType> cells =
        new Registry<>("cell", List.of(new RnnType(), new LstmType(), new GruType()));
    FreshWeights weights = new FreshWeights(1);
    Network network =
        new RecurrentNetworkType()
            .create(new NetworkSpec("recurrent", demand, options), cells, weights);
    Labels task = new Labels(demand);
    ModelSpec spec = new ModelSpec(network.spec(), task.spec(), new TreeMap<>());
    step = new StepAlone(new Model<>(spec, network, task, weights.params()), kernels, workers);
    runner = new NativeRunner(network, kernels, workers);
    Random random = new Random(1);
    for (int b = 0; b < shape.batch(); b += rows) {
      parts.add(batch(shape, Math.min(rows, shape.batch() - b), random));
    }
    whole = batch(shape, shape.batch(), random).tokens();
  }

  private static Batch batch(Shape shape, int rows, Random random) {
    int[] lengths = new int[rows];
    Arrays.fill(lengths, shape.time());
    Matrix x = Made.matrix(shape.time() * rows, shape.input(), random);
    int[] gold = random.ints(x.rows(), 0, CLASSES).toArray();
    return new Batch(
        Inputs.NONE,
        Inputs.of(shape.time(), lengths, Map.of(COLUMN, new Column.Reals(x))),
        Inputs.ids(Labels.GOLD, shape.time(), lengths, gold),
        false);
  }

  @Override
  public double train() {
    return step.take(parts);
  }

  @Override
  public double forward() {
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      return cursor.score(whole).values().rows().get(0, 0);
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
