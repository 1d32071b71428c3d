package rondo.tasks.search;

import static rondo.tasks.search.SearchStep.ANY;
import static rondo.tasks.search.SearchStep.COLS;
import static rondo.tasks.search.SearchStep.FLAT;
import static rondo.tasks.search.SearchStep.ROWS;
import static rondo.tasks.search.SearchStep.none;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.core.Network;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * The body of the outer Loop of a {@link SearchGraph}: lets all hypotheses go on by {@link
 * SearchStep}s until one may end or another set of ids may be written, then takes down what has
 * ended. A source that is done leaves the grid, which is as high as the widest beam in it.
 */
final class SearchTurn {
  /** The columns of what is known of hypotheses that have ended. */
  static final int SCORE = 0; // of the best

  static final int LOG_PROBABILITY = 1; // of the best
  static final int LENGTH = 2; // of the best, without the end
  static final int ENDED = 3; // how many have
  static final int LIKELIEST = 4; // log probability of the likeliest
  static final int COLUMNS = 5;

  private static final long FAR = 1L << 40; // steps

  private final Target target;
  private final Beam beam;
  private final int K;
  private final boolean looks;
  private final Sources sources;
  private final SearchStep step;

  /**
   * What is known of all sources.
   *
   * @param lengths [N]
   * @param most ids about each: [N]
   */
  record Sources(List<Wires> memory, Value lengths, Value most) {}

  SearchTurn(Target target, Beam beam, int outputs, boolean looks, Sources sources) {
    this.target = target;
    this.beam = beam;
    K = outputs;
    this.looks = looks;
    this.sources = sources;
    step = new SearchStep(target, beam, outputs);
  }

  boolean greedy() {
    return step.greedy();
  }

  /** Returns whether where the model looked is carried on, too. */
  boolean write(Graph f, Network network, int parts) {
    f.input("turn", ElementType.INT64);
    f.input("go", ElementType.BOOL);
    Value source = f.input("source", ElementType.INT64, ANY); // [B], which of the N
    Value answers = f.input("answers", ElementType.INT64, ANY, ANY); // [N,.]
    Value best = f.input("best", ElementType.DOUBLE, ANY, "" + COLUMNS); // [N,5]
    SearchStep.Front begin = SearchStep.Front.inputs(f, parts, greedy());

    Value B = f.op("Shape", source); // [1]
    Value old = f.op("Transpose", swap(), f.op("Gather", ROWS, best, source)); // [5,B]
    Value most = f.op("Gather", sources.most(), source); // [B]
    Value i = f.op("Sub", columns(f, begin.written()), f.ints(1)); // [1], ids so far
    SearchStep.Around around = around(f, source, B, old, most, i);
    Graph body = f.scope("step").body();
    boolean tells = step.write(body, network, around, parts, looks);
    body.settle();
    SearchStep.Front from = tells ? begin.looking(f) : begin;
    List<Value> in = new ArrayList<>();
    in.add(steps(f, most, i));
    in.add(Value.NONE); // there is a first one
    in.addAll(from.values());
    List<Value> out =
        f.node(
            OpId.onnx("Loop"),
            in.size() - 2,
            Map.of("body", new Attr.Body(body)),
            in.toArray(Value[]::new));
    close(f, from.of(out), source, old, answers, best, around, tells);
    return tells;
  }

  private static Map<String, Attr> swap() {
    return Map.of("perm", Attr.of(1, 0));
  }

  private static Value columns(Graph f, Value table) {
    return f.op("Shape", Map.of("start", Attr.of(1)), table); // [1]
  }

  // what steps need

  private SearchStep.Around around(
      Graph f, Value source, Value B, Value old, Value longest, Value i) {
    Value each = f.op("Range", f.scalar(0), f.op("Squeeze", B), f.scalar(1)); // [B]
    Value wide = f.scalar((double) beam.width());
    Value width = f.cast(f.op("Sub", wide, cell(f, old, ENDED)), ElementType.INT64); // [1,B]
    Value k = f.op("ReduceMax", FLAT, width);
    Value ranks = f.op("Unsqueeze", f.op("Range", f.scalar(0), k, f.scalar(1)), f.ints(1));
    List<Wires> memory = memory(f, source);
    Value inside = Value.NONE;
    if (looks && !memory.isEmpty()) {
      Value places = f.cast(f.op("Gather", sources.lengths(), source), ElementType.INT64);
      Value last = f.op("Unsqueeze", f.op("Sub", places, f.scalar(1)), f.ints(1)); // [B,1]
      Value S = f.op("Gather", f.op("Shape", memory.get(0).sequence()), f.scalar(0));
      inside = f.op("Less", f.op("Range", f.scalar(0), S, f.scalar(1)), last);
    }
    return new SearchStep.Around(
        memory,
        B,
        f.op("Unsqueeze", each, f.ints(0)),
        may(f, longest, i),
        inside,
        f.op("Unsqueeze", k, f.ints(0)),
        f.op("Less", ranks, width),
        cell(f, old, LIKELIEST),
        cell(f, old, SCORE),
        f.op("Unsqueeze", span(f, f.op("Add", longest, f.scalar(1))), f.ints(0)));
  }

