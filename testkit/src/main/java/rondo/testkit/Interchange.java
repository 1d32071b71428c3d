package rondo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.CellType.Found;
import rondo.core.Device;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.layer.Recurrent;
import rondo.engine.model.FreshWeights;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;

/** What a cell promises about the graph it is written as. */
final class Interchange {
  /** Two implementations of exp and tanh in floats, over a few steps. */
  private static final double OTHERS = 2e-5;

  private Interchange() {}

  /** A layer of one or two cells, and their parameters in the order in which they were made. */
  private record Made(Recurrent layer, List<Param> params) {
    static Made of(Subject subject, Direction direction, Shape shape, Draw draw) {
      FreshWeights weights = new FreshWeights(1);
      CellType type = subject.type();
      CellSpec spec = new CellSpec(type.name(), shape.in(), shape.hidden(), subject.options());
      Recurrence r = Recurrence.create(direction, type, spec, weights);
      draw.weights(weights.params());
      return new Made(new Recurrent(r), weights.params());
    }

    /** Inputs x, lengths and, where it starts from one, start.0, …; outputs y and end.0, …. */
    Graph graph(boolean starts) {
      List<Integer> widths = layer.ports().state();
      Graph g = new Graph();
      String in = Integer.toString(layer.ports().in());
      Value x = g.input("x", ElementType.FLOAT, "T", "B", in);
      Value lengths = g.input("lengths", ElementType.INT32, "B");
      List<Value> start = new ArrayList<>();
      for (int i = 0; i < widths.size() && starts; i++) {
        start.add(g.input("start." + i, ElementType.FLOAT, "B", widths.get(i).toString()));
      }
      Wires out = layer.write(g, new Wires(x, lengths, start));
      String width = Integer.toString(layer.ports().out());
      g.output("y", out.sequence(), ElementType.FLOAT, "T", "B", width);
      for (int i = 0; i < widths.size(); i++) {
        Value end = out.state().get(i);
        g.output("end." + i, end, ElementType.FLOAT, "B", widths.get(i).toString());
      }
      return g;
    }
  }

  // write then read

  /** From the graph, and from the bytes of a file: the same cells, weights and answers. */
  static void whatIsWrittenIsReadBack(Subject subject) {
    for (Direction direction : Direction.values()) {
      Draw draw = new Draw(21);
      Made made = Made.of(subject, direction, new Shape(4, 3, 3, 5), draw);
      Graph graph = made.graph(true);
      readsBack(made, graph, draw);
      readsBack(made, OnnxFile.read(OnnxFile.write(graph)), draw);
    }
  }

