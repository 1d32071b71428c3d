package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.CellType;
import rondo.core.Cursor;
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
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Registry;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphAnswers;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSteps;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;

/** The label with the highest score, for each token or for the whole: a task to export with. */
record Labels(TaskSpec spec, boolean liar) implements Task<Inputs, List<String>>, GraphAnswers {
  static final Schema WORDS = Schema.of(Map.of("words", new Schema.Kind.Ids(23)));
  static final Schema RICH =
      Schema.of(
          Map.of(
              "words", new Schema.Kind.Ids(23),
              "shape", new Schema.Kind.Reals(3),
              "characters",
                  new Schema.Kind.Nested(Schema.of(Map.of("letters", new Schema.Kind.Ids(9))))));
  private static final List<String> NAMES = List.of("O", "B-PER", "I-PER", "Übung");

  /** A small model over a schema. */
  static Model<?, ?> model(Schema schema, Demand.Wanted wanted, String direction, Gated.Fault f) {
    return model(schema, wanted, direction, f, false);
  }

  static Model<?, ?> model(
      Schema schema, Demand.Wanted wanted, String direction, Gated.Fault fault, boolean liar) {
    Demand demand = new Demand(Schema.NONE, schema, wanted, NAMES.size());
    Map<String, String> options = new TreeMap<>();
    options.putAll(Map.of("cell", "gated", "hidden", "6", "embedding", "5", "layers", "2"));
    options.putAll(Map.of("direction", direction, "characters.hidden", "4"));
    FreshWeights weights = new FreshWeights(5);
    Registry<CellType> cells = new Registry<>("cell", List.of(new Gated.Type(fault)));
    NetworkSpec asked = new NetworkSpec("recurrent", demand, Settings.of(options));
    Network network = new RecurrentNetworkType().create(asked, cells, weights.in("network"));
    weights.params().forEach(Labels::loud);
    TaskSpec spec =
        new TaskSpec("labels", demand, new TreeMap<>(Map.of("labels", NAMES)), Settings.NONE);
    TreeMap<String, String> provenance = new TreeMap<>(Map.of("seed", "5"));
    return new Model<>(
        new ModelSpec(network.spec(), spec, provenance),
        network,
        new Labels(spec, liar),
        weights.params());
  }

  /** Weights so wide that every one of them matters to the scores. */
  private static void loud(Param p) {
    Noise noise = Noise.of(11).at(p.path());
    for (int i = 0; i < p.value().size(); i++) {
      p.value().data()[p.value().offset() + i] = (float) (0.6 * noise.gaussian(i));
    }
    p.changed();
  }

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    if (form == Form.STEPS) {
      return GraphSteps.write(network);
    }
    Graph g = new Graph();
    InputWires tokens = GraphInputs.write(g, spec.demand().tokens());
    Graph n = g.scope("network");
    Value scores = network.writeScore(n, tokens, network.writeStart(n, InputWires.NONE)).scores();
    GraphOutputs.scores(g, scores, spec.demand());
    Value best =
        g.op(
            liar ? "ArgMin" : "ArgMax",
            Map.of("axis", Attr.of(-1), "keepdims", Attr.of(0)),
            scores);
    String[] names = spec.list("labels").toArray(String[]::new);
    Value table = g.constant("labels", new Tensor.Strings(List.of(names.length), names));
    boolean whole = spec.demand().wanted() == Demand.Wanted.WHOLE_SEQUENCE;
    g.output(
        GraphOutputs.ANSWER,
        g.op("Gather", table, best),
        ElementType.STRING,
        whole ? "1" : "T",
        "B");
    return Map.of("", g);
  }

  @Override
  public SortedMap<String, Tensor> answers(Sequence scores) {
    String[] answers = new String[scores.rows().rows()];
    Arrays.setAll(answers, row -> spec.list("labels").get(best(scores, row)));
    Tensor all = new Tensor.Strings(List.of(scores.time(), scores.batch()), answers);
    return new TreeMap<>(Map.of(GraphOutputs.ANSWER, all));
  }

  private static int best(Sequence scores, int row) {
    int best = 0;
    for (int k = 1; k < scores.width(); k++) {
      best = scores.rows().get(row, k) > scores.rows().get(row, best) ? k : best;
    }
    return best;
  }

  @Override
  public List<List<String>> answer(List<Inputs> inputs, Runner runner) {
    List<List<String>> answers = new ArrayList<>();
    for (Inputs each : inputs) {
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Tensor.Strings found =
            (Tensor.Strings)
                Objects.requireNonNull(answers(cursor.score(each).values()).get("answer"));
        answers.add(List.of(found.data()));
      }
    }
    return answers;
  }

  @Override
  public Stream<List<Batch>> epoch(
      List<Example<Inputs, List<String>>> data, Plan plan, Noise order) {
    return Stream.of();
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    throw new UnsupportedOperationException("this task is not trained");
  }

  @Override
  public Evaluation evaluate(List<Example<Inputs, List<String>>> gold, List<List<String>> answers) {
    throw new UnsupportedOperationException("this task is not trained");
  }
}
