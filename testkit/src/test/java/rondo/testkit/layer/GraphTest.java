package rondo.testkit.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rondo.core.Carried;
import rondo.core.Column;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphInputs;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.layer.Crf;
import rondo.engine.layer.Grammar;
import rondo.engine.layer.Labelling;
import rondo.engine.layer.Softmax;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.testkit.Draw;
import rondo.testkit.layer.RecurrentNetworkTest.Case;

/** What layers write runs on ONNX Runtime and gives what they give themselves. */
final class GraphTest {
  private static final Schema ALL =
      Schema.of(
          Map.of(
              "words",
              new Schema.Kind.Ids(9),
              "shapes",
              new Schema.Kind.Reals(2),
              "spelling",
              new Schema.Kind.Nested(Schema.of(Map.of("letters", new Schema.Kind.Ids(6))))));

  @Test
  void viterbiInTheGraphIsViterbi() {
    Grammar noStepDown = (before, label) -> label == Grammar.BORDER || before - label != 1;
    for (Grammar grammar : List.of(Grammar.ANY, noStepDown)) {
      for (int k : new int[] {1, 2, 7}) {
        FreshWeights weights = new FreshWeights(1);
        Crf crf = new Crf(k, grammar, weights);
        new Draw(k).weights(weights.params());
        pathsAlike(crf, new Draw(k));
        pathsAlike(new Softmax(k, grammar), new Draw(k));
      }
    }
  }

  private static void pathsAlike(Labelling labelling, Draw draw) {
    int k = labelling.labels();
    Graph g = new Graph();
    Value scores = g.input("scores", ElementType.FLOAT, "T", "B", "" + k);
    Value lengths = g.input("lengths", ElementType.INT32, "B");
    Value path = labelling.viterbi(g.scope("labels"), scores, lengths);
    g.output("path", path, ElementType.INT64, "T", "B");
    try (OrtModel model = OrtModel.open(OnnxFile.write(g), Device.CPU)) {
      for (int[] n : List.of(new int[] {1}, new int[] {5, 0, 3, 1}, new int[] {40, 40, 2})) {
        for (int round = 0; round < 10; round++) {
          Sequence x = draw.sequence(n[0], n, k);
          if (round < 3) { // ties everywhere: whole numbers, and none at all
            for (int i = 0; i < x.rows().size(); i++) {
              x.rows().data()[i] = round == 0 ? 0 : Math.round(x.rows().data()[i]);
            }
          }
          long[] found = path(model, x);
          for (int b = 0; b < n.length; b++) {
            int[] best = labelling.best(x, b);
            for (int t = 0; t < best.length; t++) {
              assertThat(found[t * n.length + b]).isEqualTo(best[t]);
            }
          }
        }
      }
    }
  }

  @Test
  void viterbiInTheGraphBreaksTiesAlike() {
    FreshWeights weights = new FreshWeights(1);
    Crf crf = new Crf(4, weights);
    weights.params().forEach(p -> p.value().fill(0));
    Graph g = new Graph();
    Value scores = g.input("scores", ElementType.FLOAT, "T", "B", "4");
    Value lengths = g.input("lengths", ElementType.INT32, "B");
    g.output("path", crf.viterbi(g, scores, lengths), ElementType.INT64, "T", "B");
    Draw draw = new Draw(6);
    try (OrtModel model = OrtModel.open(OnnxFile.write(g), Device.CPU)) {
      for (int round = 0; round < 50; round++) {
        Sequence x = new Sequence(6, Matrix.zeros(6, 4), new int[] {6});
        for (int i = 0; i < 24; i++) {
          x.rows().data()[i] = draw.between(0, 1);
        }
        int[] best = crf.best(x, 0);
        long[] found = path(model, x);
        for (int t = 0; t < 6; t++) {
          assertThat(found[t]).isEqualTo(best[t]);
        }
      }
    }
  }

