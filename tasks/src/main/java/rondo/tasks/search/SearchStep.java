package rondo.tasks.search;

import java.util.ArrayList;
import java.util.HashMap;
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
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * One id more for all hypotheses: the body of the Loop of a {@link SearchGraph}.
 *
 * <p>Hypotheses stand in a grid of W rows of the B sources that are still at work: the w-th about
 * source b is row {@code w·B + b} of R, so that the memory of b serves a whole column. A source
 * that is done leaves the grid, which is as high as the widest beam in it. A place in it that no
 * hypothesis has is one of log probability -infinity, as is a choice that may not be taken: none
 * such is chosen. No dimension has a name, since all of them change.
 */
final class SearchStep {
  private static final String ANY = "";
  private static final Map<String, Attr> LAST = Map.of("axis", Attr.of(-1));
  private static final Map<String, Attr> FLAT = Map.of("keepdims", Attr.of(0));

  private final Target target;
  private final Beam beam;
  private final int K;
  private final int C; // choices after a hypothesis
  private final boolean looks;
  private final Around around;

  /**
   * What stands around the loop.
   *
   * @param lengths of the sources: [N]
   * @param most ids about each: [N]
   * @param blank what stands where no id is: [N,1]
   * @param nowhere where it looked for that: [N,1]
   */
  record Around(List<Wires> memory, Value lengths, Value most, Value blank, Value nowhere) {}

  SearchStep(Target target, Beam beam, int outputs, boolean looks, Around around) {
    this.target = target;
    this.beam = beam;
    K = outputs;
    C = Math.min(beam.width(), K);
    this.looks = looks;
    this.around = around;
  }

  /**
   * Choices, the likeliest first: k for each source.
   *
   * @param sum log probabilities: [B,k]
   * @param id [B,k]
   * @param row that they go on from: [B,k]
   * @param kept whether they are among the hypotheses: [B,k]
   */
  private record Chosen(Value sum, Value id, Value row, Value kept) {}

  /**
   * Of each source the best that ends now.
   *
   * @param better whether it is the best so far: [B,1]
   * @param row that it goes on from: [B]
   * @param score of the best so far: [B,1]
   */
  private record Ended(Value better, Value row, Value score) {}

  /** Returns whether where the model looked is carried on, too. */
  boolean write(Graph f, Network network, int parts) {
    Value i = f.input("i", ElementType.INT64); // ids that are written
    f.input("go", ElementType.BOOL);
    Value source = f.input("source", ElementType.INT64, ANY); // [B], which of the N
    Value sums = f.input("sums", ElementType.DOUBLE, ANY, ANY); // [W,B]
    Value written = f.input("written", ElementType.INT64, ANY, ANY); // [R,i+1]
    Value answers = f.input("answers", ElementType.INT64, ANY, ANY); // [N,i+1]
    Value best = f.input("best", ElementType.DOUBLE, ANY, "" + SearchGraph.COLUMNS); // [N,5]
    List<Value> state = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      state.add(f.input("state." + p, ElementType.FLOAT, ANY, ANY));
    }

    Value B = f.op("Shape", source); // [1]
    Value old = f.op("Gather", SearchGraph.ROWS, best, source); // [B,5]
    Value most = f.op("Gather", around.most(), source); // [B]
    ScoredWires scored =
        network.writeScore(
            f.scope("network"), told(f, written), new CarriedWires(state, memory(f, source)));
    Chosen chosen = choose(f, scored.scores(), sums, B, old, i, most);

    Value last = f.op("Equal", chosen.id(), f.scalar(target.end()));
    Value ends = f.op("And", chosen.kept(), last);
    Value lives = f.op("And", chosen.kept(), f.op("Not", last));
    Value place = f.op("Unsqueeze", source, f.ints(1)); // [B,1]
    List<Value> bestNext = new ArrayList<>();
    Ended ended = end(f, chosen, ends, old, i, B, place, best, bestNext);

    Value live = f.op("Where", lives, chosen.sum(), none(f)); // [B,k]
    Value likeliest = f.op("ReduceMax", axes(1), live); // [B,1]
    Value longest = f.op("Unsqueeze", f.op("Add", most, f.scalar(1)), f.ints(1));
    Value hope = score(f, likeliest, longest); // it can only fall
    Value on = f.op("Squeeze", f.op("Less", ended.score(), hope), f.ints(1)); // [B]
    Value some = f.op("ReduceMax", FLAT, f.cast(on, ElementType.INT32));
    Value go = f.cast(some, ElementType.BOOL);
    Value stay = f.op("Or", on, f.op("Not", go)); // no empty tensors at the end
    Value going = f.op("Squeeze", f.op("NonZero", stay), f.ints(0)); // [B']

