package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rondo.core.CellType;
import rondo.core.Importer.Fate;
import rondo.core.Importer.Note;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Options;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.core.TaskSpec;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.engine.Plugins;
import rondo.engine.model.FreshWeights;

/** Graphs made elsewhere as models for a task, and what became of their nodes. */
public final class ForeignImport {
  /** Which of a graph's ports are what, where guessing is not enough. */
  public static final Options PORTS = GraphNetworkType.PORTS;

  private final Graph graph;
  private final Folding.Plain plain;
  private final Registry<CellType> cells;

  private ForeignImport(Graph graph, Folding.Plain plain, Registry<CellType> cells) {
    this.graph = graph;
    this.plain = plain;
    this.cells = cells;
  }

  public static ForeignImport of(Graph graph, Registry<CellType> cells) {
    return new ForeignImport(graph, plain(graph, cells), cells);
  }

  /** The graph without what is known beforehand. */
  static Folding.Plain plain(Graph graph, Registry<CellType> cells) {
    Set<OpId> owned = cells.all().stream().map(CellType::operator).collect(Collectors.toSet());
    if (graph.nodes().stream().anyMatch(n -> n.op().equals(Parameters.OP))) {
      throw new ModelFormatException(
          "the graph lacks its parameters: it is a part of a model of ours; open that one");
    }
    return Folding.of(graph, owned::contains);
  }

  /** What became of the nodes, with no task in mind. */
  public List<Note> report() {
    Understood all = Understood.of(plain, cells.all(), new FreshWeights(0), Set.of());
    Reading reading = all.reading();
    List<View> wanted = new ArrayList<>();
    for (Port each : plain.graph().outputs()) {
      reading.known(each.value().name()).shown().ifPresent(wanted::add);
    }
    List<Step> steps = Program.of(reading.steps(), reading.slots(), wanted).steps();
    return Reports.of(reading, all.plain(), steps);
  }

  /** A graph that is found to serve a task, and what is known of it. */
  private record Found(
      NetworkSpec spec,
      Folding.Plain plain,
      Reading reading,
      Binding ports,
      FreshWeights weights,
      List<Folding.Gone> before) {
    GraphNetwork network(boolean streams) {
      return new GraphNetwork(spec, reading, ports, true, streams);
    }
  }

  private Found found(TaskSpec task, Settings ports) {
    Settings filled = GraphNetworkType.OPTIONS.fill(ports.values());
    NetworkSpec spec = new NetworkSpec(GraphNetworkType.NAME, task.demand(), filled);
    Understood all = read(plain, new FreshWeights(0));
    Port output = Binding.of(all.reading(), spec.demand(), ports).output();
    Folding.Plain part = Folding.of(Ports.only(all.plain().graph(), output), op -> true);
    FreshWeights weights = new FreshWeights(0);
    Understood some = read(part, weights);
    Binding binding = Binding.of(some.reading(), spec.demand(), ports);
    return new Found(spec, some.plain(), some.reading(), binding, weights, all.plain().gone());
  }

  private Understood read(Folding.Plain plain, FreshWeights weights) {
    Weights network = weights.in(Plugins.NETWORK);
    return Understood.of(plain, cells.all(), network, Binding.zeros(plain.graph()));
  }

  /** The graph as a model for a task; {@code ports} are filled {@link #PORTS}. */
  public StoredModel model(TaskSpec task, Settings ports, Map<String, String> provenance) {
    if (!ports.flag("native")) {
      return asItIs(task, ports, provenance);
    }
    Found found = found(task, ports);
    boolean together = Probe.of(found.network(false)).together();
    boolean streams = together && Probe.of(found.network(true)).streams();
    Graph stored = Parameters.taken(found.plain().graph(), found.reading().parameters());
    Settings options =
        ports
            .with(GraphNetworkType.GRAPH, GraphNetworkType.text(stored))
            .with(GraphNetworkType.TOGETHER, together)
            .with(GraphNetworkType.STREAMS, streams);
    NetworkSpec network = new NetworkSpec(GraphNetworkType.NAME, task.demand(), options);
    return stored(network, task, provenance, found.weights());
  }

  /** The graph as a model that ONNX Runtime alone runs. */
  private StoredModel asItIs(TaskSpec task, Settings ports, Map<String, String> provenance) {
    RuntimeNetworkType.requireOpset(graph);
    Port output = RuntimePorts.of(graph, task.demand(), ports).output();
    Graph part = Ports.only(graph, output);
    RuntimeTrial trial = RuntimeTrial.of(part, task.demand(), ports);
    Graph stored = Parameters.taken(part, RuntimeNetworkType.large(part));
    Settings options =
        ports
            .with(GraphNetworkType.GRAPH, GraphNetworkType.text(stored))
            .with(RuntimeNetworkType.TIME_FIRST, trial.timeFirst())
            .with(GraphNetworkType.TOGETHER, trial.together());
    NetworkSpec network = new NetworkSpec(RuntimeNetworkType.NAME, task.demand(), options);
    FreshWeights weights = new FreshWeights(0);
    NetworkSpec spec =
        new NetworkSpec(
            network.type(), task.demand(), RuntimeNetworkType.OPTIONS.fill(options.values()));
    RuntimeNetworkType.network(
        spec,
        GraphNetworkType.graph(options.text(GraphNetworkType.GRAPH)),
        weights.in(Plugins.NETWORK),
        part.constants());
    return stored(network, task, provenance, weights);
  }

  private static StoredModel stored(
      NetworkSpec network, TaskSpec task, Map<String, String> provenance, FreshWeights weights) {
    Map<String, Matrix> values = new HashMap<>();
    weights.params().forEach(p -> values.put(p.path(), p.value()));
    return StoredModel.of(new ModelSpec(network, task, new TreeMap<>(provenance)), values);
  }

  /** What became of the nodes in a model for a task. */
  public List<Note> report(TaskSpec task, Settings ports) {
    if (!ports.flag("native")) {
      return report();
    }
    Found found = found(task, ports);
    List<Note> all = new ArrayList<>();
    List<Step> alive = new ArrayList<>(found.network(false).program().steps());
    Folding.Plain gone = new Folding.Plain(plain.graph(), joined(found));
    for (Note each : Reports.of(found.reading(), gone, alive)) {
      boolean softmax = each.operator().endsWith("Softmax") && each.fate() == Fate.UNUSED;
      all.add(
          softmax
              ? new Note(each.part(), each.operator(), Fate.LAYER, "the task's own softmax")
              : each);
    }
    return all;
  }

  private static List<Folding.Gone> joined(Found found) {
    List<Folding.Gone> all = new ArrayList<>(found.before());
    all.addAll(found.plain().gone());
    return all;
  }
}
