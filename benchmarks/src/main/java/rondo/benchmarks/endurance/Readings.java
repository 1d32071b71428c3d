package rondo.benchmarks.endurance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
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
import rondo.engine.layer.CrossEntropy;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;
import rondo.lstm.LstmType;

/**
 * A class for each of some numbers, by cross-entropy: sequences as long, and with as many different
 * numbers, as one wishes. Long ones are cut and go on where they ended.
 */
record Readings(Demand demand) implements Task<int[], int[]> {
  private static final String COLUMN = "number";
  private static final int CLASSES = 4;

  /** A fresh model of a forward LSTM that tells numbers below a bound by classes. */
  static Model<int[], int[]> model(int numbers, int width, int hidden) {
    Schema tokens = Schema.of(Map.of(COLUMN, new Schema.Kind.Ids(numbers)));
    Demand demand = new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, CLASSES);
    Map<String, String> options =
        Map.of(
            "hidden",
            String.valueOf(hidden),
            "embedding",
            String.valueOf(width),
            "direction",
            "forward");
    Registry<CellType> cells = new Registry<>("cell", List.of(new LstmType()));
    FreshWeights weights = new FreshWeights(1);
    NetworkSpec spec = new NetworkSpec("recurrent", demand, Settings.of(options));
    Network network = new RecurrentNetworkType().create(spec, cells, weights);
    Readings task = new Readings(demand);
    ModelSpec whole = new ModelSpec(network.spec(), task.spec(), new TreeMap<>());
    return new Model<>(whole, network, task, weights.params());
  }

  /** Numbers with their classes. */
  static Example<int[], int[]> example(int[] numbers) {
    return new Example<>(numbers, IntStream.of(numbers).map(n -> n % CLASSES).toArray());
  }

  @Override
  public TaskSpec spec() {
    return new TaskSpec("readings", demand, new TreeMap<>(), Settings.NONE);
  }

  /** Where a step's piece of some rows begins. */
  private record Cut(List<Example<int[], int[]>> rows, int begin) {}

  @Override
  public Stream<List<Batch>> epoch(List<Example<int[], int[]>> data, Plan plan, Noise order) {
    List<Cut> cuts = new ArrayList<>();
    for (List<Example<int[], int[]>> rows : pieces(data, plan.rows())) {
      int longest = rows.stream().mapToInt(r -> r.input().length).max().orElse(0);
      for (int begin = 0; begin < longest; begin += plan.time()) {
        cuts.add(new Cut(rows, begin));
      }
    }
    return cuts.stream() // each cut becomes a batch when its turn comes
        .map(
            cut ->
                pieces(cut.rows, plan.part()).stream()
                    .map(part -> batch(part, cut.begin, plan.time()))
                    .toList());
  }

  private static <E> List<List<E>> pieces(List<E> all, int size) {
    return IntStream.range(0, (all.size() + size - 1) / size)
        .mapToObj(i -> all.subList(i * size, Math.min(all.size(), (i + 1) * size)))
        .toList();
  }

  private static Batch batch(List<Example<int[], int[]>> rows, int begin, int most) {
    List<int[]> in = rows.stream().map(Example::input).toList();
    List<int[]> gold = rows.stream().map(Example::gold).toList();
    return new Batch(Inputs.NONE, inputs(in, begin, most), inputs(gold, begin, most), begin > 0);
  }

  /** So many numbers of each row, from a place on. */
  static Inputs inputs(List<int[]> rows, int begin, int most) {
    int[] lengths =
        rows.stream().mapToInt(r -> Math.max(0, Math.min(most, r.length - begin))).toArray();
    int time = IntStream.of(lengths).max().orElse(0);
    int[] ids = new int[time * lengths.length];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        ids[t * lengths.length + b] = rows.get(b)[begin + t];
      }
    }
    return Inputs.ids(COLUMN, time, lengths, ids);
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return CrossEntropy.PLAIN.through(head, hidden, batch.gold().ids(COLUMN), pass);
  }

  /** The class of the highest score. */
  @Override
  public List<int[]> answer(List<int[]> rows, Runner runner) {
    Sequence scores = runner.start(Inputs.NONE).score(inputs(rows, 0, Integer.MAX_VALUE)).values();
    List<int[]> answers = new ArrayList<>();
    for (int b = 0; b < rows.size(); b++) {
      int[] best = new int[rows.get(b).length];
      for (int t = 0; t < best.length; t++) {
        for (int c = 1; c < CLASSES; c++) {
          int row = t * scores.batch() + b;
          best[t] = scores.rows().get(row, c) > scores.rows().get(row, best[t]) ? c : best[t];
        }
      }
      answers.add(best);
    }
    return answers;
  }

  @Override
  public Evaluation evaluate(List<Example<int[], int[]>> gold, List<int[]> answers) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < gold.size(); i++) {
      for (int t = 0; t < answers.get(i).length; t++) {
        right += gold.get(i).gold()[t] == answers.get(i)[t] ? 1 : 0;
        all++;
      }
    }
    return new Evaluation("accuracy", new TreeMap<>(Map.of("accuracy", 100 * right / all)), "");
  }

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    throw new UnsupportedOperationException("readings are there to be measured alone");
  }
}
