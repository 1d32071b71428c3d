package rondo.onnx.foreign;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Param;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;

/** Makes networks of graphs that stay as they are, for ONNX Runtime to run. */
public final class RuntimeNetworkType implements NetworkType {
  static final String NAME = "runtime";
  static final String TIME_FIRST = "time-first";

  private static final int LEAST = 256; // values that are worth standing with the parameters
  private static final int OLDEST = 13; // opsets whose nodes may stand beside ours
  private static final int NEWEST = 20;

  static final Options OPTIONS =
      Options.of(
              new Option(
                  GraphNetworkType.GRAPH,
                  "",
                  "the imported graph, without its constants; written by import"),
              new Option(TIME_FIRST, "false", "whether its scores have the time before the batch"),
              new Option(
                  GraphNetworkType.TOGETHER,
                  "false",
                  "whether texts of unequal length may share a batch"))
          .and(GraphNetworkType.PORTS);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public boolean offers(Demand demand) {
    return new GraphNetworkType().offers(demand);
  }

  @Override
  public Network create(NetworkSpec spec, Registry<CellType> cells, Weights weights) {
    Settings s = OPTIONS.fill(spec.options().values());
    if (s.text(GraphNetworkType.GRAPH).isEmpty()) {
      throw new IllegalArgumentException(
          "network 'runtime' is an imported graph; make a model of one with 'import'");
    }
    Graph graph = GraphNetworkType.graph(s.text(GraphNetworkType.GRAPH));
    return network(new NetworkSpec(spec.type(), spec.demand(), s), graph, weights, new HashMap<>());
  }

  /** A network of a graph of which the large constants are taken out; some may be given. */
  static RuntimeNetwork network(
      NetworkSpec spec, Graph graph, Weights weights, Map<String, Tensor> given) {
    Settings s = spec.options();
    Map<String, Param> constants = new HashMap<>();
    List<String> names = Parameters.names(graph);
    for (String each : names) {
      List<Integer> dims = Parameters.dims(graph, each);
      int rows = dims.get(0);
      int cols = dims.stream().skip(1).reduce(1, Math::multiplyExact);
      Init init =
          given.get(each) instanceof Tensor.Floats f
              ? Init.of(new Matrix(rows, cols, f.data(), 0))
              : Init.ZEROS;
      constants.put(each, weights.matrix("constant" + constants.size(), rows, cols, init));
    }
    RuntimePorts ports = RuntimePorts.of(graph, spec.demand(), s);
    return new RuntimeNetwork(
        spec, graph, ports, constants, s.flag(TIME_FIRST), s.flag(GraphNetworkType.TOGETHER));
  }

  /** Refuses a graph whose nodes cannot stand beside ours. */
  static void requireOpset(Graph graph) {
    int opset = graph.opsets().getOrDefault("", 1);
    if (opset < OLDEST || opset > NEWEST) {
      throw new ModelFormatException(
          "a graph that stays as it is must be of opset %d to %d, is of %d; export it for one of those"
              .formatted(OLDEST, NEWEST, opset));
    }
  }

  /** The constants that are large. */
  static Set<String> large(Graph graph) {
    Set<String> large = new HashSet<>();
    graph
        .constants()
        .forEach(
            (name, t) -> {
              if (t instanceof Tensor.Floats f && f.data().length >= LEAST && !t.dims().isEmpty()) {
                large.add(name);
              }
            });
    return large;
  }
}