  private static void readsBack(Made made, Graph graph, Draw draw) {
    Recurrence written = made.layer.recurrence();
    Cell first = written.cells().get(0);
    FreshWeights weights = new FreshWeights(2);
    List<Cell> cells = new ArrayList<>();
    List<Found> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op().equals(first.type().operator())) {
        Found found = first.type().read(node, graph, weights.in("node" + nodes.size()));
        nodes.add(found);
        cells.addAll(found.recurrence().cells());
        int parts = first.ports().state().size();
        assertThat(found.in().state()).as("the states that '%s' reads", node).hasSize(parts);
        assertThat(found.out().state()).as("the states that '%s' gives", node).hasSize(parts);
        assertThat(found.in().sequence().none()).as("'%s' omits its sequence", node).isFalse();
        assertThat(found.in().lengths().none()).as("'%s' omits its lengths", node).isFalse();
      }
    }
    assertThat(cells).as("the cells read back").hasSameSizeAs(written.cells());
    boolean whole = nodes.get(0).recurrence().direction() == written.direction();
    if (!whole || nodes.size() > 1) { // composed of forward nodes between reversals
      OpId reversal = OpId.onnx("ReverseSequence");
      long reversals = graph.nodes().stream().filter(n -> n.op().equals(reversal)).count();
      assertThat(reversals).as("reversals around the cells read back").isEqualTo(2);
      nodes.forEach(
          n -> assertThat(n.recurrence().direction()).as("a node").isEqualTo(Direction.FORWARD));
    }
    sameWeights(made.params, weights.params());
    for (int d = 0; d < cells.size(); d++) {
      sameAnswers(written.cells().get(d), cells.get(d), draw);
    }
  }

  private static void sameWeights(List<Param> written, List<Param> read) {
    assertThat(read).as("the parameters read back").hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      assertThat(name(read.get(i))).as("a parameter read back").isEqualTo(name(written.get(i)));
      Answers.assertNear(
          written.get(i).path(), read.get(i).value(), written.get(i).value(), 0, "read back");
    }
  }

  private static String name(Param p) {
    return p.path().substring(p.path().lastIndexOf('/') + 1);
  }

  private static void sameAnswers(Cell written, Cell read, Draw draw) {
    assertThat(read.ports()).as("the ports of the cell read back").isEqualTo(written.ports());
    Flow in = draw.flow(4, draw.lengths(4, 3), written.ports());
    Answers.of(read.forward(in, Trial.work()).output())
        .assertSame(Answers.of(written.forward(in, Trial.work()).output()), "the cell read back");
  }

  // ONNX Runtime

  /** Ragged batches of several sizes, from a state and from none, in each direction. */
  static void onnxRuntimeAnswersAsNative(Subject subject) {
    for (Direction direction : Direction.values()) {
      for (boolean starts : new boolean[] {false, true}) {
        for (Shape shape : List.of(new Shape(5, 3, 3, 4), new Shape(7, 6, 19, 33))) {
          Draw draw = new Draw(22);
          Made made = Made.of(subject, direction, shape, draw);
          String when =
              "%s, %s, %s"
                  .formatted(direction.word(), starts ? "from a state" : "from none", shape);
          try (OrtModel ort = open(made.graph(starts))) {
            batch(made, ort, shape.time(), shape.batch(), starts, draw, when);
            batch(made, ort, 1, 1, starts, draw, when + " but of one step of one example");
          }
        }
      }
    }
  }

  private static void batch(
      Made made, OrtModel ort, int time, int batch, boolean starts, Draw draw, String when) {
    Flow in = draw.flow(time, draw.lengths(time, batch), made.layer.ports());
    Flow given = starts ? in : Flow.of(in.sequence());
    run(ort, given)
        .assertNear(
            Answers.of(made.layer.predict(given, Trial.work())), OTHERS, "ONNX Runtime, " + when);
  }

  /** A step at a time with the state that the file gives, against all at once in Java. */
  static void onnxRuntimeStreamsAsNative(Subject subject) {
    Draw draw = new Draw(23);
    Shape shape = new Shape(6, 3, 3, 5);
    Made made = Made.of(subject, Direction.FORWARD, shape, draw);
    int T = shape.time();
    int B = shape.batch();
    int[] all = new int[B]; // a length of 0 is no affair of ONNX: it forgets the state there
    Arrays.fill(all, T);
    Flow in = draw.flow(T, all, made.layer.ports());
    Matrix y = Matrix.zeros(T * B, made.layer.ports().out());
    State state = in.state();
    try (OrtModel ort = open(made.graph(true))) {
      for (int t = 0; t < T; t++) {
        Answers step = run(ort, new Flow(Streaming.piece(in.sequence(), t, 1), state));
        List<Matrix> parts = new ArrayList<>(step.values().values()); // the state, then the output
        y.rows(t * B, B).set(parts.remove(parts.size() - 1));
        state = new State(parts);
      }
    }
    Flow whole = made.layer.predict(in, Trial.work());
    Answers.of(new Flow(whole.sequence().with(y), state))
        .assertNear(Answers.of(whole), OTHERS, "ONNX Runtime, a step at a time");
  }

  private static OrtModel open(Graph graph) {
    return OrtModel.open(OnnxFile.write(graph), Device.CPU);
  }

  private static Answers run(OrtModel ort, Flow in) {
    Sequence x = in.sequence();
    Map<String, Tensor> inputs = new TreeMap<>();
    inputs.put("x", tensor(x.rows(), x.time(), x.batch(), x.width()));
    long[] lengths = new long[x.batch()];
    Arrays.setAll(lengths, b -> x.lengths()[b]);
    inputs.put("lengths", new Tensor.Ints(List.of(x.batch()), lengths, ElementType.INT32));
    List<Matrix> parts = in.state().parts();
    for (int i = 0; i < parts.size(); i++) {
      inputs.put("start." + i, tensor(parts.get(i), x.batch(), parts.get(i).cols()));
    }
    Answers all = new Answers(new TreeMap<>());
    ort.run(inputs)
        .forEach(
            (name, value) -> {
              float[] data = ((Tensor.Floats) value).data();
              int width = value.dims().get(value.dims().size() - 1);
              Matrix m = new Matrix(data.length / width, width, data, 0);
              all.and(
                  name.equals("y") ? "the output" : name.replace("end.", "the final state, part "),
                  m);
            });
    return all;
  }

  private static Tensor tensor(Matrix m, Integer... dims) {
    return new Tensor.Floats(List.of(dims), m.copy().data());
  }
}
