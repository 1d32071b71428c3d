package rondo.testkit;

import java.util.List;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.State;

/**
 * Draws what tests feed to layers: one thing after the other, all of it a function of the seed.
 *
 * <pre>{@code
 * Draw draw = new Draw(7);
 * draw.weights(weights.params());
 * Flow in = draw.flow(5, draw.lengths(5, 3), layer.ports());
 * }</pre>
 */
public final class Draw {
  /** So wide that no gradient is nearly nothing: float noise would be all that is left of it. */
  public static final double WIDE = 0.6;

  private final Noise seed;
  private long drawn;

  public Draw(long seed) {
    this.seed = Noise.of(seed);
  }

  /** A whole number between bounds, both included. */
  public int between(int least, int most) {
    return least + (int) (seed.uniform(drawn++) * (most - least + 1));
  }

  /** Normal numbers. */
  public Matrix normal(int rows, int cols, double deviation) {
    Matrix m = Matrix.zeros(rows, cols);
    for (int i = 0; i < m.size(); i++) {
      m.data()[i] = (float) (deviation * seed.gaussian(drawn++));
    }
    return m;
  }

  /**
   * Gives every parameter other values: wide ones, and less so where many are summed, and none far
   * out, so that no rounding grows from step to step.
   */
  public void weights(List<Param> params) {
    for (Param p : params) {
      int cols = p.value().cols();
      double bound = Math.sqrt(3) * Math.min(WIDE, 1.5 / Math.sqrt(cols));
      for (int i = 0; i < p.value().size(); i++) {
        p.value().data()[p.value().offset() + i] =
            (float) (bound * (2 * seed.uniform(drawn++) - 1));
      }
      p.changed();
    }
  }

  /** Lengths from 1 on, ragged but for one example that takes all of the time. */
  public int[] lengths(int time, int batch) {
    int[] lengths = new int[batch];
    for (int b = 0; b < batch; b++) {
      lengths[b] = between(1, time);
    }
    lengths[between(0, batch - 1)] = time;
    return lengths;
  }

  /** Vectors up to the lengths, zeros past them. */
  public Sequence sequence(int time, int[] lengths, int width) {
    Sequence x = new Sequence(time, normal(time * lengths.length, width, 1), lengths);
    fillPast(x, 0);
    return x;
  }

  /** A state of these widths. */
  public State state(int batch, List<Integer> widths) {
    return new State(widths.stream().map(width -> normal(batch, width, 1)).toList());
  }

  /** What a layer of these ports reads: a sequence, and the state it starts from if it has one. */
  public Flow flow(int time, int[] lengths, Ports ports) {
    return new Flow(sequence(time, lengths, ports.in()), state(lengths.length, ports.state()));
  }

  /**
   * A gradient for an output, other at each of its places, so that no two can be mistaken for one
   * another. Zero past the lengths.
   */
  public Flow gradient(Flow output) {
    Sequence y = output.sequence();
    List<Matrix> parts = output.state().parts();
    return new Flow(
        sequence(y.time(), y.lengths(), y.width()),
        new State(parts.stream().map(p -> normal(p.rows(), p.cols(), 1)).toList()));
  }

  /** Writes a value into every row past a length. */
  public static void fillPast(Sequence x, float value) {
    for (int t = 0; t < x.time(); t++) {
      for (int b = 0; b < x.batch(); b++) {
        if (!x.alive(t, b)) {
          x.step(t).rows(b, 1).fill(value);
        }
      }
    }
  }
}
