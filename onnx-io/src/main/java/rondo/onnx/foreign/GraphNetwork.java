package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Demand.Wanted;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Pass;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.layer.Columns;
import rondo.engine.layer.Dropout;
import rondo.onnx.operator.Size;

/** A graph made elsewhere as a network: its ids are a task's words, its scores the task's. */
final class GraphNetwork implements Network {
  private final NetworkSpec spec;
  private final Binding ports;
  private final Program program;
  private final List<RecurrentStep> recurrences;
  private final Layer head;
  private final Dropout dropout;
  private final String column;
  private final boolean together;
  private final boolean streams;

  /**
   * @param together whether texts of a batch may differ in length: none of them sees the padding of
   *     another
   */
  GraphNetwork(
      NetworkSpec spec, Reading reading, Binding ports, boolean together, boolean streams) {
    this.spec = spec;
    this.ports = ports;
    this.together = together;
    this.streams = streams;
    column = spec.demand().tokens().columns().firstKey();
    program = Program.of(reading.steps(), reading.slots(), List.of(ports.hidden()));
    recurrences = program.recurrences();
    head =
        ports
            .head()
            .<Layer>map(LinearStep::layer)
            .orElseGet(() -> new AsIs(spec.demand().outputs()));
    double rate = spec.options().real("dropout", 0, 0.99);
    dropout = new Dropout(Dropout.Kind.LOCKED, head.ports().in(), rate, "network/drop");
  }