  private static long[] path(OrtModel model, Sequence x) {
    long[] n = new long[x.batch()];
    for (int b = 0; b < n.length; b++) {
      n[b] = x.lengths()[b];
    }
    Tensor scores =
        new Tensor.Floats(List.of(x.time(), x.batch(), x.width()), x.rows().copy().data());
    Tensor lengths = new Tensor.Ints(List.of(n.length), n, ElementType.INT32);
    Map<String, Tensor> out = model.run(Map.of("scores", scores, "lengths", lengths));
    return out.get("path") instanceof Tensor.Ints path ? path.data() : new long[0];
  }

  @Test
  void networksScoreAlikeInTheGraph() {
    for (String[] options :
        new String[][] {
          {"direction", "forward"},
          {"layers", "2", "residual", "true"},
          {"characters.encoder", "convolution"},
          {"characters.encoder", "convolution", "characters.window", "1"},
          {"characters.encoder", "convolution", "characters.window", "6"},
          {"pooling", "last"},
          {"pooling", "last", "direction", "forward"},
          {"pooling", "mean"},
          {"pooling", "max"},
          {"pooling", "mean-max"},
          {"pooling", "attention"}
        }) {
      boolean whole = List.of(options).contains("pooling");
      Wanted wanted = whole ? Wanted.WHOLE_SEQUENCE : Wanted.EACH_TOKEN;
      for (int[] lengths : List.of(new int[] {1}, new int[] {5, 0, 2})) {
        scoresAlike(Case.of(ALL, wanted, lengths, options), wanted);
      }
    }
  }

  @Test
  void columnsWithoutItemsScoreAlikeInTheGraph() {
    for (String encoder : List.of("recurrent", "convolution")) {
      Case c =
          Case.of(
              ALL,
              Wanted.EACH_TOKEN,
              new int[] {3, 2},
              "direction",
              "forward",
              "characters.encoder",
              encoder);
      SortedMap<String, Column> columns = new TreeMap<>(c.in().columns());
      int[] nothing = new int[6];
      Arrays.fill(nothing, -1);
      Inputs none = Inputs.ids("letters", 0, new int[0], new int[0]);
      columns.put("spelling", new Column.Nested(none, nothing));
      Inputs in = new Inputs(3, c.in().lengths(), columns);
      scoresAlike(new Case(c.network(), c.weights(), in), Wanted.EACH_TOKEN);
      Inputs empty = Inputs.ids("letters", 0, new int[2], new int[0]);
      columns.put("spelling", new Column.Nested(empty, new int[6]));
      in = new Inputs(3, c.in().lengths(), columns);
      scoresAlike(new Case(c.network(), c.weights(), in), Wanted.EACH_TOKEN);
    }
  }

  private static void scoresAlike(Case c, Wanted wanted) {
    Work work = new Work(new ScalarKernels(), Workers.ONE);
    Sequence own = c.network().score(c.in(), Carried.NONE, work).scores().values();
    Demand demand = c.network().spec().demand();
    Graph g = new Graph();
    InputWires tokens = GraphInputs.write(g, demand.tokens());
    Graph n = g.scope("network");
    Value scores =
        c.network().writeScore(n, tokens, c.network().writeStart(n, InputWires.NONE)).scores();
    String time = wanted == Wanted.EACH_TOKEN ? "T" : "1";
    g.output("scores", scores, ElementType.FLOAT, time, "B", "" + demand.outputs());
    SortedMap<String, Tensor> feed = new TreeMap<>(GraphInputs.feed(demand.tokens(), c.in()));
    try (OrtModel model = OrtModel.open(OnnxFile.write(g), Device.CPU)) {
      if (!(model.run(feed).get("scores") instanceof Tensor.Floats found)) {
        throw new AssertionError("the graph gave no scores");
      }
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
    assertThat(g.weights().values().stream().flatMap(List::stream).map(Param::path))
        .as("every parameter stands in the graph under its path")
        .containsExactlyInAnyOrderElementsOf(c.params().stream().map(Param::path).toList());
  }
}
