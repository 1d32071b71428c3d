package rondo.engine.layer;

import java.util.Map;
import rondo.core.Column;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * Sequences within the sequence: each distinct item is read once by an encoder, and what that makes
 * of it stands wherever the item does; zeros where there is none.
 */
final class NestedFeatures implements Features.Part {
  private static final int NOTHING = -1;

  private final String name;
  private final Features items;
  private final Layer encoder; // makes one step of each item

  NestedFeatures(String name, Features items, Features.Choices choices, Weights weights) {
    this.name = name;
    this.items = items;
    encoder = choices.encoder(name, items.width(), weights.in("encoder"));
  }

  @Override
  public int width() {
    return encoder.ports().out();
  }

  @Override
  public Trace forward(Inputs in, Column column, Pass pass) {
    Column.Nested nested = nested(column);
    if (nested.items().batch() == 0) {
      return new Trace(Flow.of(predict(in, column, pass)), gradient -> Flow.NONE);
    }
    Trace vectors = items.forward(nested.items(), pass);
    Trace run = encoder.forward(vectors.output(), pass);
    Sequence read = run.output().sequence();
    return new Trace(
        Flow.of(placed(read.rows(), in, nested, pass)),
        gradient -> {
          Matrix d = pass.zeros(read.batch(), width());
          Pass.RowGradient rows =
              (row, dy, at) -> pass.kernels().axpy(1, dy, at, d.data(), d.at(row), width());
          Columns.scatter(gradient.sequence().rows(), nested.index(), in.lengths(), rows);
          return vectors.backward().apply(run.backward().apply(Flow.of(read.with(d))));
        });
  }

  @Override
  public Sequence predict(Inputs in, Column column, Pass pass) {
    Column.Nested nested = nested(column);
    if (nested.items().batch() == 0) {
      return placed(pass.take(0, width()), in, nested, pass);
    }
    Flow read = encoder.predict(Flow.of(items.predict(nested.items(), pass)), pass);
    return placed(read.sequence().rows(), in, nested, pass);
  }

  private Sequence placed(Matrix read, Inputs in, Column.Nested nested, Pass pass) {
    String who = "column '" + name + "' of " + read.rows() + " items";
    Columns.requireBelow(read.rows(), NOTHING, nested.index(), in.lengths(), who);
    Matrix out = Columns.gather(read, nested.index(), in.lengths(), pass);
    return new Sequence(in.time(), out, in.lengths());
  }

  private Column.Nested nested(Column column) {
    if (column instanceof Column.Nested c) {
      return c;
    }
    throw Features.otherKind(name, "sequences");
  }

  /** A row of zeros comes before the items, so that -1 finds it. */
  @Override
  public Value write(Graph g, ColumnWires column) {
    if (!(column instanceof ColumnWires.Nested c)) {
      throw Features.otherKind(name, "sequences");
    }
    Value vectors = items.write(g, c.items());
    Value read = encoder.write(g, Wires.of(vectors, c.items().lengths())).sequence(); // [1,B,W]
    Value zeros = g.op("ConstantOfShape", g.ints(1, width()));
    Value rows = g.op("Squeeze", read, g.ints(0));
    Value all = g.op("Concat", Map.of("axis", Attr.of(0)), zeros, rows);
    return g.op("Gather", all, g.op("Add", c.index(), g.scalar(1)));
  }
}
