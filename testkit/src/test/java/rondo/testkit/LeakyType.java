package rondo.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rondo.core.Activation;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Param;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Settings;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.RecurrentNode;
import rondo.core.graph.RecurrentOperator;
import rondo.core.graph.Wires;

/** Leaky integrators, or cells that should be; to ONNX an RNN without a function, R a diagonal. */
class LeakyType implements CellType {
  private static final Options OPTIONS =
      Options.of(new Option("keep", "0.9", "what u starts at: how much stays from step to step"));

  private static final RecurrentOperator OPERATOR =
      new RecurrentOperator(OpId.onnx("RNN"), 1, 1, 0, List.of(Activation.TANH), Set.of());

  private final Maker maker;

  /** Makes a cell. */
  interface Maker {
    Leaky make(CellType type, CellSpec spec, Weights weights);
  }

  LeakyType(Maker maker) {
    this.maker = maker;
  }

  @Override
  public String name() {
    return "leaky";
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public Cell create(CellSpec spec, Weights weights) {
    return maker.make(this, spec.fill(options()), weights);
  }

  @Override
  public OpId operator() {
    return OPERATOR.op();
  }

  @Override
  public Wires node(Cell cell, Graph graph, Wires in) {
    return OPERATOR.write(Direction.FORWARD, List.of(parts((Leaky) cell)), graph, in);
  }

  RecurrentOperator.Parts parts(Leaky cell) {
    int H = cell.H;
    Matrix R = Matrix.zeros(H, H);
    Matrix b = Matrix.zeros(1, 2 * H);
    for (int i = 0; i < H; i++) {
      R.data()[R.at(i) + i] = cell.u.value().get(0, i);
      b.data()[i] = cell.b.value().get(0, i);
    }
    return new RecurrentOperator.Parts(
        cell.W,
        new Param(cell.u.path() + "/diagonal", R),
        new Param(cell.b.path() + "/of-both", b),
        List.of(),
        List.of(Activation.IDENTITY),
        0,
        Set.of());
  }

  @Override
  public Found read(Node node, Graph graph, Weights weights) {
    RecurrentNode found = OPERATOR.read(node, graph);
    Map<String, Matrix> given = values(found.directions().get(0).given(), found.hiddenSize());
    CellSpec spec = new CellSpec(name(), found.inputSize(), found.hiddenSize(), Settings.NONE);
    Recurrence cell = Recurrence.create(Direction.FORWARD, this, spec, weights, d -> given);
    return new Found(cell, found.batchFirst(), found.in(), found.out());
  }

  /** The cell's parameters by name, from those of the node. */
  Map<String, Matrix> values(Map<String, Matrix> stored, int H) {
    Map<String, Matrix> values = new TreeMap<>();
    stored.forEach(
        (name, m) -> {
          switch (name) {
            case "R" -> values.put("u", diagonal(m));
            case "b" -> values.put("b", m.reshaped(2, H).rows(0, 1));
            default -> values.put(name, m);
          }
        });
    return values;
  }

  private static Matrix diagonal(Matrix m) {
    Matrix row = Matrix.zeros(1, m.rows());
    for (int i = 0; i < m.rows(); i++) {
      row.data()[i] = m.get(i, i);
    }
    return row;
  }
}
