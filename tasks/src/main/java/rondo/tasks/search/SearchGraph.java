package rondo.tasks.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Network;
import rondo.core.Network.CarriedWires;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * {@link BeamSearch} as nodes: a Loop of {@link SearchTurn}s, each a Loop of {@link SearchStep}s,
 * which score what may follow all hypotheses about all sources, and choose as {@link Hunt} and
 * {@link Choices} do, so that equal scores give equal answers. Log probabilities add up in doubles,
 * as there. It answers with the best hypothesis.
 *
 * <p>What is found stands in tables of a row for each of N sources.
 */
public final class SearchGraph {
  private final Target target;
  private final Beam beam;
  private final int outputs;
  private final boolean looks;

  /**
   * @param outputs how many scores there are
   * @param looks whether it is to say where the model looked most
   */
  public SearchGraph(Target target, Beam beam, int outputs, boolean looks) {
    if (beam.noRepeat() > 0) {
      throw new IllegalArgumentException(
          "option 'no-repeat' = %d cannot be put into a graph; set it to 0, or export steps"
              .formatted(beam.noRepeat()));
    }
    if (beam.best() > 1) {
      throw new IllegalArgumentException(
          "a graph answers with the best hypothesis, not with %d".formatted(beam.best()));
    }
    this.target = target;
    this.beam = beam;
    this.outputs = outputs;
    this.looks = looks;
  }

  /**
   * What is found about N sources, the longest of L ids.
   *
   * @param ids INT64 [L,N], ends behind those that are shorter
   * @param looked INT64 [L,N]: where the model looked most, the end of a source not counted, -1 if
   *     nowhere; NONE if that was not asked for or the model does not tell
   * @param lengths INT32 [N], the end not counted
   * @param score FLOAT [N]
   * @param logProbability FLOAT [N], natural, the end included
   */
  public record Answers(
      Value ids, Value looked, Value lengths, Value score, Value logProbability) {}

  /** Appends the search from what was encoded of N sources of such lengths [N]. */
  public Answers write(Graph g, Network network, CarriedWires start, Value lengths) {
    Value N = g.op("Shape", lengths); // [1]
    Value row = g.op("Concat", SearchStep.ROWS, g.ints(1), N);
    Value column = g.op("Concat", SearchStep.ROWS, N, g.ints(1));
    Value blank = g.op("Expand", g.ints(target.end()), column); // [N,1]
    Value nowhere = g.op("Expand", g.ints(-1), column);
    SearchTurn turn =
        new SearchTurn(
            target,
            beam,
            outputs,
            looks,
            new SearchTurn.Sources(start.memory(), lengths, most(g, lengths)));
    Graph body = g.body();
    boolean tells = turn.write(body, network, start.state().size());
    body.settle();

    Value all = g.op("Range", g.scalar(0), g.op("Squeeze", N), g.scalar(1)); // are at work
    SearchStep.Front first = // as if what the model is told first had been chosen
        new SearchStep.Front(
            blank,
            tells ? nowhere : Value.NONE,
            start.state(),
            g.op("Expand", g.scalar(0.0), row),
            g.op("Expand", g.ints(target.begin()), row),
            turn.greedy() ? Value.NONE : g.op("Unsqueeze", all, g.ints(0)));
    List<Value> in = new ArrayList<>();
    in.add(Value.NONE); // as many turns as it takes
    in.add(g.constant("begin", new Tensor.Ints(List.of(), new long[] {1}, ElementType.BOOL)));
    in.add(all);
    in.add(blank);
    Value table = g.op("Concat", SearchStep.ROWS, N, g.ints(SearchTurn.COLUMNS));
    in.add(g.op("Expand", nothing(g), table));
    in.addAll(first.values());
    if (tells) {
      in.add(nowhere);
    }
    int outs = in.size() - 2;
    List<Value> found =
        g.node(
            OpId.onnx("Loop"), outs, Map.of("body", new Attr.Body(body)), in.toArray(Value[]::new));

    Value best = found.get(2);
    Value n = g.cast(cell(g, best, SearchTurn.LENGTH), ElementType.INT64); // [N]
    Value longest = g.op("ReduceMax", Map.of("keepdims", Attr.of(1)), n); // [1]
    Value count = g.op("Max", longest, g.ints(1)); // never an empty tensor
    Value ids = g.op("Concat", SearchStep.COLS, found.get(1), blank);
    return new Answers(
        told(g, ids, 2, count), // behind a blank and the begin
        tells ? looked(g, told(g, found.get(outs - 1), 1, count), lengths) : Value.NONE,
        g.cast(n, ElementType.INT32),
        g.cast(cell(g, best, SearchTurn.SCORE), ElementType.FLOAT),
        g.cast(cell(g, best, SearchTurn.LOG_PROBABILITY), ElementType.FLOAT));
  }

  /** The most ids that each source may have, as {@link Lengths} says it: [N]. */
  private Value most(Graph g, Value lengths) {
    Lengths due = beam.lengths();
    Value n = g.cast(lengths, ElementType.DOUBLE);
    Value times = g.op("Ceil", g.op("Mul", n, g.scalar(due.ratio())));
    Value all = g.op("Add", times, g.scalar((double) due.more()));
    return g.cast(g.op("Min", all, g.scalar((double) Lengths.MOST)), ElementType.INT64);
  }

  /** The table of a source about which nothing has ended: [1,5]. */
  private static Value nothing(Graph g) {
    double[] row = new double[SearchTurn.COLUMNS];
    row[SearchTurn.SCORE] = Double.NEGATIVE_INFINITY;
    row[SearchTurn.LOG_PROBABILITY] = Double.NEGATIVE_INFINITY;
    row[SearchTurn.LIKELIEST] = Double.NEGATIVE_INFINITY;
    return g.constant("nothing", new Tensor.Doubles(List.of(1, SearchTurn.COLUMNS), row));
  }

  /** A column of the table: [N]. */
  private static Value cell(Graph g, Value table, int column) {
    return g.op("Gather", SearchStep.COLS, table, g.scalar(column));
  }

  /** Nowhere about sources with no place but the end. */
  private static Value looked(Graph g, Value told, Value lengths) {
    Value places = g.cast(lengths, ElementType.INT64);
    return g.op("Where", g.op("Greater", places, g.scalar(1)), told, g.scalar(-1));
  }

  /** From [N,.], what stands from a column on, to [L,N]. */
  private static Value told(Graph g, Value table, int from, Value count) {
    Value to = g.op("Add", count, g.ints(from));
    Value kept = g.op("Slice", table, g.ints(from), to, g.ints(1));
    return g.op("Transpose", Map.of("perm", Attr.of(1, 0)), kept);
  }
}
