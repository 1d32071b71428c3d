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

  /** Whole numbers of 32 or 64 bits, or truth values. */
  record Ints(List<Integer> dims, long[] data, ElementType type) implements Tensor {
    public Ints {
      dims = checked(dims, data.length);
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