  /** The memory of the sources at work. */
  private List<Wires> memory(Graph f, Value source) {
    Map<Value, Value> lengths = new HashMap<>();
    List<Wires> memory = new ArrayList<>();
    for (Wires m : sources.memory()) {
      Value n = lengths.computeIfAbsent(m.lengths(), all -> f.op("Gather", all, source));
      memory.add(Wires.of(f.op("Gather", COLS, m.sequence(), source), n));
    }
    return memory;
  }

  /** Which ids may be written: none where the end is due, and not the end where it is early. */
  private Value may(Graph f, Value most, Value i) {
    long[] ids = new long[K];
    Arrays.fill(ids, 1);
    for (int id : target.never()) {
      ids[id] = 0;
    }
    Value may = f.constant("may", flags(ids));
    int least = beam.lengths().least();
    if (least > 0) {
      long[] others = new long[K];
      Arrays.fill(others, 1);
      others[target.end()] = 0;
      Value late = f.op("GreaterOrEqual", i, f.scalar(least));
      may = f.op("And", may, f.op("Or", late, f.constant("others", flags(others))));
    }
    return f.op("And", f.op("Unsqueeze", f.op("Less", i, most), f.ints(1)), may);
  }

  private static Tensor flags(long[] flags) {
    return new Tensor.Ints(List.of(flags.length), flags, ElementType.BOOL);
  }

  /** For how many steps the same ids may be written: what is due ends at the first. */
  private Value steps(Graph f, Value most, Value i) {
    Value far = f.scalar(FAR);
    Value left = f.op("Sub", most, i); // [B]
    Value open = f.op("Where", f.op("Greater", left, f.scalar(0)), left, far);
    Value steps = f.op("ReduceMin", FLAT, open);
    int least = beam.lengths().least();
    if (least > 0) {
      Value until = f.op("Squeeze", f.op("Sub", f.scalar(least), i));
      steps = f.op("Min", steps, f.op("Where", f.op("Greater", until, f.scalar(0)), until, far));
    }
    return steps;
  }

  /** What a log probability is divided by, as {@link Beam#score} has it. */
  private Value span(Graph f, Value length) {
    Value n = f.cast(length, ElementType.DOUBLE);
    return beam.penalty() == 1 ? n : f.op("Pow", n, f.scalar(beam.penalty()));
  }

  // what has ended

