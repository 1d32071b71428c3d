package rondo.testkit.layer;

import java.util.List;
import java.util.Map;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** The plainest of cells, for tests that need some cell: h[t] = tanh(W x[t] + R h[t-1] + b). */
final class Elman implements Cell {
  static final CellType TYPE = new Type();

  private final CellSpec spec;
  private final Param W; // H x I
  private final Param R; // H x H
  private final Param b; // 1 x 2H, for the input and for the recurrence, as in ONNX

  private Elman(CellSpec spec, Weights weights) {
    int width = spec.hiddenSize();
    this.spec = spec;
    W = weights.matrix("W", width, spec.inputSize(), Init.uniform(0.5));
    R = weights.matrix("R", width, width, Init.uniform(0.5));
    b = weights.matrix("b", 1, 2 * width, Init.uniform(0.5));
  }

  @Override
  public CellType type() {
    return TYPE;
  }

  @Override
  public CellSpec spec() {
    return spec;
  }

  @Override
  public Ports ports() {
    return new Ports(spec.inputSize(), spec.hiddenSize(), List.of(spec.hiddenSize()), true);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "an Elman cell");
    int batch = x.batch();
    int width = spec.hiddenSize();
    Matrix y = pass.zeros(x.rows().rows(), width);
    Matrix start = in.state().or(ports().state(), batch, pass).part(0);
    Matrix h = pass.take(batch, width).set(start);
    Matrix before = pass.take(x.rows().rows(), width); // h[t-1]
    for (int t = 0; t < x.time(); t++) {
      before.rows(t * batch, batch).set(h);
      Matrix z = pass.zeros(batch, width);
      pass.kernels().abt(x.step(t), W.value(), z);
      pass.kernels().abt(h, R.value(), z);
      pass.kernels().bias(z, new Matrix(1, width, b.value().data(), b.value().offset()));
      pass.kernels().bias(z, new Matrix(1, width, b.value().data(), b.value().offset() + width));
      pass.kernels().tanh(z.data(), z.offset(), z.size());
      for (int r = 0; r < batch; r++) {
        if (x.alive(t, r)) {
          y.rows(t * batch + r, 1).set(z.rows(r, 1));
          h.rows(r, 1).set(z.rows(r, 1));
        }
      }
    }
    Flow out = new Flow(x.with(y), State.of(h));
    return new Trace(out, gradient -> back(x, y, before, gradient.like(out, pass), pass));
  }

  private Flow back(Sequence x, Matrix y, Matrix before, Flow gradient, Pass pass) {
    int batch = x.batch();
    int width = spec.hiddenSize();
    Matrix dx = pass.zeros(x.rows().rows(), spec.inputSize());
    Matrix dh = gradient.state().part(0).copy();
    for (int t = x.time() - 1; t >= 0; t--) {
      Matrix dz = pass.zeros(batch, width);
      for (int r = 0; r < batch; r++) {
        for (int j = 0; j < width && x.alive(t, r); j++) {
          float h = y.get(t * batch + r, j);
          float d = gradient.sequence().rows().get(t * batch + r, j) + dh.get(r, j);
          dz.data()[dz.at(r) + j] = d * (1 - h * h);
          dh.data()[dh.at(r) + j] = 0;
        }
      }
      pass.kernels().atb(dz, x.step(t), pass.gradient(W));
      pass.kernels().atb(dz, before.rows(t * batch, batch), pass.gradient(R));
      Matrix db = pass.gradient(b);
      pass.kernels().sums(dz, new Matrix(1, width, db.data(), db.offset()));
      pass.kernels().sums(dz, new Matrix(1, width, db.data(), db.offset() + width));
      pass.kernels().ab(dz, W.value(), dx.rows(t * batch, batch));
      pass.kernels().ab(dz, R.value(), dh);
    }
    return new Flow(x.with(dx), State.of(dh));
  }

  /** ONNX's RNN, forward. */
  private static final class Type implements CellType {
    @Override
    public String name() {
      return "elman";
    }

    @Override
    public Cell create(CellSpec spec, Weights weights) {
      return new Elman(spec, weights);
    }

    @Override
    public OpId operator() {
      return OpId.onnx("RNN");
    }

    @Override
    public Wires node(Cell cell, Graph g, Wires in) {
      Elman e = (Elman) cell;
      int width = e.spec.hiddenSize();
      Value start = in.state().isEmpty() ? Value.NONE : in.state().get(0);
      List<Value> out =
          g.node(
              operator(),
              2,
              Map.of("hidden_size", Attr.of(width)),
              in.sequence(),
              g.weight(e.W, 1, width, e.spec.inputSize()),
              g.weight(e.R, 1, width, width),
              g.weight(e.b, 1, 2 * width),
              in.lengths(),
              start);
      return new Wires(out.get(0), in.lengths(), List.of(out.get(1)));
    }

    @Override
    public Found read(Node node, Graph graph, Weights weights) {
      throw new IllegalArgumentException("the cell of the tests reads no graphs");
    }
  }
}
