package rondo.engine.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * A sequence as one vector: what comes out is a sequence of one step. An empty sequence gives
 * zeros, and that one step is as alive as any: something has to be answered for it too, and what
 * the head makes of zeros is its bias, which knows how frequent each answer is.
 */
public final class Pooling implements Layer {
  private final Kind kind;
  private final int width;

  private Pooling(Kind kind, int width) {
    this.kind = kind;
    this.width = width;
  }

  /** The last vector. */
  public static Pooling last(int width) {
    return last(width, width);
  }

  /**
   * Where each direction ended: the first {@code ahead} columns at the last step, the others, which
   * were read in reverse, at the first.
   */
  public static Pooling last(int width, int ahead) {
    return new Pooling(new LastPooling(ahead), width);
  }

  /** The mean of the vectors. */
  public static Pooling mean(int width) {
    return new Pooling(new MeanPooling(), width);
  }

  /** The greatest value of each feature. */
  public static Pooling max(int width) {
    return new Pooling(new MaxPooling(), width);
  }

  /** The mean and the greatest values, side by side: twice as wide. */
  public static Pooling meanMax(int width) {
    return new Pooling(new MeanMaxPooling(new MeanPooling(), new MaxPooling()), width);
  }

  /** A mean whose weights are learned. */
  public static Pooling attention(int width, Weights weights) {
    return new Pooling(new AttentionPooling(width, weights), width);
  }

  /** How the steps of an example become one. */
  interface Kind {
    /** How wide what comes of vectors of a width is. */
    default int width(int in) {
      return in;
    }

    /** Writes a row for each example into {@code y}, which is zeros; returns the way back. */
    Back forward(Sequence x, Matrix y, Pass pass);

    /** [T,B,W], with true in [T,B,1] where a step is alive, to [1,B,.]. */
    Value write(Graph g, Value x, Value alive, Value lengths);

    /** Adds to dx, which is zeros, what dy, a row for each example, says. */
    interface Back {
      void apply(Matrix dy, Matrix dx);
    }
  }

  @Override
  public Ports ports() {
    return new Ports(width, kind.width(width), List.of(), false);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "pooling");
    Matrix y = pass.zeros(x.batch(), kind.width(width));
    Kind.Back back = kind.forward(x, y, pass);
    int[] one = new int[x.batch()];
    Arrays.fill(one, 1);
    Flow out = Flow.of(new Sequence(1, y, one));
    return new Trace(
        out,
        gradient -> {
          Matrix dx = pass.zeros(x.rows().rows(), width);
          back.apply(gradient.like(out, pass).sequence().rows(), dx);
          return Flow.of(x.with(dx));
        });
  }

  @Override
  public Wires write(Graph g, Wires in) {
    Value x = in.sequence();
    Value n = g.cast(in.lengths(), ElementType.INT64);
    return Wires.of(kind.write(g, x, alive(g, x, in.lengths()), n), ones(g, in.lengths()));
  }

  /** Whether a step of [T,B,.] lies before its length: [T,B,1]. */
  static Value alive(Graph g, Value x, Value lengths) {
    Value n = g.op("Unsqueeze", g.cast(lengths, ElementType.INT64), g.ints(1)); // [B,1]
    Value T = g.op("Squeeze", g.op("Shape", Map.of("start", Attr.of(0), "end", Attr.of(1)), x));
    Value t = g.op("Range", g.scalar(0), T, g.scalar(1)); // [T]
    return g.op("Less", g.op("Unsqueeze", t, g.ints(1, 2)), n);
  }

  /** As many lengths of one. */
  static Value ones(Graph g, Value lengths) {
    Value zero = g.op("Sub", lengths, lengths);
    return g.op("Add", zero, g.cast(g.scalar(1), ElementType.INT32));
  }

  /** Σ over the steps of a weight [T,B,1] times the vector: [1,B,W]. */
  static Value weighted(Graph g, Value weights, Value x) {
    return g.op("ReduceSum", g.op("Mul", weights, x), g.ints(0));
  }
}
