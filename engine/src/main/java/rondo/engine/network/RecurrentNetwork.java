package rondo.engine.network;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Demand.Wanted;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Pass;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.layer.Convolution;
import rondo.engine.layer.Dropout;
import rondo.engine.layer.Features;
import rondo.engine.layer.LastOutput;
import rondo.engine.layer.Linear;
import rondo.engine.layer.Pooling;
import rondo.engine.layer.Recurrent;
import rondo.engine.layer.Residual;
import rondo.engine.layer.Stack;

/**
 * Columns, recurrent layers, and a linear head: taggers, classifiers with a pooling on top, and,
 * forward alone, language models and streams.
 */
final class RecurrentNetwork implements Network {
  private static final int MOST =
      1 << 16; // a width that no one means is refused before it is taken

  private final NetworkSpec spec;
  private final Features features;
  private final Stack body;
  private final Linear head;

  /** The spec's options are filled. */
  RecurrentNetwork(NetworkSpec spec, CellType type, CellType inner, Weights weights) {
    this.spec = spec;
    Settings s = spec.options();
    features =
        new Features(
            spec.demand().tokens(), new FeatureChoices(s, inner, false), weights.in("features"));
    body = body(s, type, features.width(), spec.demand().wanted(), weights);
    head = new Linear(body.ports().out(), spec.demand().outputs(), weights.in("head"));
  }

  private static Stack body(Settings s, CellType type, int in, Wanted wanted, Weights weights) {
    int hidden = s.number("hidden", 1, MOST);
    Direction direction =
        s.choice("direction", "bidirectional", "forward").equals("forward")
            ? Direction.FORWARD
            : Direction.BIDIRECTIONAL;
    boolean residual = s.flag("residual");
    List<Layer> layers = new ArrayList<>();
    int width = in;
    for (int i = 0, n = s.number("layers", 1, 64); i < n; i++) {
      Weights own = weights.in("layer" + i);
      layers.add(dropout(s, width, own));
      CellSpec cell = new CellSpec(type.name(), width, hidden, s.in("cell"));
      Recurrent r = new Recurrent(Recurrence.create(direction, type, cell, own));
      layers.add(residual && r.ports().in() == r.ports().out() ? new Residual(r) : r);
      width = r.ports().out();
    }
    if (wanted == Wanted.WHOLE_SEQUENCE) {
      int ahead = direction == Direction.FORWARD ? width : width / 2;
      layers.add(pooling(s, width, ahead, weights.in("pooling")));
      width = layers.get(layers.size() - 1).ports().out();
    }
    layers.add(dropout(s, width, weights.in("head")));
    return new Stack(layers);
  }

  private static Layer dropout(Settings s, int width, Weights at) {
    boolean locked = s.choice("dropout-kind", "locked", "plain").equals("locked");
    Dropout.Kind kind = locked ? Dropout.Kind.LOCKED : Dropout.Kind.PLAIN;
    return new Dropout(kind, width, s.real("dropout", 0, 0.99), at.path() + "/drop");
  }

  private static Layer pooling(Settings s, int width, int ahead, Weights weights) {
    return switch (s.choice("pooling", "last", "mean", "max", "mean-max", "attention")) {
      case "last" -> Pooling.last(width, ahead);
      case "mean" -> Pooling.mean(width);
      case "max" -> Pooling.max(width);
      case "mean-max" -> Pooling.meanMax(width);
      default -> Pooling.attention(width, weights);
    };
  }

  /** What the options say about columns; within a nested one, the options of characters hold. */
  private record FeatureChoices(Settings s, CellType inner, boolean within)
      implements Features.Choices {
    @Override
    public int embedding(String column) {
      if (within) {
        return s.number("characters.embedding", 1, MOST);
      }
      String own = "embedding." + column;
      return s.number(s.values().containsKey(own) ? own : "embedding", 1, MOST);
    }

    @Override
    public boolean frozen(String column) {
      return !within && List.of(s.text("frozen").split("[, ]+")).contains(column);
    }

    @Override
    public double dropout(String column) {
      return within ? 0 : s.real("word-dropout", 0, 0.99);
    }

    @Override
    public Layer encoder(String column, int width, Weights weights) {
      if (s.choice("characters.encoder", "recurrent", "convolution").equals("convolution")) {
        int window = s.number("characters.window", 1, 99);
        int filters = s.number("characters.filters", 1, MOST);
        Convolution windows = new Convolution(window, width, filters, weights);
        return new Stack(List.of(windows, Pooling.max(filters)));
      }
      int hidden = s.number("characters.hidden", 1, MOST);
      CellSpec cell = new CellSpec(inner.name(), width, hidden, s.in("characters.cell"));
      return new LastOutput(Recurrence.create(Direction.BIDIRECTIONAL, inner, cell, weights));
    }

    @Override
    public Features.Choices within(String column) {
      return new FeatureChoices(s, inner, true);
    }
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public boolean streams() {
    return body.ports().streams();
  }

  @Override
  public Layer head() {
    return head;
  }

  @Override
  public Trace forward(Batch batch, State start, Pass pass) {
    Trace read = features.forward(batch.tokens(), pass);
    Trace run = body.forward(read.output().with(start), pass);
    return new Trace(
        run.output(),
        gradient -> {
          Flow din = run.backward().apply(gradient);
          Flow nothing = read.backward().apply(Flow.of(din.sequence()));
          return new Flow(nothing.sequence(), din.state());
        });
  }

  @Override
  public Carried start(Inputs source, Pass pass) {
    return Carried.NONE;
  }

  @Override
  public Scored score(Inputs tokens, Carried carried, Pass pass) {
    Flow hidden = body.predict(new Flow(features.predict(tokens, pass), carried.state()), pass);
    Sequence scores = head.predict(Flow.of(hidden.sequence()), pass).sequence();
    return new Scored(new Scores(scores, Sequence.NONE), hidden.state());
  }

  @Override
  public CarriedWires writeStart(Graph g, InputWires source) {
    return new CarriedWires(List.of(), List.of());
  }

  @Override
  public ScoredWires writeScore(Graph g, InputWires tokens, CarriedWires carried) {
    Value vectors = features.write(g.scope("features"), tokens);
    Wires hidden = body.write(g, new Wires(vectors, tokens.lengths(), carried.state()));
    Wires scores = head.write(g.scope("head"), Wires.of(hidden.sequence(), hidden.lengths()));
    return new ScoredWires(scores.sequence(), Value.NONE, hidden.state());
  }
}
