package rondo.onnx.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.ModelFormatException;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Registry;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.onnx.OnnxFile;

/** Makes networks of graphs that were imported. */
public final class GraphNetworkType implements NetworkType {
  static final String NAME = "graph";
  static final String GRAPH = "graph";
  static final String TOGETHER = "together";
  static final String STREAMS = "streams";

  /** Which of the graph's ports are what. */
  static final Options PORTS =
      Options.of(
          new Option("input", "", "the graph's input of ids; found by itself where there is one"),
          new Option("lengths", "", "its input of lengths; found by itself where there is one"),
          new Option("output", "", "its output of scores; found by itself where one fits"),
          new Option(
              "native",
              "true",
              "whether it must become native; if not, it runs on ONNX Runtime alone, and does not"
                  + " train"));

  private static final Option DROPOUT =
      new Option("dropout", "0", "the share of what the head reads that is dropped in training");

  static final Options OPTIONS =
      Options.of(
              DROPOUT,
              new Option(
                  GRAPH, "", "the imported graph, without its parameters; written by import"),
              new Option(TOGETHER, "true", "whether texts of unequal length may share a batch"),
              new Option(STREAMS, "false", "whether tokens may come a piece at a time"))
          .and(PORTS);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public Options learning() {
    return Options.of(DROPOUT);
  }

  @Override
  public boolean offers(Demand demand) {
    return demand.source().columns().isEmpty()
        && demand.wanted() != Wanted.NEXT_TOKEN
        && demand.tokens().columns().size() == 1
        && demand.tokens().columns().values().iterator().next() instanceof Schema.Kind.Ids;
  }

  @Override
  public Network create(NetworkSpec spec, Registry<CellType> cells, Weights weights) {
    Settings s = OPTIONS.fill(spec.options().values());
    if (s.text(GRAPH).isEmpty()) {
      throw new IllegalArgumentException(
          "network 'graph' is an imported graph; make a model of one with 'import', and train on"
              + " from that");
    }
    NetworkSpec filled = new NetworkSpec(spec.type(), spec.demand(), s);
    return network(filled, graph(s.text(GRAPH)), cells, weights);
  }

  /** A network of a graph that is folded. */
  static GraphNetwork network(
      NetworkSpec spec, Graph graph, Registry<CellType> cells, Weights weights) {
    Settings s = spec.options();
    Folding.Plain plain = new Folding.Plain(graph, List.of());
    Reading reading = Understood.of(plain, cells.all(), weights, Binding.zeros(graph)).reading();
    Binding ports = Binding.of(reading, spec.demand(), s);
    return new GraphNetwork(spec, reading, ports, s.flag(TOGETHER), s.flag(STREAMS));
  }

  /** A graph as the text of an option. */
  static String text(Graph graph) {
    return new String(Base64.getEncoder().encode(OnnxFile.write(graph)), StandardCharsets.US_ASCII);
  }

  /** The graph in the text of an option. */
  static Graph graph(String text) {
    try {
      return OnnxFile.read(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("the imported graph in this model is damaged", e);
    }
  }
}