  private void close(
      Graph f,
      SearchStep.Front at,
      Value source,
      Value old,
      Value answers,
      Value best,
      SearchStep.Around around,
      boolean tells) {
    Value last = f.op("Equal", at.id(), f.scalar(target.end()));
    Value ends = f.op("And", last, f.op("Greater", at.sum(), none(f))); // [k,B]
    Value sums = f.op("Where", ends, at.sum(), none(f));
    Value sum = f.op("ReduceMax", axis(), sums); // [1,B], -infinity where none ends
    Value length = f.op("Sub", columns(f, at.written()), f.ints(2)); // [1]
    Value score = f.op("Div", sum, span(f, f.op("Add", length, f.scalar(1))));
    Value before = cell(f, old, SCORE);
    Value better = f.op("Greater", score, before); // of equal ones the first stays
    Value fresh =
        f.op(
            "Concat",
            ROWS,
            score,
            sum,
            f.op("Expand", f.cast(length, ElementType.DOUBLE), f.op("Shape", sum)));
    Value known = f.op("Slice", old, f.ints(0), f.ints(ENDED), f.ints(0));
    Value count =
        f.op(
            "ReduceSum",
            Map.of("keepdims", Attr.of(1)),
            f.cast(ends, ElementType.DOUBLE),
            f.ints(0));
    Value now =
        f.op(
            "Concat",
            ROWS,
            f.op("Where", better, fresh, known),
            f.op("Add", cell(f, old, ENDED), count),
            f.op("Max", cell(f, old, LIKELIEST), sum));
    Value place = f.op("Unsqueeze", source, f.ints(1)); // [B,1]

    Value live = f.op("Where", ends, none(f), at.sum()); // [k,B]
    Value hope = f.op("Div", f.op("ReduceMax", axis(), live), around.longest());
    Value on = f.op("Squeeze", f.op("Less", f.op("Max", before, score), hope), f.ints(0)); // [B]
    Value some = f.op("ReduceMax", FLAT, f.cast(on, ElementType.INT32));
    Value go = f.cast(some, ElementType.BOOL);
    Value stay = f.op("Or", on, f.op("Not", go)); // no empty tensors at the end
    Value going = f.op("Squeeze", f.op("NonZero", stay), f.ints(0)); // [B']

    f.output(new Port(go, ElementType.BOOL, List.of()));
    f.output(new Port(f.op("Gather", source, going), ElementType.INT64, List.of(ANY)));
    Path which = which(f, at, ends, source, place, better, around);
    output(f, which.kept(answers, at.written(), target.end()));
    f.output(
        new Port(
            f.op("ScatterND", best, place, f.op("Transpose", swap(), now)),
            ElementType.DOUBLE,
            List.of(ANY, "" + COLUMNS)));
    front(f, at, live, going).outputs(f);
    if (tells) {
      Value table = f.input("looks", ElementType.INT64, ANY, ANY); // [N,.]
      output(f, which.kept(table, at.looked(), -1));
    }
  }

  private static void output(Graph f, Value ids) {
    f.output(new Port(ids, ElementType.INT64, List.of(ANY, ANY)));
  }

  /** Of the sources that go on; rows are still those of all. */
  private SearchStep.Front front(Graph f, SearchStep.Front at, Value live, Value going) {
    Value sum = f.op("Gather", COLS, live, going);
    Value id = f.op("Gather", COLS, at.id(), going);
    if (!greedy()) {
      Value row = f.op("Gather", COLS, at.row(), going);
      return new SearchStep.Front(at.written(), at.looked(), at.state(), sum, id, row);
    }
    return new SearchStep.Front(
        f.op("Gather", ROWS, at.written(), going),
        at.looked().none() ? Value.NONE : f.op("Gather", ROWS, at.looked(), going),
        at.state().stream().map(s -> f.op("Gather", ROWS, s, going)).toList(),
        sum,
        id,
        Value.NONE);
  }

  /**
   * Of each source the likeliest hypothesis that ends now.
   *
   * @param row [B]
   * @param better whether it is the best so far: [B,1]
   */
  private record Path(Graph f, Value row, Value better, Value source, Value place) {
    /** A table of what is known of all sources, with what these have that are better. */
    Value kept(Value table, Value paths, long blank) {
      Value fresh = f.op("Gather", ROWS, paths, row); // [B,.]
      Value more = f.op("Sub", columns(f, paths), columns(f, table));
      Value pads = f.op("Concat", ROWS, f.ints(0, 0, 0), more);
      Value padded = f.op("Pad", table, pads, f.scalar(blank)); // [N,.]
      Value there = f.op("Gather", ROWS, padded, source);
      return f.op("ScatterND", padded, place, f.op("Where", better, fresh, there));
    }
  }

  private Path which(
      Graph f,
      SearchStep.Front at,
      Value ends,
      Value source,
      Value place,
      Value better,
      SearchStep.Around around) {
    Value row = around.each();
    if (!greedy()) {
      Map<String, Attr> first = Map.of("axis", Attr.of(0), "keepdims", Attr.of(1));
      Value which = f.op("ArgMax", first, f.cast(ends, ElementType.INT32)); // [1,B]
      row = f.op("GatherElements", ROWS, at.row(), which);
    }
    return new Path(
        f, f.op("Squeeze", row, f.ints(0)), f.op("Reshape", better, f.ints(-1, 1)), source, place);
  }

  /** A row of the table: [1,B]. */
  private static Value cell(Graph f, Value table, int row) {
    return f.op("Slice", table, f.ints(row), f.ints(row + 1), f.ints(0));
  }

  private static Map<String, Attr> axis() {
    return Map.of("axes", new Attr.Ints(List.of(0L)), "keepdims", Attr.of(1));
  }
}
