package rondo.onnx;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Pass;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;

/** A network that notes between which wires it is written. */
final class Drawn implements Network {
  private final Network network;
  private final List<CarriedWires> starts = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /** Where a step stands in a graph. */
  record Step(InputWires tokens, CarriedWires carried, ScoredWires out) {}

  Drawn(Network network) {
    this.network = network;
  }

  /** Where its source was read; it must have been written. */
  CarriedWires start() {
    return starts.get(0);
  }

  /** Where its tokens are scored; it must have been written. */
  Step step() {
    return steps.get(0);
  }

  @Override
  public NetworkSpec spec() {
    return network.spec();
  }

  @Override
  public boolean streams() {
    return network.streams();
  }

  @Override
  public Trace forward(Batch batch, State start, Pass pass) {
    return network.forward(batch, start, pass);
  }

  @Override
  public Layer head() {
    return network.head();
  }

  @Override
  public Carried start(Inputs source, Pass pass) {
    return network.start(source, pass);
  }

  @Override
  public Scored score(Inputs tokens, Carried carried, Pass pass) {
    return network.score(tokens, carried, pass);
  }

  @Override
  public CarriedWires writeStart(Graph graph, InputWires source) {
    CarriedWires out = network.writeStart(graph, source);
    starts.add(out);
    return out;
  }

  @Override
  public ScoredWires writeScore(Graph graph, InputWires tokens, CarriedWires carried) {
    ScoredWires out = network.writeScore(graph, tokens, carried);
    steps.add(new Step(tokens, carried, out));
    return out;
  }
}
