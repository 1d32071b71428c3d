package rondo.onnx.operator;

import java.util.Arrays;
import java.util.List;
import rondo.core.ModelFormatException;
import rondo.core.graph.Tensor;

/** The elements of tensors of whatever type, for who moves them and never looks at them. */
public final class Elements {
  private Elements() {}

  /** The array that holds them; {@link #width} of its places make an element. */
  static Object array(Tensor t) {
    if (t instanceof Tensor.Floats f) {
      return f.data();
    }
    if (t instanceof Tensor.Ints i) {
      return i.data();
    }
    if (t instanceof Tensor.Doubles d) {
      return d.data();
    }
    if (t instanceof Tensor.Strings s) {
      return s.data();
    }
    return ((Tensor.Held) t).data();
  }

  static int width(Tensor t) {
    if (t instanceof Tensor.Held held) {
      if (held.type().bits() < 8) {
        throw new ModelFormatException(
            "elements of %s are not moved; export the model before quantising it"
                .formatted(held.type()));
      }
      return held.type().bits() / 8;
    }
    return 1;
  }

  /** Room for so many more of the kind: zeros, or empty strings. */
  static Object fresh(Tensor like, int count) {
    if (like instanceof Tensor.Floats) {
      return new float[count];
    }
    if (like instanceof Tensor.Ints) {
      return new long[count];
    }
    if (like instanceof Tensor.Doubles) {
      return new double[count];
    }
    if (like instanceof Tensor.Strings) {
      String[] out = new String[count];
      Arrays.fill(out, "");
      return out;
    }
    return new byte[Math.multiplyExact(count, width(like))];
  }

  /** A tensor of the kind of another, of such an array. */
  static Tensor tensor(Tensor like, List<Integer> dims, Object array) {
    if (like instanceof Tensor.Floats) {
      return new Tensor.Floats(dims, (float[]) array);
    }
    if (like instanceof Tensor.Ints ints) {
      return new Tensor.Ints(dims, (long[]) array, ints.type());
    }
    if (like instanceof Tensor.Doubles) {
      return new Tensor.Doubles(dims, (double[]) array);
    }
    if (like instanceof Tensor.Strings) {
      return new Tensor.Strings(dims, (String[]) array);
    }
    return new Tensor.Held(dims, (byte[]) array, like.type());
  }

  /** Sets every element of an array to the only one of a tensor. */
  static void fill(Object array, Tensor value) {
    if (value instanceof Tensor.Floats f) {
      Arrays.fill((float[]) array, f.data()[0]);
    } else if (value instanceof Tensor.Ints i) {
      Arrays.fill((long[]) array, i.data()[0]);
    } else if (value instanceof Tensor.Doubles d) {
      Arrays.fill((double[]) array, d.data()[0]);
    } else if (value instanceof Tensor.Strings s) {
      Arrays.fill((String[]) array, s.data()[0]);
    } else {
      byte[] one = ((Tensor.Held) value).data();
      for (int i = 0; i < ((byte[]) array).length; i++) {
        ((byte[]) array)[i] = one[i % one.length];
      }
    }
  }

  /** How many places an array has. */
  static int length(Object array) {
    return java.lang.reflect.Array.getLength(array);
  }

  /** How many elements a tensor holds. */
  public static int count(Tensor t) {
    return count(t.dims(), 0, t.dims().size());
  }

  /** The product of some dims; those of a tensor that is there. */
  static int count(List<Integer> dims, int from, int to) {
    int count = 1;
    for (int k = from; k < to; k++) {
      count *= dims.get(k);
    }
    return count;
  }

  /** How far apart neighbours along each axis stand. */
  static int[] strides(List<Integer> dims) {
    int[] strides = new int[dims.size()];
    int stride = 1;
    for (int k = strides.length - 1; k >= 0; k--) {
      strides[k] = stride;
      stride *= dims.get(k);
    }
    return strides;
  }
}
