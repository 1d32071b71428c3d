package rondo.engine.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Column;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Value;

/**
 * Columns to vectors, side by side in the order of their names: ids by an embedding, real values as
 * they are, sequences within the sequence by an encoder that reads each distinct item once.
 */
public final class Features {
  private final SortedMap<String, Part> parts = new TreeMap<>();

  /** What one may choose about the columns of a schema. */
  public interface Choices {
    /** How wide the vectors of a column of ids are. */
    int embedding(String column);

    /** Whether the vectors of a column of ids stay as they start. */
    boolean frozen(String column);

    /** How often a token loses its vector of a column of ids. */
    double dropout(String column);

    /**
     * What reads the items of a nested column, whose vectors are so wide: a layer that makes one
     * step of each, as {@link LastOutput} and {@link Pooling} do.
     */
    Layer encoder(String column, int width, Weights weights);

    /** The choices for the columns within a nested column. */
    Choices within(String column);
  }

  /** What makes vectors of one column. */
  sealed interface Part permits IdFeatures, RealFeatures, NestedFeatures {
    int width();

    /** Vectors, and the way back, which returns nothing: columns have no gradient. */
    Trace forward(Inputs in, Column column, Pass pass);

    /** The vectors alone. */
    Sequence predict(Inputs in, Column column, Pass pass);

    Value write(Graph g, ColumnWires column);
  }

  public Features(Schema schema, Choices choices, Weights weights) {
    schema.columns().forEach((name, kind) -> parts.put(name, part(name, kind, choices, weights)));
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("features of no columns");
    }
  }

  private static Part part(String name, Schema.Kind kind, Choices choices, Weights weights) {
    Weights own = weights.in(name);
    if (kind instanceof Schema.Kind.Ids ids) {
      return new IdFeatures(name, ids.size(), choices, own);
    }
    if (kind instanceof Schema.Kind.Reals reals) {
      return new RealFeatures(name, reals.width());
    }
    Schema items = ((Schema.Kind.Nested) kind).items();
    return new NestedFeatures(name, new Features(items, choices.within(name), own), choices, own);
  }

  public int width() {
    int width = 0;
    for (Part part : parts.values()) {
      width += part.width();
    }
    return width;
  }

  /** Vectors for each place, and the way back, which returns nothing. */
  public Trace forward(Inputs in, Pass pass) {
    List<Trace> traces = new ArrayList<>();
    List<Matrix> outs = new ArrayList<>();
    parts.forEach(
        (name, part) -> {
          Trace trace = part.forward(in, in.column(name), pass);
          traces.add(trace);
          outs.add(trace.output().sequence().rows());
        });
    boolean fixed = traces.stream().allMatch(t -> t.output().fixed());
    return new Trace(
        new Flow(joined(in, outs, pass), State.NONE, fixed),
        gradient -> {
          if (gradient.sequence().time() == 0) {
            return Flow.NONE;
          }
          Sequence d = gradient.sequence();
          Flow nothing = Flow.NONE;
          int at = 0;
          for (int i = 0; i < traces.size(); i++) {
            int width = outs.get(i).cols();
            Matrix own = width == d.width() ? d.rows() : Columns.cut(pass, d.rows(), at, width);
            nothing = traces.get(i).backward().apply(Flow.of(d.with(own)));
            at += width;
          }
          return nothing;
        });
  }

  /** The vectors alone. */
  public Sequence predict(Inputs in, Pass pass) {
    List<Matrix> outs = new ArrayList<>();
    parts.forEach((name, part) -> outs.add(part.predict(in, in.column(name), pass).rows()));
    return joined(in, outs, pass);
  }

  private static Sequence joined(Inputs in, List<Matrix> outs, Pass pass) {
    Matrix all = outs.size() == 1 ? outs.get(0) : Columns.join(pass, outs.toArray(new Matrix[0]));
    return new Sequence(in.time(), all, in.lengths());
  }

  /** [T,B,W]. */
  public Value write(Graph g, InputWires in) {
    List<Value> outs = new ArrayList<>();
    parts.forEach((name, part) -> outs.add(part.write(g.scope(name), in.column(name))));
    return outs.size() == 1
        ? outs.get(0)
        : g.op("Concat", Map.of("axis", Attr.of(-1)), outs.toArray(new Value[0]));
  }

  /** Says that a column holds something else than the model was made for. */
  static IllegalArgumentException otherKind(String name, String needed) {
    return new IllegalArgumentException(
        "the model reads %s from column '%s', which holds something else".formatted(needed, name));
  }
}
