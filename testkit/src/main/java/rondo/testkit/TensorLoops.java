package rondo.testkit;

import java.util.ArrayList;
import java.util.List;
import rondo.core.graph.Tensor;

/** Plain loops over tensors, slow and sure, summed in double. */
final class TensorLoops {
  private TensorLoops() {}

  static float[] floats(Tensor t) {
    if (t instanceof Tensor.Floats f) {
      return f.data();
    }
    throw new AssertionError("floats are needed, not " + t.type());
  }

  private static int size(List<Integer> dims, int from, int to) {
    int size = 1;
    for (int d : dims.subList(from, to)) {
      size *= d;
    }
    return size;
  }

  /** Axis i of the result is axis perm[i] of t. */
  static Tensor transpose(Tensor t, int... perm) {
    List<Integer> dims = new ArrayList<>();
    int[] stride = new int[perm.length];
    for (int i = 0; i < perm.length; i++) {
      dims.add(t.dims().get(perm[i]));
      stride[i] = size(t.dims(), perm[i] + 1, perm.length);
    }
    float[] x = floats(t);
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      int left = i;
      int at = 0;
      for (int axis = perm.length - 1; axis >= 0; axis--) {
        at += left % dims.get(axis) * stride[axis];
        left /= dims.get(axis);
      }
      y[i] = x[at];
    }
    return new Tensor.Floats(dims, y);
  }

  static Tensor squeeze(Tensor t, int... axes) {
    List<Integer> dims = new ArrayList<>(t.dims());
    for (int i = axes.length - 1; i >= 0; i--) {
      dims.remove(axes[i]);
    }
    return new Tensor.Floats(dims, floats(t));
  }

  /** 0 keeps a dimension, -1 takes what is left. */
  static Tensor reshape(Tensor t, long... shape) {
    List<Integer> dims = new ArrayList<>();
    int rest = floats(t).length;
    int open = -1;
    for (int i = 0; i < shape.length; i++) {
      int d = shape[i] == 0 ? t.dims().get(i) : (int) shape[i];
      dims.add(d);
      if (d < 0) {
        open = i;
      } else {
        rest /= d;
      }
    }
    if (open >= 0) {
      dims.set(open, rest);
    }
    return new Tensor.Floats(dims, floats(t));
  }

  static Tensor concat(List<Tensor> parts, int axis) {
    List<Integer> dims = new ArrayList<>(parts.get(0).dims());
    dims.set(axis, parts.stream().mapToInt(p -> p.dims().get(axis)).sum());
    int outer = size(dims, 0, axis);
    float[] y = new float[size(dims, 0, dims.size())];
    int at = 0;
    for (int o = 0; o < outer; o++) {
      for (Tensor p : parts) {
        int piece = floats(p).length / outer;
        System.arraycopy(floats(p), o * piece, y, at, piece);
        at += piece;
      }
    }
    return new Tensor.Floats(dims, y);
  }

  static Tensor gather(Tensor t, Tensor.Ints index, int axis) {
    int outer = size(t.dims(), 0, axis);
    int n = t.dims().get(axis);
    int inner = size(t.dims(), axis + 1, t.dims().size());
    List<Integer> dims = new ArrayList<>(t.dims().subList(0, axis));
    dims.addAll(index.dims());
    dims.addAll(t.dims().subList(axis + 1, t.dims().size()));
    float[] y = new float[size(dims, 0, dims.size())];
    int at = 0;
    for (int o = 0; o < outer; o++) {
      for (long i : index.data()) {
        int from = (o * n + (int) (i < 0 ? i + n : i)) * inner;
        System.arraycopy(floats(t), from, y, at, inner);
        at += inner;
      }
    }
    return new Tensor.Floats(dims, y);
  }

  /** The last axis of a with the first of the matrix b. */
  static Tensor product(Tensor a, Tensor b) {
    int K = b.dims().get(0);
    int N = b.dims().get(1);
    float[] x = floats(a);
    float[] w = floats(b);
    float[] y = new float[x.length / K * N];
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int k = 0; k < K; k++) {
        sum += (double) x[i / N * K + k] * w[k * N + i % N];
      }
      y[i] = (float) sum;
    }
    List<Integer> dims = new ArrayList<>(a.dims());
    dims.set(dims.size() - 1, N);
    return new Tensor.Floats(dims, y);
  }

  /** A vector added to each row. */
  static Tensor plus(Tensor rows, Tensor row) {
    float[] y = floats(rows).clone();
    float[] b = floats(row);
    for (int i = 0; i < y.length; i++) {
      y[i] += b[i % b.length];
    }
    return new Tensor.Floats(rows.dims(), y);
  }

  /** Along the last axis. */
  static Tensor logSoftmax(Tensor t) {
    int n = t.dims().get(t.dims().size() - 1);
    float[] y = floats(t).clone();
    for (int row = 0; row < y.length; row += n) {
      double sum = 0;
      for (int i = row; i < row + n; i++) {
        sum += Math.exp(y[i]);
      }
      for (int i = row; i < row + n; i++) {
        y[i] -= (float) Math.log(sum);
      }
    }
    return new Tensor.Floats(t.dims(), y);
  }
}
