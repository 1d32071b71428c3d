package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Network;
import rondo.core.Runner;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSearch.Found;
import rondo.engine.graph.GraphSearch.Step;
import rondo.tasks.search.Beam;
import rondo.tasks.search.BeamSearch;
import rondo.tasks.search.Hypothesis;
import rondo.tasks.search.SearchGraph;
import rondo.tasks.search.Target;

/**
 * One graph that translates: ids of a text's pieces and its end in, pieces of the best translation
 * out.
 *
 * <pre>
 * answer                   STRING [L,B]  the pieces, "" behind the shorter ones
 * answer.ids               INT64  [L,B]  the same as ids, the end's behind the shorter ones
 * answer.lengths           INT32  [B]
 * answer.score             FLOAT  [B]    log p / length^penalty, the end counted
 * answer.log_probability   FLOAT  [B]    natural, of all pieces and the end
 * answer.looked            INT64  [L,B]  the place of the text that was looked at most, -1: none
 * </pre>
 *
 * The last is there where the model has attention and unknown pieces are copied from the text.
 */
final class TranslationGraph {
  static final String IDS = GraphOutputs.ANSWER + ".ids";
  static final String LENGTHS = GraphOutputs.ANSWER + ".lengths";
  static final String SCORE = GraphOutputs.ANSWER + ".score";
  static final String LOG_PROBABILITY = GraphOutputs.ANSWER + ".log_probability";
  static final String LOOKED = GraphOutputs.ANSWER + ".looked";

  private final Side target;
  private final Target written;
  private final Beam beam;
  private final Demand demand;
  private final boolean copies;

  TranslationGraph(Side target, Target written, Beam beam, Demand demand) {
    this.target = target;
    this.written = written;
    this.beam = beam;
    this.demand = demand;
    copies = IntStream.of(written.never()).noneMatch(id -> id == target.unknown());
  }

  Map<String, Graph> write(Network network) {
    Graph g = new Graph();
    InputWires source = GraphInputs.writeSource(g, demand.source());
    Network.CarriedWires start = network.writeStart(g.scope("network"), source);
    SearchGraph.Answers found =
        new SearchGraph(written, beam, demand.outputs(), copies)
            .write(g.scope("search"), network, start, source.lengths());
    Value pieces = g.op("Gather", g.constant("pieces", pieces()), found.ids());
    g.output(GraphOutputs.ANSWER, pieces, ElementType.STRING, "L", "B");
    g.output(IDS, found.ids(), ElementType.INT64, "L", "B");
    g.output(LENGTHS, found.lengths(), ElementType.INT32, "B");
    g.output(SCORE, found.score(), ElementType.FLOAT, "B");
    g.output(LOG_PROBABILITY, found.logProbability(), ElementType.FLOAT, "B");
    if (!found.looked().none()) {
      g.output(LOOKED, found.looked(), ElementType.INT64, "L", "B");
    }
    return Map.of("", g);
  }

  private Tensor pieces() {
    String[] pieces = new String[target.count()];
    for (int id = 0; id < pieces.length; id++) {
      pieces[id] = target.piece(id);
    }
    pieces[target.end()] = ""; // which stands behind the shorter ones
    return new Tensor.Strings(List.of(pieces.length), pieces);
  }

  /** What the task itself finds, in the words of the outputs. */
  List<Found> search(Inputs sources, Runner runner) {
    List<List<Hypothesis>> best = new BeamSearch(written, beam).search(sources, runner);
    List<Found> all = new ArrayList<>();
    for (int b = 0; b < best.size(); b++) {
      Hypothesis found = best.get(b).get(0);
      boolean tells = copies && found.attention().rows() > 0;
      List<Step> answer = new ArrayList<>();
      for (int t = 0; t < found.ids().length; t++) {
        int id = found.ids()[t];
        int looked = tells ? found.looked(t, sources.lengths()[b] - 1) : -1;
        answer.add(new Step(id, target.piece(id), looked));
      }
      all.add(new Found(answer, found.score()));
    }
    return all;
  }

  /** The same of the outputs. */
  List<Found> read(Map<String, Tensor> outputs) {
    long[] lengths = ints(outputs, LENGTHS);
    long[] ids = ints(outputs, IDS);
    boolean tells = outputs.containsKey(LOOKED);
    long[] looked = tells ? ints(outputs, LOOKED) : new long[0];
    String[] pieces = ((Tensor.Strings) output(outputs, GraphOutputs.ANSWER)).data();
    float[] scores = ((Tensor.Floats) output(outputs, SCORE)).data();
    int B = lengths.length;
    List<Found> all = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      List<Step> answer = new ArrayList<>();
      for (int t = 0; t < lengths[b]; t++) {
        int i = t * B + b;
        answer.add(new Step((int) ids[i], pieces[i], tells ? (int) looked[i] : -1));
      }
      all.add(new Found(answer, scores[b]));
    }
    return all;
  }

  private static long[] ints(Map<String, Tensor> outputs, String name) {
    return ((Tensor.Ints) output(outputs, name)).data();
  }

  private static Tensor output(Map<String, Tensor> outputs, String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "a translation has an output '%s', there are %s".formatted(name, outputs.keySet()));
    }
    return tensor;
  }
}
