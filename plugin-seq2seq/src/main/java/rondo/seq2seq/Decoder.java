package rondo.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Carried;
import rondo.core.Cell;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Recurrence;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.layer.Columns;
import rondo.engine.layer.Dropout;
import rondo.engine.layer.Recurrent;
import rondo.engine.layer.Stack;
import rondo.seq2seq.Attention.Sight;
import rondo.seq2seq.Attention.SightWires;

/**
 * Cells on one another, what they look at, and the vector that comes of both. Its state is that of
 * the cells, and where it is fed, the vector it made last.
 *
 * @param between what is dropped between two cells, one less than there are cells
 * @param stack the same cells as one layer
 * @param feeds whether the first cell reads the last output vector beside a word
 */
record Decoder(
    List<Cell> cells,
    List<Dropout> between,
    Stack stack,
    Attention attention,
    OutputVector output,
    boolean feeds) {

  static Decoder of(
      List<Cell> cells,
      List<Dropout> between,
      Attention attention,
      OutputVector output,
      boolean feeds) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        layers.add(between.get(i - 1));
      }
      layers.add(new Recurrent(Recurrence.forward(cells.get(i))));
    }
    return new Decoder(cells, between, new Stack(layers), attention, output, feeds);
  }

  /** How wide what the cells say is. */
  int width() {
    return stack.ports().out();
  }

  /** The widths of the state of the cells. */
  List<Integer> state() {
    return stack.ports().state();
  }

  // training

  Teaching teach(Sequence words, Sequence memory, State start, Pass pass) {
    return feeds
        ? new FedTeaching(this, words, memory, start, pass)
        : new WholeTeaching(this, words, memory, start, pass);
  }

  // use

  /** Output vectors, where it looked (NONE if nowhere), and the state after them. */
  record Told(Sequence hidden, Sequence attention, State state) {}

  /** What it carries at first: the state of the cells, and where it is fed, zeros. */
  State start(State cells, int batch, Pass pass) {
    State feed = State.of(pass.zeros(batch, output.width()));
    return feeds ? State.join(List.of(cells, feed)) : cells;
  }

  Told predict(Sequence words, Carried carried, Pass pass) {
    return feeds ? fed(words, carried, pass) : whole(words, carried, pass);
  }

  private Told whole(Sequence words, Carried carried, Pass pass) {
    Flow out = stack.predict(new Flow(words, carried.state()), pass);
    Sequence h = out.sequence();
    Sight sight = attention.glance(h, carried, pass);
    Matrix o = pass.take(h.rows().rows(), output.width());
    output.apply(sight.contexts(), h.rows(), o, pass);
    Columns.clearPast(o, h.lengths());
    return new Told(h.with(o), sight.weights(), out.state());
  }

  private Told fed(Sequence words, Carried carried, Pass pass) {
    int R = words.batch();
    int parts = state().size();
    State cells = carried.state().slice(0, parts);
    Matrix feed = pass.take(R, output.width()).set(carried.state().part(parts));
    List<Told> steps = new ArrayList<>();
    for (int t = 0; t < words.time(); t++) {
      int[] alive = new int[R];
      for (int r = 0; r < R; r++) {
        alive[r] = words.alive(t, r) ? 1 : 0;
      }
      Matrix x = Columns.join(pass, words.step(t), feed);
      Told step = whole(new Sequence(1, x, alive), carried.with(cells), pass);
      cells = step.state();
      for (int r = 0; r < R; r++) {
        if (alive[r] == 1) {
          feed.rows(r, 1).set(step.hidden().rows().rows(r, 1));
        }
      }
      steps.add(step);
    }
    Sequence hidden = chain(words, steps.stream().map(Told::hidden).toList(), pass);
    Sequence looks = chain(words, steps.stream().map(Told::attention).toList(), pass);
    return new Told(hidden, looks, State.join(List.of(cells, State.of(feed))));
  }

  /** Sequences of one step, one after the other; NONE of NONE. */
  private static Sequence chain(Sequence words, List<Sequence> steps, Pass pass) {
    if (steps.isEmpty() || steps.get(0).time() == 0) {
      return Sequence.NONE;
    }
    Matrix all = pass.take(words.rows().rows(), steps.get(0).width());
    for (int t = 0; t < steps.size(); t++) {
      all.rows(t * words.batch(), words.batch()).set(steps.get(t).rows());
    }
    return words.with(all);
  }

  // its picture

  /** What {@link #start} carries, [B,.] each. */
  List<Value> writeStart(Graph g, List<Value> cells, Value lengths) {
    List<Value> state = new ArrayList<>(cells);
    if (feeds) {
      state.add(g.op("Squeeze", g.zeros(lengths, output.width()), g.ints(0)));
    }
    return state;
  }

  /**
   * Output vectors [T,B,O], and as state what comes after them; where it is fed, of a single step.
   */
  Drawn write(Graph g, Wires words, List<Wires> memory) {
    int parts = state().size();
    Value x = words.sequence();
    if (feeds) {
      Value feed = g.op("Unsqueeze", words.state().get(parts), g.ints(0));
      x = g.op("Concat", Map.of("axis", Attr.of(2)), x, feed);
    }
    List<Value> start = words.state().subList(0, parts);
    Wires h = stack.write(g, new Wires(x, words.lengths(), start));
    SightWires sight = attention.write(g.scope("attention"), h.sequence(), memory);
    Value o = output.write(g.scope("output"), sight.contexts(), h.sequence());
    List<Value> end = new ArrayList<>(h.state());
    if (feeds) {
      end.add(g.op("Squeeze", o, g.ints(0)));
    }
    return new Drawn(new Wires(o, words.lengths(), end), sight.weights());
  }

  /** The picture of {@link Told}. */
  record Drawn(Wires hidden, Value attention) {}
}
