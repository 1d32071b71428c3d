package rondo.tasks.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rondo.core.Network;
import rondo.core.Network.CarriedWires;
import rondo.core.Network.ScoredWires;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * One id more for all hypotheses: the body of the inner Loop, which goes on until a {@link
 * SearchTurn} has to look after a source. Runtimes take as long for each node as for its
 * arithmetic, so what stays as it is between two turns is computed there ({@link Graph#settle}
 * moves what is written here); and a greedy search, with a row for each source, needs no rows moved
 * and no two choices compared.
 *
 * <p>Hypotheses stand in a grid of W rows of the B sources at work: the w-th about source b is row
 * {@code w·B + b} of R, so that the memory of b serves a whole column. A step first writes what was
 * chosen in the one before, from the rows that it was chosen after, then scores and chooses. A
 * choice that may not be taken has the log probability -infinity.
 */
final class SearchStep {
  /** A dimension without a name: all of them change. */
  static final String ANY = "";

  static final Map<String, Attr> ROWS = Map.of("axis", Attr.of(0));
  static final Map<String, Attr> COLS = Map.of("axis", Attr.of(1));
  static final Map<String, Attr> FLAT = Map.of("keepdims", Attr.of(0));

  private static final Map<String, Attr> LAST = Map.of("axis", Attr.of(-1));

  private final Target target;
  private final Beam beam;
  private final int K;
  private final int C; // choices after a hypothesis

  SearchStep(Target target, Beam beam, int outputs) {
    this.target = target;
    this.beam = beam;
    K = outputs;
    C = Math.min(beam.width(), K);
  }

  /**
   * What stays as it is until a source has to be looked after.
   *
   * @param memory of the sources at work
   * @param B how many they are: [1]
   * @param each which they are in the grid: [1,B]
   * @param may which ids may be written; of a source with none, the end: BOOL [B,K]
   * @param inside places that can be looked at: [B,S], NONE without attention
   * @param k how many choices are kept at most: [1]
   * @param ranked which of them a source may keep: [k,B]
   * @param likeliest of what has ended: [1,B]
   * @param best score of what has ended: [1,B]
   * @param longest what log probabilities are divided by at most: [1,B]
   */
  record Around(
      List<Wires> memory,
      Value B,
      Value each,
      Value may,
      Value inside,
      Value k,
      Value ranked,
      Value likeliest,
      Value best,
      Value longest) {}

  /**
   * Hypotheses, and what may follow them.
   *
   * @param written ids, behind a blank: [R,.]
   * @param looked where the model looked when it chose them, and what follows; NONE if it does not
   *     tell: [R,.]
   * @param sum log probabilities with the choice, the likeliest first: [k,B]
   * @param id the choice: [k,B]
   * @param row what it follows; NONE of a greedy search: [k,B]
   */
  record Front(Value written, Value looked, List<Value> state, Value sum, Value id, Value row) {
    /** In the order in which loops carry it; what is NONE is left out. */
    List<Value> values() {
      List<Value> all = new ArrayList<>(List.of(written, sum, id));
      all.addAll(row.none() ? List.of() : List.of(row));
      all.addAll(state);
      all.addAll(looked.none() ? List.of() : List.of(looked));
      return all;
    }

    /** The same of other values in that order. */
    Front of(List<Value> all) {
      int states = row.none() ? 3 : 4;
      return new Front(
          all.get(0),
          looked.none() ? looked : all.get(states + state.size()),
          all.subList(states, states + state.size()),
          all.get(1),
          all.get(2),
          row.none() ? row : all.get(3));
    }

    /** The inputs of a body that carries it, but where the model looked. */
    static Front inputs(Graph f, int parts, boolean greedy) {
      Value written = f.input("written", ElementType.INT64, ANY, ANY);
      Value sum = f.input("sum", ElementType.DOUBLE, ANY, ANY);
      Value id = f.input("id", ElementType.INT64, ANY, ANY);
      Value row = greedy ? Value.NONE : f.input("row", ElementType.INT64, ANY, ANY);
      List<Value> state = new ArrayList<>();
      for (int p = 0; p < parts; p++) {
        state.add(f.input("state." + p, ElementType.FLOAT, ANY, ANY));
      }
      return new Front(written, Value.NONE, state, sum, id, row);
    }

    /** With one input more. */
    Front looking(Graph f) {
      Value before = f.input("looked", ElementType.INT64, ANY, ANY);
      return new Front(written, before, state, sum, id, row);
    }

    void outputs(Graph f) {
      for (Value v : values()) {
        ElementType type =
            v.equals(sum)
                ? ElementType.DOUBLE
                : state.contains(v) ? ElementType.FLOAT : ElementType.INT64;
        f.output(new Port(v, type, List.of(ANY, ANY)));
      }
    }
  }

  /** Whether each source has one hypothesis. */
  boolean greedy() {
    return beam.width() == 1;
  }

  /**
   * @param looks whether it matters where the model looks
   * @return whether the model tells
   */
  boolean write(Graph f, Network network, Around around, int parts, boolean looks) {
    f.input("i", ElementType.INT64);
    f.input("going", ElementType.BOOL);
    Front old = Front.inputs(f, parts, greedy());

    Value rows = greedy() ? Value.NONE : f.op("Reshape", old.row(), f.ints(-1));
    Value told = greedy() ? old.id() : f.op("Reshape", old.id(), f.ints(1, -1)); // [1,R]
    Value ones = ones(f, greedy() ? around.B() : f.op("Shape", rows));
    List<Value> state = old.state().stream().map(s -> moved(f, s, rows)).toList();
    ScoredWires scored =
        network.writeScore(
            f.scope("network"),
            InputWires.of(ones, Map.of(target.column(), new ColumnWires.Ids(told))),
            new CarriedWires(state, around.memory()));
    Value column = f.op("Reshape", old.id(), f.ints(-1, 1));
    Value written = f.op("Concat", COLS, moved(f, old.written(), rows), column);

    Value looked = Value.NONE;
    boolean tells = looks && !scored.attention().none();
    if (tells) {
      Value before = moved(f, old.looking(f).looked(), rows);
      looked = f.op("Concat", COLS, before, looked(f, scored.attention(), around));
    }
    Front next =
        greedy()
            ? greedy(f, scored, written, looked, old.sum(), around)
            : best(f, scored, written, looked, old.sum(), around);
    f.output(new Port(on(f, next, around), ElementType.BOOL, List.of()));
    next.outputs(f);
    return tells;
  }

  private static Value moved(Graph f, Value table, Value rows) {
    return rows.none() ? table : f.op("Gather", ROWS, table, rows);
  }

  /** INT32 ones of a shape. */
  private static Value ones(Graph f, Value shape) {
    Tensor one = new Tensor.Ints(List.of(1), new long[] {1}, ElementType.INT32);
    return f.op("ConstantOfShape", Map.of("value", new Attr.Constant(one)), shape);
  }

  // choosing

  /** Scores [.,B,K] of what may be written; where nothing may, the end is left. */
  private Value allowed(Graph f, Value x, Value may) {
    float[] none = new float[K];
    Arrays.fill(none, Float.NEGATIVE_INFINITY);
    none[target.end()] = -Float.MAX_VALUE;
    return f.op("Where", may, x, f.constant("no_score", new Tensor.Floats(List.of(K), none)));
  }

  /** Log probabilities of some ids of scores, as {@link Choices} has them. */
  private Value chances(Graph f, Value x, Value ids) {
    Value chance = f.op("GatherElements", LAST, f.op("LogSoftmax", LAST, x), ids);
    Value step = f.cast(chance, ElementType.DOUBLE);
    return f.op(
        "Clip", step, f.scalar(Choices.HOPELESS), f.scalar(0.0)); // rounding may make it more
  }

  private Front greedy(
      Graph f, ScoredWires scored, Value written, Value looked, Value sums, Around around) {
    Value x = scored.scores(); // [1,B,K]
    Value id = f.op("ArgMax", Map.of("axis", Attr.of(2)), allowed(f, x, around.may())); // [1,B,1]
    Value step = f.op("Squeeze", chances(f, x, id), f.ints(2));
    Value sum = f.op("Add", sums, step);
    return new Front(
        written, looked, scored.state(), sum, f.op("Squeeze", id, f.ints(2)), Value.NONE);
  }

  /** The best of each source's choices: of equal ones the first, by row and id. */
  private Front best(
      Graph f, ScoredWires scored, Value written, Value looked, Value sums, Around around) {
    Value x = grid(f, scored.scores(), around, f.ints(K)); // [W,B,K]
    List<Value> top =
        f.node(OpId.onnx("TopK"), 2, LAST, allowed(f, x, around.may()), f.ints(C)); // [W,B,C]
    Value there = f.op("Greater", top.get(0), f.scalar(-Float.MAX_VALUE));
    Value exists = f.op("Or", there, f.constant("first", first())); // or the end is all there is
    Value sum = f.op("Add", f.op("Unsqueeze", sums, f.ints(2)), chances(f, x, top.get(1)));
    Value all = bySource(f, f.op("Where", exists, sum, none(f)), none(f), around); // [W·C,B]
    Value ids = bySource(f, top.get(1), f.scalar(0), around);
    List<Value> best = f.node(OpId.onnx("TopK"), 2, ROWS, all, around.k()); // [k,B]
    Value kept = around.ranked();
    if (beam.margin() < Double.POSITIVE_INFINITY) {
      Value likeliest = f.op("Max", around.likeliest(), first(f, best.get(0)));
      Value least = f.op("Sub", likeliest, f.scalar(beam.margin()));
      kept = f.op("And", kept, f.op("GreaterOrEqual", best.get(0), least));
    }
    return new Front(
        written,
        looked,
        scored.state(),
        f.op("Where", kept, best.get(0), none(f)),
        f.op("GatherElements", ROWS, ids, best.get(1)),
        f.op("GatherElements", ROWS, rows(f, around), best.get(1)));
  }

  private Tensor first() {
    long[] first = new long[C];
    first[0] = 1;
    return new Tensor.Ints(List.of(C), first, ElementType.BOOL);
  }

  /** [1,R,.] to [W,B,.]. */
  private static Value grid(Graph f, Value rows, Around around, Value width) {
    return f.op("Reshape", rows, f.op("Concat", ROWS, f.ints(-1), around.B(), width));
  }

  /** The row that each choice about a source follows, as many as there may be: [.,B]. */
  private Value rows(Graph f, Around around) {
    long[] w = new long[beam.width() * C];
    Arrays.setAll(w, choice -> choice / C);
    Value each = f.constant("follows", new Tensor.Ints(List.of(w.length, 1), w, ElementType.INT64));
    return f.op("Add", f.op("Mul", each, around.B()), around.each());
  }

  /** [W,B,C] to [W·C,B], and to as many as a beam may keep, should there be fewer. */
  private Value bySource(Graph f, Value choices, Value blank, Around around) {
    Value swapped = f.op("Transpose", Map.of("perm", Attr.of(0, 2, 1)), choices);
    Value flat = f.op("Reshape", swapped, f.op("Concat", ROWS, f.ints(-1), around.B())); // [W·C,B]
    if (C == beam.width()) {
      return flat;
    }
    Value more = f.op("Concat", ROWS, f.ints(beam.width() - C), around.B());
    return f.op("Concat", ROWS, flat, f.op("Expand", blank, more));
  }

  /** Whether nothing has ended, and all sources may find better than what ended before. */
  private Value on(Graph f, Front next, Around around) {
    Value last = f.op("Equal", next.id(), f.scalar(target.end()));
    Value ends = last;
    if (!greedy()) {
      Value hope = f.op("Div", first(f, next.sum()), around.longest()); // it can only fall
      Value done = f.op("GreaterOrEqual", around.best(), hope); // [1,B]
      ends = f.op("Or", f.op("And", last, f.op("Greater", next.sum(), none(f))), done);
    }
    Value some = f.op("ReduceMax", FLAT, f.cast(ends, ElementType.INT32));
    return f.op("Not", f.cast(some, ElementType.BOOL));
  }

  /** The first row of a table: [1,B]. */
  private static Value first(Graph f, Value table) {
    return f.op("Slice", table, f.ints(0), f.ints(1), f.ints(0));
  }

  static Value none(Graph f) {
    return f.scalar(Double.NEGATIVE_INFINITY);
  }

  // looking

  /** The place of the source, its end not counted, that each row looked at most: [R,1]. */
  private Value looked(Graph f, Value attention, Around around) {
    Value a = attention; // [1,R,S]
    if (!greedy()) {
      Value S = f.op("Shape", Map.of("end", Attr.of(1)), around.memory().get(0).sequence());
      a = grid(f, attention, around, S); // [W,B,S]
    }
    Value seen = f.op("Where", around.inside(), a, f.scalar(-1f));
    Value most = f.op("ArgMax", Map.of("axis", Attr.of(2), "keepdims", Attr.of(0)), seen); // [W,B]
    return f.op("Reshape", most, f.ints(-1, 1));
  }
}
