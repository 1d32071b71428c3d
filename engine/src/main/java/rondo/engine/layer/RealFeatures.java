package rondo.engine.layer;

import rondo.core.Column;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Value;

/** A column of real values as they are. */
record RealFeatures(String name, int width) implements Features.Part {
  @Override
  public Trace forward(Inputs in, Column column, Pass pass) {
    return new Trace(Flow.fixed(predict(in, column, pass)), gradient -> Flow.NONE);
  }

  @Override
  public Sequence predict(Inputs in, Column column, Pass pass) {
    if (!(column instanceof Column.Reals reals)) {
      throw Features.otherKind(name, "real values");
    }
    Matrix v = reals.values();
    if (v.cols() != width) {
      throw new ShapeException(
          "the model reads vectors of %d from column '%s', got %s", width, name, v.shape());
    }
    Matrix out = pass.take(v.rows(), width).set(v);
    Columns.clearPast(out, in.lengths());
    return new Sequence(in.time(), out, in.lengths());
  }

  @Override
  public Value write(Graph g, ColumnWires column) {
    if (column instanceof ColumnWires.Reals c) {
      return c.values();
    }
    throw Features.otherKind(name, "real values");
  }
}
