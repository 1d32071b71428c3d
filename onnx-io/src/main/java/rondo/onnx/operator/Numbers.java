package rondo.onnx.operator;

import java.util.Arrays;
import java.util.Optional;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;

/** Numbers in the types that hold them. */
final class Numbers {
  private Numbers() {}

  /** What remains of a number in the width of its type; of a truth value, whether it is one. */
  static long wrap(long value, ElementType type) {
    if (type == ElementType.BOOL) {
      return value == 0 ? 0 : 1;
    }
    int over = Long.SIZE - type.bits();
    return type.unsigned() ? value << over >>> over : value << over >> over;
  }

  /** All values as doubles, where they are numbers to compute with. */
  static Optional<double[]> doubles(Tensor tensor) {
    if (tensor instanceof Tensor.Doubles t) {
      return Optional.of(t.data());
    }
    if (tensor instanceof Tensor.Floats t) {
      return Optional.of(doubles(t.data()));
    }
    return tensor instanceof Tensor.Ints t
        ? Optional.of(Arrays.stream(t.data()).asDoubleStream().toArray())
        : Optional.empty();
  }

  static double[] doubles(float[] all) {
    double[] wide = new double[all.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = all[i];
    }
    return wide;
  }

  static float[] floats(double[] wide) {
    float[] all = new float[wide.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) wide[i];
    }
    return all;
  }
}