    Value rows = f.op("Reshape", turned(f, chosen.row(), going), f.ints(-1)); // [R']
    Value ids = f.op("Reshape", turned(f, chosen.id(), going), f.ints(-1, 1)); // [R',1]
    f.output("go_on", go, ElementType.BOOL);
    f.output("source_next", f.op("Gather", source, going), ElementType.INT64, ANY);
    f.output("sums_next", turned(f, live, going), ElementType.DOUBLE, ANY, ANY);
    output(f, "written_next", join(f, f.op("Gather", written, rows), ids));
    output(
        f,
        "answers_next",
        join(f, kept(f, answers, written, ended, source, place), around.blank()));
    f.output("best_next", bestNext.get(0), ElementType.DOUBLE, ANY, "" + SearchGraph.COLUMNS);
    for (int p = 0; p < parts; p++) {
      Value next = f.op("Gather", scored.state().get(p), rows);
      f.output("state_next." + p, next, ElementType.FLOAT, ANY, ANY);
    }
    boolean tells = looks && !scored.attention().none();
    if (tells) {
      Value looked = f.input("looked", ElementType.INT64, ANY, ANY); // [R,i+1]
      Value before = f.input("looks", ElementType.INT64, ANY, ANY); // [N,i+1]
      Value here = f.op("Gather", looked(f, scored.attention(), source, B), rows); // [R']
      Value column = f.op("Unsqueeze", here, f.ints(1));
      output(f, "looked_next", join(f, f.op("Gather", looked, rows), column));
      output(
          f,
          "looks_next",
          join(f, kept(f, before, looked, ended, source, place), around.nowhere()));
    }
    return tells;
  }

  private static void output(Graph f, String name, Value ids) {
    f.output(name, ids, ElementType.INT64, ANY, ANY);
  }

  private static Value join(Graph f, Value left, Value right) {
    return f.op("Concat", SearchGraph.COLS, left, right);
  }

  // what the model is told

  /** The id that each row wrote last. */
  private InputWires told(Graph f, Value written) {
    Value last = f.op("Gather", SearchGraph.COLS, written, f.scalar(-1)); // [R]
    Tensor one = new Tensor.Ints(List.of(1), new long[] {1}, ElementType.INT32);
    Value ones =
        f.op("ConstantOfShape", Map.of("value", new Attr.Constant(one)), f.op("Shape", last));
    Value step = f.op("Unsqueeze", last, f.ints(0)); // [1,R]
    return InputWires.of(ones, Map.of(target.column(), new ColumnWires.Ids(step)));
  }

  /** The memory of the sources at work. */
  private List<Wires> memory(Graph f, Value source) {
    Map<Value, Value> lengths = new HashMap<>();
    List<Wires> memory = new ArrayList<>();
    for (Wires m : around.memory()) {
      Value n = lengths.computeIfAbsent(m.lengths(), all -> f.op("Gather", all, source));
      memory.add(Wires.of(f.op("Gather", SearchGraph.COLS, m.sequence(), source), n));
    }
    return memory;
  }

  // choosing

  private Chosen choose(
      Graph f, Value scores, Value sums, Value B, Value old, Value i, Value most) {
    Value grid = f.op("Concat", SearchGraph.ROWS, f.ints(-1), B, f.ints(K));
    Value x = f.op("Reshape", scores, grid); // [W,B,K]
    List<Value> top = f.node(OpId.onnx("TopK"), 2, LAST, allowed(f, x, i), f.ints(C)); // [W,B,C]
    Value due = f.op("Unsqueeze", f.op("GreaterOrEqual", i, most), f.ints(1)); // [B,1]
    Value there = f.op("Greater", top.get(0), f.scalar(Float.NEGATIVE_INFINITY));
    Value none = f.op("Not", f.op("Slice", there, f.ints(0), f.ints(1), f.ints(2)));
    Value lone = f.op("Or", due, none); // [W,B,1], the end is all that may follow
    Value first = f.constant("first", first());
    Value only = f.op("And", lone, first);
    Value id = f.op("Where", only, f.scalar(target.end()), top.get(1));
    Value chance = f.op("GatherElements", LAST, f.op("LogSoftmax", LAST, x), id);
    Value step =
        f.op("Min", f.cast(chance, ElementType.DOUBLE), f.scalar(0.0)); // rounding may make it more
    Value least = f.scalar(Choices.HOPELESS);
    Value possible = f.op("Where", f.op("GreaterOrEqual", step, least), step, least);
    Value sum = f.op("Add", f.op("Unsqueeze", sums, f.ints(2)), possible); // [W,B,C]
    if (C > 1) {
      Value exists = f.op("Or", only, f.op("And", f.op("Not", lone), there));
      sum = f.op("Where", exists, sum, none(f));
    }
    return best(f, sum, id, B, old);
  }

  /** Those that are never written are at -infinity, and the end while it is too early. */
  private Value allowed(Graph f, Value x, Value i) {
    float[] never = new float[K];
    for (int id : target.never()) {
      never[id] = Float.NEGATIVE_INFINITY;
    }
    float[] early = never.clone();
    early[target.end()] = Float.NEGATIVE_INFINITY;
    int least = beam.lengths().least();
    if (target.never().length == 0 && least == 0) {
      return x;
    }
    Value mask = f.constant("never", new Tensor.Floats(List.of(K), never));
    if (least > 0) {
      Value also = f.constant("early", new Tensor.Floats(List.of(K), early));
      mask = f.op("Where", f.op("Less", i, f.scalar(least)), also, mask);
    }
    return f.op("Add", x, mask);
  }

  private Tensor first() {
    long[] first = new long[C];
    first[0] = 1;
    return new Tensor.Ints(List.of(C), first, ElementType.BOOL);
  }

  /** The best of each source's choices: of equal ones the first, by row and id. */
  private Chosen best(Graph f, Value sum, Value id, Value B, Value old) {
    Value ended = cell(f, old, SearchGraph.ENDED);
    Value wide = f.scalar((double) beam.width());
    Value width = f.cast(f.op("Sub", wide, ended), ElementType.INT64); // [B,1]
    Value all = bySource(f, sum); // [B,W·C]
    Value widest = f.op("ReduceMax", FLAT, width);
    Value count = f.op("Shape", Map.of("start", Attr.of(1)), all); // [1]
    Value k = f.op("Min", f.op("Unsqueeze", widest, f.ints(0)), count);
    List<Value> top = f.node(OpId.onnx("TopK"), 2, SearchGraph.COLS, all, k); // [B,k]
    Value ids = f.op("GatherElements", SearchGraph.COLS, bySource(f, id), top.get(1));
    Value w = f.op("Div", top.get(1), f.scalar(C));
    Value b = f.op("Range", f.scalar(0), f.op("Squeeze", B), f.scalar(1));
    Value row = f.op("Add", f.op("Mul", w, B), f.op("Unsqueeze", b, f.ints(1)));
    Value rank = f.op("Range", f.scalar(0), f.op("Squeeze", k), f.scalar(1));
    Value there = f.op("Greater", top.get(0), none(f));
    Value kept = f.op("And", f.op("Less", rank, width), there);
    if (beam.margin() < Double.POSITIVE_INFINITY) {
      Value first = cell(f, top.get(0), 0);
      Value likeliest = f.op("Max", cell(f, old, SearchGraph.LIKELIEST), first);
      Value least = f.op("Sub", likeliest, f.scalar(beam.margin()));
      kept = f.op("And", kept, f.op("GreaterOrEqual", top.get(0), least));
    }
    return new Chosen(top.get(0), ids, row, kept);
  }

  /** [W,B,C] to [B,W·C]. */
  private static Value bySource(Graph f, Value choices) {
    Value swapped = f.op("Transpose", Map.of("perm", Attr.of(1, 0, 2)), choices);
    return f.op("Reshape", swapped, f.ints(0, -1));
  }

  // ending

  private Ended end(
      Graph f,
      Chosen chosen,
      Value ends,
      Value old,
      Value i,
      Value B,
      Value place,
      Value best,
      List<Value> bestNext) {
    Value sums = f.op("Where", ends, chosen.sum(), none(f));
    Value sum = f.op("ReduceMax", axes(1), sums); // [B,1], -infinity where none ends
    Value which = f.op("ArgMax", axis(1), f.cast(ends, ElementType.INT32)); // the first
    Value row = f.op("GatherElements", SearchGraph.COLS, chosen.row(), which);
    Value score = score(f, sum, f.op("Add", i, f.scalar(1)));
    Value before = cell(f, old, SearchGraph.SCORE);
    Value better = f.op("Greater", score, before); // of equal ones the first stays
    Value one = f.op("Concat", SearchGraph.ROWS, B, f.ints(1));
    Value length = f.op("Expand", f.cast(i, ElementType.DOUBLE), one);
    Value known = f.op("Slice", old, f.ints(0), f.ints(SearchGraph.ENDED), f.ints(1));
    Value count =
        f.op(
            "ReduceSum",
            Map.of("keepdims", Attr.of(1)),
            f.cast(ends, ElementType.DOUBLE),
            f.ints(1));
    Value fresh =
        f.op(
            "Concat",
            SearchGraph.COLS,
            f.op("Where", better, f.op("Concat", SearchGraph.COLS, score, sum, length), known),
            f.op("Add", cell(f, old, SearchGraph.ENDED), count),
            f.op("Max", cell(f, old, SearchGraph.LIKELIEST), sum));
    bestNext.add(f.op("ScatterND", best, place, fresh));
    return new Ended(better, f.op("Squeeze", row, f.ints(1)), f.op("Max", before, score));
  }

  /** A table of answers with the paths that are better than those in it. */
  private static Value kept(
      Graph f, Value table, Value paths, Ended ended, Value source, Value place) {
    Value fresh = f.op("Gather", paths, ended.row()); // [B,i+1]
    Value there = f.op("Gather", table, source);
    return f.op("ScatterND", table, place, f.op("Where", ended.better(), fresh, there));
  }

  /** As {@link Beam#score} has it. */
  private Value score(Graph f, Value sum, Value length) {
    Value n = f.cast(length, ElementType.DOUBLE);
    if (beam.penalty() != 1) {
      n = f.op("Pow", n, f.scalar(beam.penalty()));
    }
    return f.op("Div", sum, n);
  }

  // going on

  /** Of the sources that go on, [B,k] to [k,B']. */
  private static Value turned(Graph f, Value chosen, Value going) {
    Value some = f.op("Gather", chosen, going);
    return f.op("Transpose", Map.of("perm", Attr.of(1, 0)), some);
  }

  /** The place of the source, its end not counted, that each row looked at most: [R]. */
  private Value looked(Graph f, Value attention, Value source, Value B) {
    Value S = f.op("Shape", Map.of("start", Attr.of(2)), attention); // [1]
    Value grid = f.op("Concat", SearchGraph.ROWS, f.ints(-1), B, S);
    Value a = f.op("Reshape", attention, grid); // [W,B,S]
    Value n = f.op("Sub", f.op("Gather", around.lengths(), source), one(f));
    Value places = f.cast(f.op("Unsqueeze", n, f.ints(1)), ElementType.INT64); // [B,1]
    Value s = f.op("Range", f.scalar(0), f.op("Squeeze", S), f.scalar(1));
    Value seen = f.op("Where", f.op("Less", s, places), a, f.scalar(-1f));
    Value most = f.op("ArgMax", Map.of("axis", Attr.of(2)), seen); // [W,B,1]
    Value somewhere = f.op("Greater", places, f.scalar(0));
    return f.op("Reshape", f.op("Where", somewhere, most, f.scalar(-1)), f.ints(-1));
  }

  private static Value one(Graph f) {
    return f.constant("one", new Tensor.Ints(List.of(), new long[] {1}, ElementType.INT32));
  }

  /** A column of a table, [B,1]. */
  private static Value cell(Graph f, Value table, int column) {
    return f.op("Slice", table, f.ints(column), f.ints(column + 1), f.ints(1));
  }

  private static Map<String, Attr> axis(int axis) {
    return Map.of("axis", Attr.of(axis), "keepdims", Attr.of(1));
  }

  private static Map<String, Attr> axes(int axis) {
    return Map.of("axes", new Attr.Ints(List.of((long) axis)), "keepdims", Attr.of(1));
  }

  private static Value none(Graph f) {
    return f.scalar(Double.NEGATIVE_INFINITY);
  }
}
