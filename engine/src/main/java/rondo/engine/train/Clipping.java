package rondo.engine.train;

import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * Holds a step's gradient within bounds: first each of its numbers, then the norm of all of them
 * together (Pascanu 2013). What was not touched is zero and is not looked at.
 *
 * @param value the most a number may be, either way; 0 is no bound
 * @param norm the most the norm may be; 0 is no bound
 */
record Clipping(double value, double norm) {
  static final Options OPTIONS =
      Options.of(
          new Option("clip", "5", "largest norm of a step's gradient; 0 does not clip"),
          new Option("clip-value", "0", "largest number in a step's gradient; 0 does not clip"));

  static Clipping read(Settings settings) {
    return new Clipping(
        settings.real("clip-value", 0, Float.MAX_VALUE), settings.real("clip", 0, Float.MAX_VALUE));
  }

  /**
   * What clipping found.
   *
   * @param norm of the mean gradient, before its norm was bounded
   * @param scale what every number has still to be multiplied with
   */
  record Clipped(double norm, float scale) {}

  /** Clips the sums of gradients whose mean is the sum divided by a weight. */
  Clipped clip(Patches patches, double weight, Kernels kernels) {
    double scale = 1 / weight;
    if (value > 0) {
      float mean = (float) scale;
      patches.each(p -> bound(p.gradient(), mean));
      scale = 1;
    }
    double squares =
        patches.sum(
            p -> kernels.squares(p.gradient().data(), p.gradient().offset(), p.gradient().size()));
    double found = Math.sqrt(squares) * scale;
    return new Clipped(found, (float) (norm > 0 && found > norm ? scale * norm / found : scale));
  }

  private void bound(Matrix g, float scale) {
    float most = (float) value;
    float[] x = g.data();
    for (int i = g.offset(), end = i + g.size(); i < end; i++) {
      x[i] = Math.max(-most, Math.min(most, x[i] * scale)); // NaN stays NaN
    }
  }
}
