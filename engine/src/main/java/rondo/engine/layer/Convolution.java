package rondo.engine.layer;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import rondo.core.Distinct;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * A linear map of each place and its neighbours, with zeros past both ends: y[t] = W (x[t-l] … x[t]
 * … x[t+r]) + b. Under {@link Pooling#max} it is the encoder of characters of Ma and Hovy 2016.
 *
 * <p>The windows of all places that are alive stand side by side in one matrix, so that there is
 * one product, whatever the lengths.
 */
public final class Convolution implements Layer {
  private final int width; // of the window
  private final int left; // neighbours before
  private final Linear linear; // W: F x wI, the window from left to right
  private final Ports ports;

  public Convolution(int window, int in, int filters, Weights weights) {
    if (window < 1) {
      throw new IllegalArgumentException("a window of " + window + " places; it needs at least 1");
    }
    width = window;
    left = (window - 1) / 2;
    linear = new Linear(Math.multiplyExact(window, in), filters, weights);
    ports = new Ports(in, filters, List.of(), false);
  }

  @Override
  public Ports ports() {
    return ports;
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "a convolution");
    Matrix u = windows(x, pass);
    Flow out = Flow.of(x.with(spread(linear.apply(u, pass), row -> row, x, pass)));
    return new Trace(
        out,
        gradient -> {
          Matrix dy = gradient.like(out, pass).sequence().rows();
          Matrix du = linear.back(packed(dy, x, u.rows(), pass), u, pass);
          return Flow.of(x.with(overlapped(du, x, pass)));
        });
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "a convolution");
    Matrix u = windows(x, pass);
    Distinct distinct = Distinct.gather(u); // the same few letters stand in many words
    Matrix y = linear.apply(u.rows(0, distinct.count()), pass);
    return Flow.of(x.with(spread(y, distinct::place, x, pass)));
  }

  /** u[t] = x[t-l] … x[t+r], a row for each place that is alive. */
  private Matrix windows(Sequence x, Pass pass) {
    int B = x.batch();
    int I = x.width();
    int places = 0;
    for (int n : x.lengths()) {
      places += n;
    }
    Matrix u = pass.zeros(places, width * I);
    int row = 0;
    for (int t = 0; t < x.time(); t++) {
      for (int b = 0; b < B; b++) {
        if (x.alive(t, b)) {
          int from = Math.max(0, t - left);
          int to = Math.min(x.lengths()[b], t - left + width);
          int at = u.at(row++) + (from - t + left) * I;
          for (int s = from; s < to; s++, at += I) {
            System.arraycopy(x.rows().data(), x.rows().at(s * B + b), u.data(), at, I);
          }
        }
      }
    }
    return u;
  }

  /** The way back of {@link #windows}: dx[s] = Σ du[t], each at the window's part where s stood. */
  private Matrix overlapped(Matrix du, Sequence x, Pass pass) {
    int B = x.batch();
    int I = x.width();
    Matrix dx = pass.zeros(x.rows().rows(), I);
    int row = 0;
    for (int t = 0; t < x.time(); t++) {
      for (int b = 0; b < B; b++) {
        if (x.alive(t, b)) {
          int from = Math.max(0, t - left);
          int to = Math.min(x.lengths()[b], t - left + width);
          int at = du.at(row++) + (from - t + left) * I;
          for (int s = from; s < to; s++, at += I) {
            pass.kernels().axpy(1, du.data(), at, dx.data(), dx.at(s * B + b), I);
          }
        }
      }
    }
    return dx;
  }

  /** Rows, one of each place that is alive, to their places; zeros past the lengths. */
  private static Matrix spread(Matrix packed, IntUnaryOperator row, Sequence x, Pass pass) {
    int W = packed.cols();
    Matrix y = pass.zeros(x.rows().rows(), W);
    for (int r = 0, place = 0; r < y.rows(); r++) {
      if (x.alive(r / x.batch(), r % x.batch())) {
        int at = packed.at(row.applyAsInt(place++));
        System.arraycopy(packed.data(), at, y.data(), y.at(r), W);
      }
    }
    return y;
  }

  /** The way back of {@link #spread}. */
  private static Matrix packed(Matrix dy, Sequence x, int places, Pass pass) {
    int W = dy.cols();
    Matrix packed = pass.take(places, W);
    for (int r = 0, row = 0; r < dy.rows(); r++) {
      if (x.alive(r / x.batch(), r % x.batch())) {
        System.arraycopy(dy.data(), dy.at(r), packed.data(), packed.at(row++), W);
      }
    }
    return packed;
  }

  /** What stands past the lengths is masked, for a window at the end looks at it. */
  @Override
  public Wires write(Graph g, Wires in) {
    Value x = in.sequence();
    if (width > 1) {
      Value masked = g.op("Where", Pooling.alive(g, x, in.lengths()), x, g.scalar(0f));
      Value wide = g.op("Pad", masked, g.ints(left, 0, 0, width - 1 - left, 0, 0));
      Value[] shifted = new Value[width];
      for (int k = 0; k < width; k++) {
        long end = k == width - 1 ? Long.MAX_VALUE : k - width + 1;
        shifted[k] = g.op("Slice", wide, g.ints(k), g.ints(end), g.ints(0));
      }
      x = g.op("Concat", Map.of("axis", Attr.of(2)), shifted);
    }
    return Wires.of(linear.apply(g, x), in.lengths());
  }
}
