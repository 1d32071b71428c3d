package rondo.onnx.foreign;

import rondo.core.Matrix;
import rondo.core.Pass;

/** Floats that lie together. */
record Block(float[] data, int offset, int count) {
  static final Block NONE = new Block(new float[0], 0, 0);

  static Block of(float[] data) {
    return new Block(data, 0, data.length);
  }

  static Block of(Matrix m) {
    return new Block(m.data(), m.offset(), m.size());
  }

  static Block taken(Pass pass, int count) {
    return of(pass.take(1, count));
  }

  static Block zeros(Pass pass, int count) {
    return of(pass.zeros(1, count));
  }

  /** As rows of a width; a width of 0 has none. */
  Matrix rows(int width) {
    return new Matrix(width == 0 ? 0 : count / width, width, data, offset);
  }

  /** An array of just these. */
  float[] exact() {
    if (offset == 0 && count == data.length) {
      return data;
    }
    float[] own = new float[count];
    System.arraycopy(data, offset, own, 0, count);
    return own;
  }

  void add(Block other) {
    for (int i = 0; i < count; i++) {
      data[offset + i] += other.data[other.offset + i];
    }
  }

  /** The same floats in another order. */
  Block moved(Moving moving, Pass pass) {
    Block to = taken(pass, count);
    moving.each((i, j, run) -> System.arraycopy(data, offset + i, to.data, to.offset + j, run));
    return to;
  }

  /** Adds to these what {@link #moved} would give back. */
  void addMoved(Block moved, Moving moving) {
    moving.each(
        (i, j, run) -> {
          for (int k = 0; k < run; k++) {
            data[offset + i + k] += moved.data[moved.offset + j + k];
          }
        });
  }
}
