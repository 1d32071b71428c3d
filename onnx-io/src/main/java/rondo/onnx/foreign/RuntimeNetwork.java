package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Demand.Wanted;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Port;
import rondo.core.graph.Value;

/**
 * A graph of which something cannot become native: it is written as it stands, for ONNX Runtime to
 * run, and learns nothing.
 */
final class RuntimeNetwork implements Network {
  private final NetworkSpec spec;
  private final Graph graph;
  private final RuntimePorts ports;
  private final Map<String, Param> constants; // by name
  private final boolean timeFirst;
  private final boolean together;

  /**
   * @param timeFirst whether scores of tokens have the time as their first axis
   */
  RuntimeNetwork(
      NetworkSpec spec,
      Graph graph,
      RuntimePorts ports,
      Map<String, Param> constants,
      boolean timeFirst,
      boolean together) {
    this.spec = spec;
    this.graph = graph;
    this.ports = ports;
    this.constants = constants;
    this.timeFirst = timeFirst;
    this.together = together;
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public boolean together() {
    return together;
  }

  // what only ONNX Runtime can do

  private static IllegalArgumentException elsewhere() {
    return new IllegalArgumentException(
        "this model was imported without becoming native: it runs on ONNX Runtime alone"
            + " (--backend onnxruntime), and does not train");
  }

  @Override
  public Trace forward(Batch batch, State start, Pass pass) {
    throw elsewhere();
  }

  @Override
  public Layer head() {
    throw elsewhere();
  }

  @Override
  public Carried start(Inputs source, Pass pass) {
    throw elsewhere();
  }

  @Override
  public Scored score(Inputs tokens, Carried carried, Pass pass) {
    throw elsewhere();
  }

  // writing

  @Override
  public CarriedWires writeStart(Graph g, InputWires source) {
    return new CarriedWires(List.of(), List.of());
  }

  @Override
  public ScoredWires writeScore(Graph g, InputWires tokens, CarriedWires carried) {
    graph.opsets().forEach(g::opset);
    graph.functions().forEach(g::define);
    Scope scope = Scope.whole(new HashSet<>()).call("imported", Map.of());
    String column = spec.demand().tokens().columns().firstKey();
    Value ids = g.op("Transpose", ((ColumnWires.Ids) tokens.column(column)).ids()); // [B,T]
    scope.mean(ports.ids().value(), IdPorts.typed(g, ids, ElementType.INT64, ports.ids().type()));
    for (Port each : ports.lengths()) {
      Value lengths = IdPorts.typed(g, tokens.lengths(), ElementType.INT32, each.type());
      scope.mean(each.value(), lengths);
    }
    constants.forEach(
        (name, p) -> {
          List<Integer> dims = Parameters.dims(graph, name);
          int[] shape = dims.stream().mapToInt(d -> d).toArray();
          scope.mean(new Value(name), g.weight(p, shape));
        });
    Rebuilding.into(Parameters.without(graph), scope, g);
    return new ScoredWires(placed(g, scope.of(ports.scores())), Value.NONE, List.of());
  }

  /** [T,B,K] of whatever the graph gives; one step where the whole is scored. */
  private Value placed(Graph g, Value scores) {
    if (spec.demand().wanted() == Wanted.WHOLE_SEQUENCE) {
      return g.op("Unsqueeze", scores, g.ints(0));
    }
    List<Long> perm = new ArrayList<>(List.of(1L, 0L, 2L));
    return timeFirst ? scores : g.op("Transpose", Map.of("perm", new Attr.Ints(perm)), scores);
  }
}
