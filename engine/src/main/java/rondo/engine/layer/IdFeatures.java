package rondo.engine.layer;

import rondo.core.Column;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Value;

/** A column of ids by its embedding. */
final class IdFeatures implements Features.Part {
  private final String name;
  private final Embedding embedding;
  private final Dropout dropout;

  IdFeatures(String name, int size, Features.Choices choices, Weights weights) {
    this.name = name;
    embedding = new Embedding(size, choices.embedding(name), choices.frozen(name), weights);
    dropout =
        new Dropout(
            Dropout.Kind.WORD, embedding.width(), choices.dropout(name), weights.path() + "/drop");
  }

  @Override
  public int width() {
    return embedding.width();
  }

  @Override
  public Trace forward(Inputs in, Column column, Pass pass) {
    int[] ids = ids(column);
    Trace trace = dropout.forward(embedding.flow(ids, in, pass), pass);
    return new Trace(
        trace.output(),
        gradient -> {
          embedding.back(ids, trace.backward().apply(gradient).sequence(), pass);
          return Flow.NONE;
        });
  }

  @Override
  public Sequence predict(Inputs in, Column column, Pass pass) {
    return embedding.look(ids(column), in, pass);
  }

  private int[] ids(Column column) {
    if (column instanceof Column.Ids c) {
      return c.ids();
    }
    throw Features.otherKind(name, "ids");
  }

  @Override
  public Value write(Graph g, ColumnWires column) {
    if (column instanceof ColumnWires.Ids c) {
      return embedding.write(g, c.ids());
    }
    throw Features.otherKind(name, "ids");
  }
}
