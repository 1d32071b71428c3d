package rondo.core.graph;

import java.util.List;

/** A constant of any rank, row-major. */
public sealed interface Tensor {
  List<Integer> dims();

  ElementType type();

  /** Floats. */
  record Floats(List<Integer> dims, float[] data) implements Tensor {
    public Floats {
      dims = checked(dims, data.length);
    }

    @Override
    public ElementType type() {
      return ElementType.FLOAT;
    }
  }

  /** Doubles. */
  record Doubles(List<Integer> dims, double[] data) implements Tensor {
    public Doubles {
      dims = checked(dims, data.length);
    }

    @Override
    public ElementType type() {
      return ElementType.DOUBLE;
    }
  }

  /** Whole numbers of any width, or truth values; of unsigned 64 bits, the bits. */
  record Ints(List<Integer> dims, long[] data, ElementType type) implements Tensor {
    public Ints {
      dims = checked(dims, data.length);
      if (!type.whole()) {
        throw new IllegalArgumentException(type + " are no whole numbers");
      }
    }
  }

  /**
   * Numbers that are only held, as ONNX stores them: floats of fewer bits than 32, and complex
   * ones, little-endian.
   */
  record Held(List<Integer> dims, byte[] data, ElementType type) implements Tensor {
    public Held {
      long size = 1;
      for (int d : dims) {
        size = Math.multiplyExact(size, (long) d);
      }
      if (type.bits() == 0 || type.bytes(size) != data.length) {
        throw new IllegalArgumentException(
            "%s of dims %s are not %d bytes".formatted(type, dims, data.length));
      }
      dims = List.copyOf(dims);
    }
  }

  /** Strings. */
  record Strings(List<Integer> dims, String[] data) implements Tensor {
    public Strings {
      dims = checked(dims, data.length);
    }

    @Override
    public ElementType type() {
      return ElementType.STRING;
    }
  }

  private static List<Integer> checked(List<Integer> dims, int there) {
    double size = 1; // a product of any dims fits
    boolean possible = true;
    for (int d : dims) {
      size *= d;
      possible &= d >= 0;
    }
    if (!possible || size != there) {
      throw new IllegalArgumentException(
          "a tensor of dims " + dims + " holds " + there + " values");
    }
    return List.copyOf(dims);
  }
}
