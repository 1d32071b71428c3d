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
 * {@link BeamSearch} as nodes: a Loop whose body scores what may follow all hypotheses about all
 * sources, and chooses as {@link Hunt} and {@link Choices} do, so that equal scores give equal
 * answers. Log probabilities add up in doubles, as there. It answers with the best hypothesis.
 *
 * <p>What is found stands in tables of a row for each of N sources.
 */
public final class SearchGraph {
  /** The columns of what is known of hypotheses that have ended. */
  static final int SCORE = 0; // of the best

  static final int LOG_PROBABILITY = 1; // of the best
  static final int LENGTH = 2; // of the best, without the end
  static final int ENDED = 3; // how many have
  static final int LIKELIEST = 4; // log probability of the likeliest
  static final int COLUMNS = 5;

  static final Map<String, Attr> ROWS = Map.of("axis", Attr.of(0));
  static final Map<String, Attr> COLS = Map.of("axis", Attr.of(1));

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
    Value column = g.op("Concat", ROWS, N, g.ints(1));
    Value blank = g.op("Expand", g.ints(target.end()), column); // [N,1]
    Value nowhere = g.op("Expand", g.ints(-1), column);
    SearchStep step =
        new SearchStep(
            target,
            beam,
            outputs,
            looks,
            new SearchStep.Around(start.memory(), lengths, most(g, lengths), blank, nowhere));
    Graph body = g.body();
    boolean tells = step.write(body, network, start.state().size());

    List<Value> in = new ArrayList<>();
    in.add(Value.NONE); // as many steps as it takes
    in.add(g.constant("begin", new Tensor.Ints(List.of(), new long[] {1}, ElementType.BOOL)));
    in.add(g.op("Range", g.scalar(0), g.op("Squeeze", N), g.scalar(1))); // all are at work
    in.add(g.op("Expand", g.scalar(0.0), g.op("Concat", ROWS, g.ints(1), N)));
    in.add(blank); // the model is told the end first
    in.add(blank);
    in.add(g.op("Expand", nothing(g), g.op("Concat", ROWS, N, g.ints(COLUMNS))));
    in.addAll(start.state());
    if (tells) {
      in.add(nowhere);
      in.add(nowhere);
    }
    int outs = in.size() - 2;
    List<Value> found =
        g.node(
            OpId.onnx("Loop"), outs, Map.of("body", new Attr.Body(body)), in.toArray(Value[]::new));

    Value best = found.get(4);
    Value n = g.cast(cell(g, best, LENGTH), ElementType.INT64); // [N]
    Value longest = g.op("ReduceMax", Map.of("keepdims", Attr.of(1)), n); // [1]
    Value to = g.op("Add", g.op("Max", longest, g.ints(1)), g.ints(1)); // never an empty tensor
    return new Answers(
        told(g, found.get(3), to),
        tells ? told(g, found.get(outs - 1), to) : Value.NONE,
        g.cast(n, ElementType.INT32),
        g.cast(cell(g, best, SCORE), ElementType.FLOAT),
        g.cast(cell(g, best, LOG_PROBABILITY), ElementType.FLOAT));
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
    double[] row = new double[COLUMNS];
    row[SCORE] = Double.NEGATIVE_INFINITY;
    row[LOG_PROBABILITY] = Double.NEGATIVE_INFINITY;
    row[LIKELIEST] = Double.NEGATIVE_INFINITY;
    return g.constant("nothing", new Tensor.Doubles(List.of(1, COLUMNS), row));
  }

  /** A column of the table: [N]. */
  private static Value cell(Graph g, Value table, int column) {
    return g.op("Gather", COLS, table, g.scalar(column));
  }

  /** From [N,.], what was told first among it, to [L,N]. */
  private static Value told(Graph g, Value table, Value to) {
    Value kept = g.op("Slice", table, g.ints(1), to, g.ints(1));
    return g.op("Transpose", Map.of("perm", Attr.of(1, 0)), kept);
  }
}
