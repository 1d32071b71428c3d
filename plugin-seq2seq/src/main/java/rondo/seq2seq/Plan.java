package rondo.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Init;
import rondo.core.Layer;
import rondo.core.NetworkSpec;
import rondo.core.Param;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.Weights;
import rondo.engine.layer.Dropout;
import rondo.engine.layer.Features;
import rondo.engine.layer.Linear;
import rondo.engine.layer.Recurrent;
import rondo.engine.layer.Stack;

/** Options to parts: reads the one, makes the other. */
final class Plan {
  private static final int MOST = 1 << 16; // a width that no one means

  private final NetworkSpec spec;
  private final Settings s;
  private final int hidden;
  private final int embedding;

  /** The spec's options are filled. */
  Plan(NetworkSpec spec) {
    this.spec = spec;
    s = spec.options();
    hidden = s.number("hidden", 1, MOST);
    embedding = s.number("embedding", 1, MOST);
  }

  Seq2Seq make(CellType reading, CellType writing, Weights weights) {
    Demand demand = spec.demand();
    Weights source = weights.in("source");
    Weights target = weights.in("target");
    Weights head = weights.in("head");
    String tie = s.choice("tie", "none", "output", "all");
    int out = hidden;
    if (!tie.equals("none")) {
      String column = only(demand.tokens(), demand.outputs(), tie, "target");
      Init uniform = Init.uniform(Math.sqrt(3.0 / embedding)); // of length 1, as embeddings are
      Param E = target.in(column).matrix("E", demand.outputs(), embedding, uniform);
      target = new Tied(target, "E", E);
      head = new Tied(head, "W", E);
      out = embedding;
      if (tie.equals("all")) {
        only(demand.source(), demand.outputs(), tie, "source");
        source = new Tied(source, "E", E);
      }
    }
    Encoder encoder = encoder(new Features(demand.source(), choices(), source), reading, weights);
    Features words = new Features(demand.tokens(), choices(), target);
    Decoder decoder = decoder(words.width(), encoder.width(), out, writing, weights);
    Bridge bridge = new Bridge(encoder.width(), decoder.state(), weights.in("bridge"));
    Dropout told = dropout(words.width(), weights.in("target"));
    Dropout last = dropout(out, weights.in("head"));
    Linear scores = new Linear(out, demand.outputs(), head);
    return new Seq2Seq(spec, encoder, bridge, words, told, decoder, last, scores);
  }

  /** The one column of ids of a side that has to have as many of them as there are outputs. */
  private static String only(Schema side, int outputs, String tie, String name) {
    if (side.columns().size() == 1) {
      Map.Entry<String, Schema.Kind> column = side.columns().entrySet().iterator().next();
      if (column.getValue() instanceof Schema.Kind.Ids ids && ids.size() == outputs) {
        return column.getKey();
      }
    }
    throw new IllegalArgumentException(
        "option 'tie' = %s shares the vectors of %d outputs with a single column of as many ids on the %s side, which has %s;%s"
            .formatted(
                tie,
                outputs,
                name,
                side.columns(),
                name.equals("source")
                    ? " take a joint vocabulary, or tie = output"
                    : " take tie = none"));
  }

  private Encoder encoder(Features features, CellType type, Weights weights) {
    Direction direction =
        s.choice("encoder.direction", "bidirectional", "forward").equals("forward")
            ? Direction.FORWARD
            : Direction.BIDIRECTIONAL;
    int each = direction == Direction.FORWARD ? hidden : (hidden + 1) / 2;
    if (!s.text("encoder.hidden").equals("same")) {
      each = s.number("encoder.hidden", 1, MOST);
    }
    List<Layer> layers = new ArrayList<>();
    List<Recurrent> cells = new ArrayList<>();
    int width = features.width();
    for (int i = 0, n = s.number("encoder.layers", 1, 64); i < n; i++) {
      Weights own = weights.in("encoder").in("layer" + i);
      CellSpec cell = new CellSpec(type.name(), width, each, s.in("encoder.cell"));
      Recurrent r = new Recurrent(Recurrence.create(direction, type, cell, own));
      layers.add(dropout(width, own));
      layers.add(r);
      cells.add(r);
      width = r.ports().out();
    }
    return new Encoder(features, new Stack(layers), cells.get(cells.size() - 1));
  }

  private Decoder decoder(int words, int memory, int out, CellType type, Weights weights) {
    boolean feeds = s.flag("feeding");
    List<Cell> cells = new ArrayList<>();
    List<Dropout> between = new ArrayList<>();
    for (int i = 0, n = s.number("decoder.layers", 1, 64); i < n; i++) {
      Weights own = weights.in("decoder").in("layer" + i);
      int first = feeds ? words + out : words;
      int width = i == 0 ? first : hidden;
      CellSpec cell = new CellSpec(type.name(), width, hidden, s.in("decoder.cell"));
      cells.add(type.create(cell, own));
      if (i > 0) {
        between.add(dropout(hidden, own));
      }
    }
    int width = cells.get(cells.size() - 1).ports().out();
    String kind = s.choice("attention", "general", "dot", "additive", "none");
    Attention attention = Attention.of(kind, width, memory, weights.in("attention"));
    OutputVector output = new OutputVector(attention.width(), width, out, weights.in("output"));
    return Decoder.of(cells, between, attention, output, feeds);
  }

  private Dropout dropout(int width, Weights at) {
    boolean locked = s.choice("dropout-kind", "locked", "plain").equals("locked");
    Dropout.Kind kind = locked ? Dropout.Kind.LOCKED : Dropout.Kind.PLAIN;
    return new Dropout(kind, width, s.real("dropout", 0, 0.99), at.path() + "/drop");
  }

  private Features.Choices choices() {
    double dropout = s.real("word-dropout", 0, 0.99);
    return new Features.Choices() {
      @Override
      public int embedding(String column) {
        return embedding;
      }

      @Override
      public boolean frozen(String column) {
        return false;
      }

      @Override
      public double dropout(String column) {
        return dropout;
      }

      @Override
      public Layer encoder(String column, int width, Weights weights) {
        throw nested(column);
      }

      @Override
      public Features.Choices within(String column) {
        throw nested(column);
      }
    };
  }

  private static IllegalArgumentException nested(String column) {
    return new IllegalArgumentException(
        "network 'seq2seq' reads ids and real values; column '" + column + "' holds sequences");
  }
}
