package rondo.engine.layer;

import java.util.List;
import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.Wires;

/**
 * Zeroes a share of what passes and scales the rest up, so that the expectation stays (Srivastava
 * 2014). What is dropped is a function of the noise alone, so the way back draws it again instead
 * of keeping it. In use it hands on what it gets.
 */
public final class Dropout implements Layer {
  private static final int PARTS = 1 << 16; // four decisions from 64 random bits

  /** What is dropped as one. */
  public enum Kind {
    /** Each value for itself. */
    PLAIN,
    /**
     * A feature of an example at all of its steps (Gal and Ghahramani 2016), so that what a
     * recurrent layer reads does not flicker.
     */
    LOCKED,
    /**
     * The whole vector of a token, so that a model learns to do with what stands around it. A
     * vector and not an id: which id means an unknown word is the vocabulary's affair, of which
     * layers know nothing.
     */
    WORD
  }

  private final Kind kind;
  private final int width;
  private final int cut; // of PARTS, those that drop
  private final float scale;
  private final String site;

  /** {@code site} is this layer's own in the model: two layers of one site drop alike. */
  public Dropout(Kind kind, int width, double rate, String site) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "a dropout rate lies from 0 to below 1, this one is " + rate);
    }
    this.kind = kind;
    this.width = width;
    this.site = site;
    cut = (int) Math.min(PARTS - 1, Math.round(rate * PARTS));
    scale = (float) PARTS / (PARTS - cut);
  }

  @Override
  public Ports ports() {
    return new Ports(width, width, List.of(), true);
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    requireWidth(in.sequence(), "dropout");
    Noise noise = pass.noise(site);
    if (noise.none() || cut == 0) {
      return new Trace(in.with(State.NONE), d -> d);
    }
    Sequence x = in.sequence();
    Matrix y = pass.take(x.rows().rows(), width);
    drop(noise, x.batch(), x.rows(), y, pass);
    return new Trace(
        new Flow(x.with(y), State.NONE, in.fixed()),
        gradient -> {
          if (gradient.sequence().time() > 0) {
            Matrix d = gradient.sequence().rows();
            drop(noise, x.batch(), d, d, pass); // dx = m dy
          }
          return gradient;
        });
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    requireWidth(in.sequence(), "dropout");
    return Flow.of(in.sequence());
  }

  /** y = m x; both may be the same. */
  private void drop(Noise noise, int batch, Matrix x, Matrix y, Pass pass) {
    switch (kind) {
      case PLAIN -> each(noise, x, y);
      case LOCKED -> {
        Matrix m = pass.take(batch, width).fill(1);
        each(noise, m, m);
        for (int r = 0; r < x.rows(); r += batch) { // the same m for all steps
          times(m.data(), m.offset(), x.data(), x.at(r), y.data(), y.at(r), m.size());
        }
      }
      case WORD -> {
        Matrix m = pass.take(x.rows(), 1).fill(1);
        each(noise, m, m);
        for (int r = 0; r < x.rows(); r++) {
          scale(m.data()[m.at(r)], x.data(), x.at(r), y.data(), y.at(r), width);
        }
      }
    }
  }

  private void each(Noise noise, Matrix x, Matrix y) {
    float[] v = x.data();
    float[] w = y.data();
    int p = x.offset();
    int q = y.offset();
    int n = x.size();
    for (int i = 0; i < n; i += 4) {
      long bits = noise.bits(i >> 2);
      if (i + 4 <= n) {
        w[q + i] = kept((int) bits, v[p + i]);
        w[q + i + 1] = kept((int) (bits >>> 16), v[p + i + 1]);
        w[q + i + 2] = kept((int) (bits >>> 32), v[p + i + 2]);
        w[q + i + 3] = kept((int) (bits >>> 48), v[p + i + 3]);
      } else {
        for (int j = i; j < n; j++, bits >>>= 16) {
          w[q + j] = kept((int) bits, v[p + j]);
        }
      }
    }
  }

  /** Zero or the scaled value; without a branch, since nothing predicts which. */
  private float kept(int bits, float x) {
    int dropped = ((bits & (PARTS - 1)) - cut) >> 31; // all ones, or none
    return Float.intBitsToFloat(Float.floatToRawIntBits(scale * x) & ~dropped);
  }

  private static void times(float[] m, int k, float[] x, int p, float[] y, int q, int count) {
    for (int i = 0; i < count; i++) {
      y[q + i] = m[k + i] * x[p + i];
    }
  }

  private static void scale(float m, float[] x, int p, float[] y, int q, int count) {
    for (int i = 0; i < count; i++) {
      y[q + i] = m * x[p + i];
    }
  }

  @Override
  public Wires write(Graph g, Wires in) {
    return Wires.of(in.sequence(), in.lengths());
  }
}
