package rondo.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Carried;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Network.ScoredWires;
import rondo.core.Param;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphSteps;
import rondo.engine.work.Work;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;

/** What a translator writes runs on ONNX Runtime and scores as it does itself. */
final class GraphTest {
  private static final int[] SOURCE = {3, 1, 4, 0};
  private static final int[] TARGET = {2, 4, 1, 2};

  static List<List<String>> kinds() {
    List<List<String>> all = new ArrayList<>(UseTest.kinds());
    all.add(List.of("attention", "general", "feeding", "false", "tie", "all"));
    all.add(List.of("attention", "dot", "feeding", "true", "encoder.direction", "forward"));
    return all;
  }

  private static Case of(List<String> options) {
    return Case.of(SOURCE, TARGET, options.toArray(String[]::new));
  }

  /** Encoder and decoder in one graph, all target tokens at once. */
  @ParameterizedTest
  @MethodSource("kinds")
  void wholeTargetsScoreAlike(List<String> options) {
    Case c = of(options);
    boolean step = options.get(3).equals("true"); // fed, it is drawn for a step
    Inputs tokens = step ? Rows.step(c.tokens(), "german", 0) : c.tokens();
    Work work = Case.work();
    Network network = c.network();
    Scores own = network.score(tokens, network.start(c.source(), work), work).scores();
    Graph g = new Graph();
    InputWires from = GraphInputs.writeSource(g, network.spec().demand().source());
    InputWires to = GraphInputs.write(g, network.spec().demand().tokens());
    Graph n = g.scope("network");
    output(g, network.writeScore(n, to, network.writeStart(n, from)));
    SortedMap<String, Tensor> feed = feed(c, tokens);
    feed.putAll(GraphInputs.feedSource(network.spec().demand().source(), c.source()));
    try (OrtModel model = OrtModel.open(OnnxFile.write(g), Device.CPU)) {
      alike(model.run(feed), own);
    }
    assertThat(g.weights().values().stream().flatMap(List::stream).map(Param::path))
        .as("every parameter stands in the graph under its path")
        .containsExactlyInAnyOrderElementsOf(c.params().stream().map(Param::path).toList());
  }

  /** Encoder and decoder in a graph each, a token at a time, two hypotheses about each source. */
  @ParameterizedTest
  @MethodSource("kinds")
  void stepsScoreAlike(List<String> options) {
    Case c = of(options);
    Work work = Case.work();
    Network network = c.network();
    Map<String, Graph> graphs = GraphSteps.write(network);
    Carried begun = network.start(c.source(), work);
    SortedMap<String, Tensor> there =
        GraphInputs.feedSource(network.spec().demand().source(), c.source());
    try (OrtModel model = open(graphs, GraphSteps.ENCODER)) {
      there.putAll(model.run(there));
    }
    int parts = begun.state().parts().size();
    List<Matrix> state = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      Matrix part = begun.state().part(i);
      Matrix both = Matrix.zeros(2 * part.rows(), part.cols());
      both.rows(0, part.rows()).set(part);
      both.rows(part.rows(), part.rows()).set(part);
      state.add(both);
      there.put(GraphSteps.state(i), new Tensor.Floats(List.of(8, part.cols()), both.data()));
    }
    Carried carried =
        new Carried(new State(state), begun.memory(), new int[] {0, 1, 2, 3, 0, 1, 2, 3});
    Inputs tokens = Rows.of(c.tokens(), "german", 0, 1, 2, 3, 3, 2, 1, 0);
    try (OrtModel model = open(graphs, GraphSteps.STEP)) {
      there.keySet().retainAll(model.inputs());
      for (int t = 0; t < tokens.time(); t++) {
        Inputs piece = Rows.step(tokens, "german", t);
        Network.Scored scored = network.score(piece, carried, work);
        there.putAll(feed(c, piece));
        Map<String, Tensor> found = model.run(there);
        alike(found, scored.scores());
        carried = carried.with(scored.state());
        for (int i = 0; i < parts; i++) {
          there.put(GraphSteps.state(i), one(found, GraphSteps.next(i)));
        }
      }
    }
  }

  private static OrtModel open(Map<String, Graph> graphs, String stem) {
    return OrtModel.open(OnnxFile.write(graphs.getOrDefault(stem, new Graph())), Device.CPU);
  }

  private static void output(Graph g, ScoredWires out) {
    g.output("scores", out.scores(), ElementType.FLOAT, "T", "B", "" + Case.K);
    if (!out.attention().none()) {
      g.output("attention", out.attention(), ElementType.FLOAT, "T", "B", "S");
    }
  }

  private static SortedMap<String, Tensor> feed(Case c, Inputs tokens) {
    return new TreeMap<>(GraphInputs.feed(c.network().spec().demand().tokens(), tokens));
  }

  private static void alike(Map<String, Tensor> found, Scores own) {
    alike(floats(found, "scores"), own.values());
    assertThat(found.containsKey("attention")).isEqualTo(own.attention().time() > 0);
    if (own.attention().time() > 0) {
      alike(floats(found, "attention"), own.attention());
    }
  }

  private static void alike(Tensor.Floats found, Sequence own) {
    assertThat(found.dims()).containsExactly(own.time(), own.batch(), own.width());
    for (int r = 0; r < own.rows().rows(); r++) {
      for (int j = 0; j < own.width(); j++) {
        if (own.alive(r / own.batch(), r % own.batch())) {
          // sums of a dozen floats of size 1, in another order
          assertThat(found.data()[r * own.width() + j])
              .isCloseTo(own.rows().get(r, j), within(1e-5f));
        }
      }
    }
  }

  private static Tensor.Floats floats(Map<String, Tensor> found, String name) {
    if (one(found, name) instanceof Tensor.Floats floats) {
      return floats;
    }
    throw new AssertionError("'" + name + "' holds no floats");
  }

  private static Tensor one(Map<String, Tensor> found, String name) {
    Tensor tensor = found.get(name);
    if (tensor == null) {
      throw new AssertionError("the graph gave no '" + name + "': " + found.keySet());
    }
    return tensor;
  }
}