  Program program() {
    return program;
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public boolean streams() {
    return streams;
  }

  @Override
  public boolean together() {
    return together;
  }

  @Override
  public Layer head() {
    return head;
  }

  private boolean each() {
    return spec.demand().wanted() == Wanted.EACH_TOKEN;
  }

  // computing

  /** Examples that run side by side, and how far they reach. */
  private record Portion(int[] rows, int time) {}

  /** All of them; where padding would be seen, those of equal length. */
  private List<Portion> portions(Inputs tokens) {
    int[] all = IntStream.range(0, tokens.batch()).toArray();
    if (together) {
      return List.of(new Portion(all, tokens.time()));
    }
    return IntStream.of(tokens.lengths())
        .distinct()
        .mapToObj(
            n -> new Portion(IntStream.of(all).filter(b -> tokens.lengths()[b] == n).toArray(), n))
        .toList();
  }

  @Override
  public Trace forward(Batch batch, State start, Pass pass) {
    Inputs tokens = batch.tokens();
    Sequence hidden = empty(tokens, pass);
    List<Run> runs = new ArrayList<>();
    List<Runnable> back = new ArrayList<>();
    List<Portion> portions = portions(tokens);
    for (Portion each : portions) {
      Run run = run(tokens, each, start, pass);
      back.add(program.forward(run));
      runs.add(run);
      keep(run, each, hidden);
    }
    Trace dropped = dropout.forward(Flow.of(hidden), pass);
    return new Trace(
        dropped.output().with(end(runs)),
        gradient -> {
          Sequence dy = dropped.backward().apply(Flow.of(gradient.sequence())).sequence();
          for (int i = 0; i < runs.size() && dy.time() > 0; i++) {
            Matrix d = part(dy, portions.get(i), pass);
            runs.get(i).add(ports.hidden(), ports.order(), Block.of(d));
            back.get(i).run();
          }
          return Flow.NONE;
        });
  }

  @Override
  public Carried start(Inputs source, Pass pass) {
    return Carried.NONE;
  }

  @Override
  public Scored score(Inputs tokens, Carried carried, Pass pass) {
    Sequence hidden = empty(tokens, pass);
    List<Run> runs = new ArrayList<>();
    for (Portion each : portions(tokens)) {
      Run run = run(tokens, each, carried.state(), pass);
      program.predict(run);
      keep(run, each, hidden);
      runs.add(run);
    }
    Sequence scores = head.predict(Flow.of(hidden), pass).sequence();
    return new Scored(new Scores(scores, Sequence.NONE), end(runs));
  }

  private Sequence empty(Inputs tokens, Pass pass) {
    int time = each() ? tokens.time() : 1;
    int[] one = new int[tokens.batch()];
    Arrays.fill(one, 1);
    Matrix rows = pass.zeros(time * tokens.batch(), head.ports().in());
    return new Sequence(time, rows, each() ? tokens.lengths() : one);
  }

  private Run run(Inputs tokens, Portion portion, State start, Pass pass) {
    return ports
        .read()
        .run(program, tokens, column, portion.rows, portion.time, starts(start), pass);
  }

  private Map<Step, State> starts(State state) {
    Map<Step, State> starts = new HashMap<>();
    int at = 0;
    for (RecurrentStep each : recurrences) {
      int parts = each.layer().ports().state().size();
      starts.put(each, state.slice(at, parts));
      at += parts;
    }
    return starts;
  }

  private State end(List<Run> runs) {
    return streams && runs.size() == 1
        ? State.join(recurrences.stream().map(runs.get(0)::end).toList())
        : State.NONE;
  }

  /** Puts what a portion gave where it belongs; zeros past the lengths. */
  private void keep(Run run, Portion portion, Sequence hidden) {
    Matrix rows = run.ordered(ports.hidden(), ports.order()).rows(hidden.width());
    int B = portion.rows.length;
    for (int r = 0; r < rows.rows(); r++) {
      int at = hidden.rows().at(r / B * hidden.batch() + portion.rows[r % B]);
      System.arraycopy(rows.data(), rows.at(r), hidden.rows().data(), at, hidden.width());
    }
    Columns.clearPast(hidden.rows(), hidden.lengths());
  }

  private Matrix part(Sequence d, Portion portion, Pass pass) {
    int B = portion.rows.length;
    int time = each() ? portion.time : 1;
    Matrix rows = pass.take(time * B, d.width());
    for (int r = 0; r < rows.rows(); r++) {
      int from = d.rows().at(r / B * d.batch() + portion.rows[r % B]);
      System.arraycopy(d.rows().data(), from, rows.data(), rows.at(r), d.width());
    }
    Columns.clearPast(rows, IntStream.of(portion.rows).map(b -> d.lengths()[b]).toArray());
    return rows;
  }

  // writing

  @Override
  public CarriedWires writeStart(Graph g, InputWires source) {
    return new CarriedWires(List.of(), List.of());
  }

  @Override
  public ScoredWires writeScore(Graph g, InputWires tokens, CarriedWires carried) {
    Map<Step, List<Value>> starts = new HashMap<>();
    int at = 0;
    for (RecurrentStep each : recurrences) {
      int parts = carried.state().isEmpty() ? 0 : each.layer().ports().state().size();
      starts.put(each, carried.state().subList(at, at + parts));
      at += parts;
    }
    Graph graph = g.scope("graph");
    List<Size> places = List.of(ports.time(), ports.batch());
    Writing w = new Writing(graph, tokens.lengths(), places, starts, program::bare);
    ports.read().write(w, tokens, column, program);
    program.write(w);
    List<Value> ends = new ArrayList<>();
    recurrences.forEach(r -> ends.addAll(w.end(r)));
    Wires scores = head.write(g.scope("head"), Wires.of(hidden(graph, w), tokens.lengths()));
    return new ScoredWires(scores.sequence(), Value.NONE, streams ? ends : List.of());
  }

  /** [time, batch, width]; one step where the whole is scored. */
  private Value hidden(Graph g, Writing w) {
    List<Atom> order = ports.order();
    int places = each() ? 2 : 1;
    List<List<Atom>> groups = new ArrayList<>();
    for (Atom each : order.subList(0, places)) {
      groups.add(List.of(each));
    }
    groups.add(order.subList(places, order.size()));
    Value hidden = w.grouped(ports.hidden(), groups);
    return each() ? hidden : g.op("Unsqueeze", hidden, g.ints(0));
  }
}
