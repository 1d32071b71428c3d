package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Pass;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.engine.layer.Columns;
import rondo.onnx.operator.Size;

/**
 * An encoder and a step of a decoder made elsewhere as a network that translates. The decoder goes
 * a token at a time, in training, too.
 */
final class PairNetwork implements Network {
  private final NetworkSpec spec;
  private final PairPorts ports;
  private final Program encoder;
  private final PairStep step;
  private final boolean together;
  private final String source;
  private final String target;

  /**
   * @param together whether texts of a batch may differ in length: none of them sees the padding of
   *     another
   */
  PairNetwork(NetworkSpec spec, Reading encoder, Reading decoder, boolean together) {
    this.spec = spec;
    this.together = together;
    ports = PairPorts.of(encoder, decoder, spec.demand(), spec.options());
    this.encoder = Program.of(encoder.steps(), encoder.slots(), ports.encoded());
    step = PairStep.of(decoder, ports);
    source = spec.demand().source().columns().firstKey();
    target = spec.demand().tokens().columns().firstKey();
  }

  /** The steps that are left of both graphs. */
  List<Step> encoderSteps() {
    return encoder.steps();
  }

  List<Step> decoderSteps() {
    return step.program().steps();
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public Layer head() {
    return new AsIs(spec.demand().outputs());
  }

  /** Rows that run side by side: all of them; where padding would be seen, those of a length. */
  private List<int[]> portions(int[] lengths) {
    int[] all = IntStream.range(0, lengths.length).toArray();
    if (together) {
      return List.of(all);
    }
    return IntStream.of(lengths)
        .distinct()
        .mapToObj(n -> IntStream.of(all).filter(b -> lengths[b] == n).toArray())
        .toList();
  }

  // the encoder

  /** A run of the encoder over some rows. */
  Run reading(Inputs texts, int[] rows, Pass pass) {
    int time = IntStream.of(rows).map(b -> texts.lengths()[b]).max().orElse(0);
    return ports.source().run(encoder, texts, source, rows, time, Map.of(), pass);
  }

  Program encoder() {
    return encoder;
  }

  PairPorts ports() {
    return ports;
  }

  PairStep step() {
    return step;
  }

  /** What a run gives the decoder of texts of these lengths. */
  Carried carried(Run run, int[] lengths, Pass pass) {
    List<Matrix> parts = new ArrayList<>();
    for (PairPorts.Carry each : ports.states()) {
      parts.add(
          each.start()
              .map(o -> run.ordered(o.view(), o.order()).rows(each.width()))
              .orElseGet(() -> pass.zeros(lengths.length, each.width())));
    }
    List<Sequence> memory = new ArrayList<>();
    for (PairPorts.Look each : ports.memories()) {
      Matrix there = run.ordered(each.from().view(), each.from().order()).rows(each.width());
      Matrix own = pass.take(there.rows(), there.cols()).set(there);
      Columns.clearPast(own, lengths);
      memory.add(new Sequence(own.rows() / Math.max(1, lengths.length), own, lengths));
    }
    return new Carried(new State(parts), memory, IntStream.range(0, lengths.length).toArray());
  }

  @Override
  public Carried start(Inputs texts, Pass pass) {
    int B = texts.batch();
    List<int[]> portions = portions(texts.lengths());
    if (portions.size() == 1) {
      Run run = reading(texts, portions.get(0), pass);
      encoder.predict(run);
      return carried(run, texts.lengths(), pass);
    }
    List<Matrix> parts = ports.states().stream().map(s -> pass.take(B, s.width())).toList();
    List<Sequence> memory = new ArrayList<>();
    for (PairPorts.Look each : ports.memories()) {
      memory.add(
          new Sequence(texts.time(), pass.zeros(texts.time() * B, each.width()), texts.lengths()));
    }
    for (int[] rows : portions) {
      Run run = reading(texts, rows, pass);
      encoder.predict(run);
      int[] lengths = IntStream.of(rows).map(b -> texts.lengths()[b]).toArray();
      Carried some = carried(run, lengths, pass);
      for (int i = 0; i < parts.size(); i++) {
        Rows.put(some.state().part(i), parts.get(i), rows);
      }
      for (int i = 0; i < memory.size(); i++) {
        for (int t = 0; t < some.memory().get(i).time(); t++) {
          Rows.put(some.memory().get(i).step(t), memory.get(i).step(t), rows);
        }
      }
    }
    return new Carried(new State(parts), memory, IntStream.range(0, B).toArray());
  }

  // the decoder

  @Override
  public Scored score(Inputs tokens, Carried carried, Pass pass) {
    int R = tokens.batch();
    if (R != carried.owner().length) {
      throw new ShapeException(
          "%d rows of tokens for %d that were started or selected", R, carried.owner().length);
    }
    List<int[]> portions = List.of(IntStream.range(0, R).toArray());
    if (!carried.memory().isEmpty()) {
      int[] sources = carried.memory().get(0).lengths();
      portions = portions(IntStream.of(carried.owner()).map(b -> sources[b]).toArray());
    }
    Matrix scores = pass.zeros(tokens.time() * R, spec.demand().outputs());
    State end = new State(carried.state().parts().stream().map(p -> copy(p, pass)).toList());
    int[] ids = tokens.ids(target);
    for (int[] all : portions) {
      for (int t = 0; t < tokens.time(); t++) {
        int now = t;
        int[] rows = IntStream.of(all).filter(r -> now < tokens.lengths()[r]).toArray();
        if (rows.length == 0) {
          continue;
        }
        List<Sequence> memory = Rows.memory(carried, rows, pass);
        State before = Rows.of(end, rows, pass);
        int[] told = IntStream.of(rows).map(r -> ids[now * R + r]).toArray();
        Run run = step.fed(told, before, memory, pass);
        step.program().predict(run);
        Rows.put(step.scores(run), scores.rows(t * R, R), rows);
        State next = step.next(run, before);
        for (int i = 0; i < next.parts().size(); i++) {
          Rows.put(next.part(i), end.part(i), rows);
        }
      }
    }
    Sequence values = new Sequence(tokens.time(), scores, tokens.lengths());
    return new Scored(new Scores(values, Sequence.NONE), end);
  }

  private static Matrix copy(Matrix m, Pass pass) {
    return pass.take(m.rows(), m.cols()).set(m);
  }

  // training

  @Override
  public Trace forward(Batch batch, State start, Pass pass) {
    if (!start.none()) {
      throw new IllegalArgumentException(
          "a decoder starts from its source, not from where another batch ended");
    }
    Inputs tokens = batch.tokens();
    int B = tokens.batch();
    if (batch.source().batch() != B) {
      throw new ShapeException("%d sources for %d targets", batch.source().batch(), B);
    }
    Matrix scores = pass.zeros(tokens.time() * B, spec.demand().outputs());
    List<PairTeaching> all = new ArrayList<>();
    for (int[] rows : portions(batch.source().lengths())) {
      PairTeaching one = new PairTeaching(this, batch.source(), rows, pass);
      for (int t = 0; t < tokens.time(); t++) {
        int first = t * B;
        int[] told = IntStream.of(rows).map(r -> tokens.ids(target)[first + r]).toArray();
        Rows.put(one.step(told), scores.rows(first, B), rows);
      }
      all.add(one);
    }
    Columns.clearPast(scores, tokens.lengths());
    return new Trace(
        Flow.of(new Sequence(tokens.time(), scores, tokens.lengths())),
        gradient -> {
          if (gradient.sequence().time() > 0) {
            Columns.clearPast(gradient.sequence().rows(), tokens.lengths());
            all.forEach(one -> one.back(gradient.sequence()));
          }
          return Flow.NONE;
        });
  }

  // its picture

  private void requireTogether() {
    if (!together) {
      throw new IllegalArgumentException(
          "in this imported translator the padding of a batch is seen, and no file of it answers for texts of unequal length; it answers natively, where they run apart");
    }
  }

  @Override
  public CarriedWires writeStart(Graph g, InputWires texts) {
    requireTogether();
    List<Size> places = List.of(ports.source().time(), ports.source().batch());
    Writing w = new Writing(g.scope("encoder"), texts.lengths(), places, Map.of(), encoder::bare);
    ports.source().write(w, texts, source, encoder);
    encoder.write(w);
    return PairWriting.started(w, ports);
  }

  @Override
  public ScoredWires writeScore(Graph g, InputWires tokens, CarriedWires carried) {
    requireTogether();
    Value ids = ((InputWires.ColumnWires.Ids) tokens.column(target)).ids();
    List<Size> places = List.of(Size.ONE, ports.batch());
    Program one = step.program();
    Writing w = new Writing(g.scope("decoder"), tokens.lengths(), places, Map.of(), one::bare);
    return PairWriting.scored(w, step, ports, ids, carried);
  }
}
