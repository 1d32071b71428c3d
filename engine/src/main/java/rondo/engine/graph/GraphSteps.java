package rondo.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Carried;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * The graph that reads a sequence a piece at a time: what {@link GraphInputs} and {@link
 * GraphOutputs} say, and the state from piece to piece, in as {@code state.0}, {@code state.1}, …,
 * FLOAT [B,W], zeros before the first piece, and out as {@code next.0}, {@code next.1}, ….
 */
public final class GraphSteps {
  /** The file stem of the graph among those that a task writes. */
  public static final String STEP = "step";

  private GraphSteps() {}

  /** The name of a part of the state that comes in. */
  public static String state(int part) {
    return "state." + part;
  }

  /** The name of a part of the state that goes out. */
  public static String next(int part) {
    return "next." + part;
  }

  /** What a task without a source answers when it is asked for steps. */
  public static Map<String, Graph> write(Network network) {
    Demand demand = network.spec().demand();
    if (!network.streams() || !demand.source().columns().isEmpty()) {
      throw new IllegalArgumentException(
          "this network cannot read a sequence a piece at a time; "
              + "train one with network.direction = forward");
    }
    Graph g = new Graph();
    InputWires tokens = GraphInputs.write(g, demand.tokens());
    List<Integer> widths = widths(network, demand);
    List<Value> start = new ArrayList<>();
    for (int i = 0; i < widths.size(); i++) {
      start.add(g.input(state(i), ElementType.FLOAT, "B", widths.get(i).toString()));
    }
    Network.ScoredWires out =
        network.writeScore(g.scope("network"), tokens, new Network.CarriedWires(start, List.of()));
    GraphOutputs.scores(g, out.scores(), demand);
    for (int i = 0; i < widths.size(); i++) {
      String width = widths.get(i).toString();
      g.output(next(i), out.state().get(i), ElementType.FLOAT, "B", width);
    }
    return Map.of(STEP, g);
  }

  /** What the network itself carries on after one token. */
  private static List<Integer> widths(Network network, Demand demand) {
    Work work = new Work(KernelChoice.best(), Workers.ONE);
    Inputs token = SampleInputs.draw(demand.tokens(), Noise.of(0), 1);
    Carried start = network.start(Inputs.NONE, work);
    return network.score(token, start, work).state().parts().stream().map(Matrix::cols).toList();
  }
}
