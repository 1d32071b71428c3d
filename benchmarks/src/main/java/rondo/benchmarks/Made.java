package rondo.benchmarks;

import java.util.Random;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.kernel.VectorKernels;
import rondo.engine.work.Workers;

/** What measurements are made with: kernels by their names, and drawn numbers. */
final class Made {
  private Made() {}

  /** The kernels {@code scalar} or {@code vector}. */
  static Kernels kernels(String name, Workers workers) {
    return switch (name) {
      case "scalar" -> new ScalarKernels(workers);
      case "vector" -> new VectorKernels(workers);
      default -> throw new IllegalArgumentException("kernels are scalar or vector, not " + name);
    };
  }

  /** Numbers from -1 to 1. */
  static float[] floats(int count, Random random) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }

  /** A matrix of them. */
  static Matrix matrix(int rows, int cols, Random random) {
    return new Matrix(rows, cols, floats(rows * cols, random), 0);
  }
}
