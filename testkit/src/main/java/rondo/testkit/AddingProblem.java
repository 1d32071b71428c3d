package rondo.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.CellType;
import rondo.core.Column;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Registry;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;
import rondo.engine.layer.SquaredError;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997), which shows how far back a cell can learn
 * to remember. Two inputs a step: a number from 0 to 1, and a mark, which is set at one step of the
 * first half and at one of the second. Asked for, after the last step, is the sum of the two marked
 * numbers. Who always answers 1 is off by {@link #BASELINE} in the mean of squares.
 *
 * <p>An input is the noise that its sequence is drawn from, so no sequence is kept.
 *
 * <pre>{@code
 * AddingProblem adding = new AddingProblem(150);
 * Model<Noise, Float> model = adding.model(cells, Map.of("cell", "lstm", "hidden", "64"), 1);
 * new Trainer<>(model, adding.examples(3200, Noise.of(1)), dev, settings, 1, kernels).run();
 * }</pre>
 *
 * @param time how long the sequences are
 */
public record AddingProblem(int time) implements Task<Noise, Float> {
  /** The variance of the sum of two numbers that are uniform from 0 to 1. */
  public static final double BASELINE = 1.0 / 6;

  /** The figure of an evaluation that is the mean of the squared errors. */
  public static final String MSE = "mse";

  private static final String EXPLAINED = "explained"; // percent of the baseline
  private static final String NUMBERS = "numbers";
  private static final String SUM = "sum";
  private static final int ROWS = 32; // sequences that are answered together

  public AddingProblem {
    if (time < 2) {
      throw new IllegalArgumentException("two marks need two steps, there is " + time);
    }
  }

  /** So many examples, other ones for each noise. */
  public List<Example<Noise, Float>> examples(int count, Noise noise) {
    return IntStream.range(0, count)
        .mapToObj(noise::at)
        .map(n -> new Example<>(n, n.uniform(mark(n, 0)) + n.uniform(mark(n, 1))))
        .toList();
  }

  /** The marked step of a half. */
  private int mark(Noise n, int half) {
    int first = time / 2;
    float where = n.uniform(time + half); // the indices below are those of the numbers
    return half == 0 ? (int) (where * first) : first + (int) (where * (time - first));
  }

  /**
   * A fresh model: one layer that reads forward, and what a linear head makes of where it ends.
   *
   * @param network options of the recurrent network, such as its cell
   */
  public Model<Noise, Float> model(
      Registry<CellType> cells, Map<String, String> network, long seed) {
    Map<String, String> all = new TreeMap<>(network);
    all.put("direction", "forward");
    all.put("pooling", "last");
    all.put("dropout", "0");
    all.put("word-dropout", "0");
    NetworkSpec wanted = new NetworkSpec("recurrent", spec().demand(), Settings.of(all));
    FreshWeights weights = new FreshWeights(seed);
    Network made = new RecurrentNetworkType().create(wanted, cells, weights.in("network"));
    ModelSpec spec = new ModelSpec(made.spec(), spec(), new TreeMap<>());
    return new Model<>(spec, made, this, weights.params());
  }

  @Override
  public TaskSpec spec() {
    Schema tokens = Schema.of(Map.of(NUMBERS, new Schema.Kind.Reals(2)));
    Demand demand = new Demand(Schema.NONE, tokens, Demand.Wanted.WHOLE_SEQUENCE, 1);
    return new TaskSpec("adding", demand, new TreeMap<>(), Settings.NONE);
  }

  @Override
  public Stream<List<Batch>> epoch(List<Example<Noise, Float>> data, Plan plan, Noise order) {
    List<Example<Noise, Float>> all =
        IntStream.range(0, data.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> order.none() ? i : order.bits(i)))
            .map(data::get)
            .toList();
    return chunks(all, plan.rows()).stream()
        .map(step -> chunks(step, plan.part()).stream().map(this::batch).toList());
  }

  private static <E> List<List<E>> chunks(List<E> list, int size) {
    List<List<E>> chunks = new ArrayList<>();
    for (int at = 0; at < list.size(); at += size) {
      chunks.add(list.subList(at, Math.min(list.size(), at + size)));
    }
    return chunks;
  }

  private Batch batch(List<Example<Noise, Float>> examples) {
    Matrix sums = Matrix.zeros(examples.size(), 1);
    for (int b = 0; b < sums.rows(); b++) {
      sums.data()[b] = examples.get(b).gold();
    }
    int[] ones = new int[examples.size()];
    Arrays.fill(ones, 1);
    return new Batch(
        Inputs.NONE,
        inputs(examples.stream().map(Example::input).toList()),
        Inputs.of(1, ones, Map.of(SUM, new Column.Reals(sums))),
        false);
  }

  private Inputs inputs(List<Noise> noises) {
    int B = noises.size();
    Matrix x = Matrix.zeros(time * B, 2);
    for (int b = 0; b < B; b++) {
      Noise n = noises.get(b);
      for (int t = 0; t < time; t++) {
        x.data()[x.at(t * B + b)] = n.uniform(t);
      }
      x.data()[x.at(mark(n, 0) * B + b) + 1] = 1;
      x.data()[x.at(mark(n, 1) * B + b) + 1] = 1;
    }
    int[] lengths = new int[B];
    Arrays.fill(lengths, time);
    return Inputs.of(time, lengths, Map.of(NUMBERS, new Column.Reals(x)));
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    Column.Reals sums = (Column.Reals) batch.gold().column(SUM);
    return SquaredError.through(head, hidden, sums.values(), pass);
  }

  @Override
  public List<Float> answer(List<Noise> inputs, Runner runner) {
    List<Float> answers = new ArrayList<>();
    for (List<Noise> rows : chunks(inputs, ROWS)) {
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Sequence sums = cursor.score(inputs(rows)).values();
        for (int b = 0; b < rows.size(); b++) {
          answers.add(sums.rows().get(b, 0));
        }
      }
    }
    return answers;
  }

  @Override
  public Evaluation evaluate(List<Example<Noise, Float>> gold, List<Float> answers) {
    double squares = 0;
    for (int i = 0; i < gold.size(); i++) {
      double apart = answers.get(i) - gold.get(i).gold();
      squares += apart * apart;
    }
    double mse = squares / gold.size();
    TreeMap<String, Double> values = new TreeMap<>();
    values.put(MSE, mse);
    values.put(EXPLAINED, 100 * (1 - mse / BASELINE));
    return new Evaluation(EXPLAINED, values, "mean squared error " + mse);
  }

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    throw new UnsupportedOperationException("the adding problem is there to be learnt alone");
  }
}
