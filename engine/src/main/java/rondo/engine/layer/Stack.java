package rondo.engine.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** Layers one after the other; the state is theirs, joined. */
public final class Stack implements Layer {
  private final List<Layer> layers;
  private final Ports ports;

  public Stack(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    List<Integer> state = new ArrayList<>();
    boolean streams = true;
    int width = layers.get(0).ports().in();
    for (Layer layer : layers) {
      Ports p = layer.ports();
      if (p.in() != width) {
        throw new ShapeException(
            "%s reads vectors of %d, the layer before it gives %d",
            layer.getClass().getSimpleName(), p.in(), width);
      }
      width = p.out();
      state.addAll(p.state());
      streams &= p.streams();
    }
    ports = new Ports(layers.get(0).ports().in(), width, state, streams);
  }

  @Override
  public Ports ports() {
    return ports;
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    List<Trace> traces = new ArrayList<>();
    List<State> ends = new ArrayList<>();
    Flow x = in;
    int at = 0;
    for (Layer layer : layers) {
      int parts = layer.ports().state().size();
      Trace trace = layer.forward(x.with(in.state().slice(at, parts)), pass);
      traces.add(trace);
      x = trace.output();
      ends.add(x.state());
      at += parts;
    }
    return new Trace(x.with(State.join(ends)), gradient -> back(traces, gradient));
  }

  private Flow back(List<Trace> traces, Flow gradient) {
    List<State> starts = new ArrayList<>();
    Sequence d = gradient.sequence();
    int at = ports.state().size();
    for (int i = layers.size() - 1; i >= 0; i--) {
      int parts = layers.get(i).ports().state().size();
      at -= parts;
      Flow din = traces.get(i).backward().apply(new Flow(d, gradient.state().slice(at, parts)));
      d = din.sequence();
      starts.add(din.state());
    }
    Collections.reverse(starts);
    return new Flow(d, State.join(starts));
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    List<State> ends = new ArrayList<>();
    Sequence x = in.sequence();
    int at = 0;
    for (Layer layer : layers) {
      int parts = layer.ports().state().size();
      Flow out = layer.predict(new Flow(x, in.state().slice(at, parts)), pass);
      ends.add(out.state());
      x = out.sequence();
      at += parts;
    }
    return new Flow(x, State.join(ends));
  }

  @Override
  public Wires write(Graph g, Wires in) {
    List<Value> ends = new ArrayList<>();
    Wires w = in;
    int at = 0;
    for (Layer layer : layers) {
      int parts = layer.ports().state().size();
      List<Value> start = in.state().isEmpty() ? List.of() : in.state().subList(at, at + parts);
      w = layer.write(g, new Wires(w.sequence(), w.lengths(), start));
      ends.addAll(w.state());
      at += parts;
    }
    return new Wires(w.sequence(), w.lengths(), ends);
  }
}
