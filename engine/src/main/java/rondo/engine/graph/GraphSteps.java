package rondo.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.core.Carried;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.State;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * The graph that reads a sequence a piece at a time: what {@link GraphInputs} and {@link
 * GraphOutputs} say, and the state from piece to piece, in as {@code state.0}, {@code state.1}, …,
 * FLOAT [B,W], zeros before the first piece, and out as {@code next.0}, {@code next.1}, ….
 *
 * <p>Of a network with a source there are two. One reads the source and gives the state to begin
 * with, and a memory of the source, {@code memory.0}, …, FLOAT [source.T,source.B,W]. The other
 * reads a token for each row and takes the memory as it was given: there may be several rows for
 * each of the B examples of a source, row r being one of example {@code r mod B}, so that
 * hypotheses go on side by side and nobody copies a memory.
 */
public final class GraphSteps {
  /** The file stem of the graph among those that a task writes. */
  public static final String STEP = "step";

  /** The file stem of the graph that reads a source. */
  public static final String ENCODER = "encoder";

  /** Floats [T,B,source.T]: where each row looked; not there where the network cannot tell. */
  public static final String ATTENTION = "attention";

  private GraphSteps() {}

  /** The name of a part of the state that comes in. */
  public static String state(int part) {
    return "state." + part;
  }

  /** The name of a part of the state that goes out. */
  public static String next(int part) {
    return "next." + part;
  }

  /** The name of a part of the memory of a source. */
  public static String memory(int part) {
    return "memory." + part;
  }

  /**
   * The name of the lengths of a part of the memory, where they are not those of the source, which
   * are fed to both graphs.
   */
  public static String memoryLengths(int part) {
    return memory(part) + "." + GraphInputs.LENGTHS;
  }

  /** What a task answers when it is asked for steps. */
  public static Map<String, Graph> write(Network network) {
    if (!network.streams()) {
      throw new IllegalArgumentException(
          "this network cannot read a sequence a piece at a time; "
              + "train one with network.direction = forward");
    }
    return network.spec().demand().source().columns().isEmpty()
        ? Map.of(STEP, alone(network))
        : withSource(network);
  }

  private static Graph alone(Network network) {
    Work work = new Work(KernelChoice.best(), Workers.ONE);
    Inputs token = SampleInputs.draw(network.spec().demand().tokens(), Noise.of(0), 1);
    Carried start = network.start(Inputs.NONE, work);
    List<Integer> widths = widths(network.score(token, start, work).state());
    Graph g = new Graph();
    InputWires tokens = GraphInputs.write(g, network.spec().demand().tokens());
    write(g, network, tokens, widths, List.of());
    return g;
  }

  private static Map<String, Graph> withSource(Network network) {
    Demand demand = network.spec().demand();
    Work work = new Work(KernelChoice.best(), Workers.ONE);
    Carried sample = network.start(SampleInputs.draw(demand.source(), Noise.of(0), 1), work);
    List<Integer> widths = widths(sample.state());

    Graph e = new Graph();
    InputWires source = GraphInputs.writeSource(e, demand.source());
    Network.CarriedWires start = network.writeStart(e.scope("network"), source);
    for (int i = 0; i < widths.size(); i++) {
      String width = widths.get(i).toString();
      e.output(state(i), start.state().get(i), ElementType.FLOAT, "B", width);
    }
    Graph s = new Graph();
    InputWires tokens = GraphInputs.write(s, demand.tokens());
    List<Wires> memory = new ArrayList<>();
    Map<Value, Value> lengths = new HashMap<>(); // of the one graph, as those of the other
    for (int i = 0; i < start.memory().size(); i++) {
      Wires m = start.memory().get(i);
      String width = Integer.toString(sample.memory().get(i).width());
      e.output(memory(i), m.sequence(), ElementType.FLOAT, "source.T", "B", width);
      Value there = s.input(memory(i), ElementType.FLOAT, "source.T", "source.B", width);
      if (!lengths.containsKey(m.lengths())) {
        boolean own = !m.lengths().equals(source.lengths());
        String name = own ? memoryLengths(i) : GraphInputs.SOURCE + "/" + GraphInputs.LENGTHS;
        if (own) {
          e.output(name, m.lengths(), ElementType.INT32, "B");
        }
        lengths.put(m.lengths(), s.input(name, ElementType.INT32, "source.B"));
      }
      memory.add(Wires.of(there, lengths.getOrDefault(m.lengths(), Value.NONE)));
    }
    write(s, network, tokens, widths, memory);
    return Map.of(ENCODER, e, STEP, s);
  }

  private static List<Integer> widths(State state) {
    return state.parts().stream().map(Matrix::cols).toList();
  }

  private static void write(
      Graph g, Network network, InputWires tokens, List<Integer> widths, List<Wires> memory) {
    List<Value> start = new ArrayList<>();
    for (int i = 0; i < widths.size(); i++) {
      start.add(g.input(state(i), ElementType.FLOAT, "B", widths.get(i).toString()));
    }
    Network.ScoredWires out =
        network.writeScore(g.scope("network"), tokens, new Network.CarriedWires(start, memory));
    GraphOutputs.scores(g, out.scores(), network.spec().demand());
    if (!out.attention().none()) {
      g.output(ATTENTION, out.attention(), ElementType.FLOAT, "T", "B", "source.T");
    }
    for (int i = 0; i < widths.size(); i++) {
      String width = widths.get(i).toString();
      g.output(next(i), out.state().get(i), ElementType.FLOAT, "B", width);
    }
  }
}
