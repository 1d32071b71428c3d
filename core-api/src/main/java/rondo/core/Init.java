package rondo.core;

/**
 * What a fresh parameter starts as; its noise is a function of the seed and the parameter's path.
 */
@FunctionalInterface
public interface Init {
  /** Writes the start into a matrix of zeros. */
  void fill(Matrix matrix, Noise noise);

  /** All zeros. */
  Init ZEROS = (matrix, noise) -> {};

  /** Uniform in (-range, range). */
  static Init uniform(double range) {
    return (m, noise) -> {
      for (int i = 0; i < m.size(); i++) {
        m.data()[m.offset() + i] = (float) ((2 * noise.uniform(i) - 1) * range);
      }
    };
  }

  /** Normal with a deviation. */
  static Init normal(double deviation) {
    return (m, noise) -> {
      for (int i = 0; i < m.size(); i++) {
        m.data()[m.offset() + i] = (float) (noise.gaussian(i) * deviation);
      }
    };
  }

  /** Values that are already known. */
  static Init of(Matrix given) {
    return (m, noise) -> m.set(given);
  }
}
