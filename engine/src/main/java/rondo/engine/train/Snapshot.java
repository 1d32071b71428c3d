package rondo.engine.train;

import java.util.List;
import java.util.function.BiConsumer;
import rondo.core.Matrix;
import rondo.core.Param;

/** The values that some parameters had. */
record Snapshot(List<Param> params, List<Matrix> values) {
  static Snapshot of(List<Param> params) {
    return new Snapshot(params, params.stream().map(p -> p.value().copy()).toList());
  }

  /** Gives the parameters these values. */
  void restore() {
    for (int i = 0; i < params.size(); i++) {
      params.get(i).value().set(values.get(i));
      params.get(i).changed();
    }
  }

  /** Takes the values that the parameters have now, in the memory that it has. */
  Snapshot again() {
    for (int i = 0; i < params.size(); i++) {
      values.get(i).set(params.get(i).value());
    }
    return this;
  }

  /** Gives the parameters these values and keeps theirs: large models have no room for a copy. */
  void exchange() {
    for (int i = 0; i < params.size(); i++) {
      exchange(params.get(i).value(), values.get(i));
      params.get(i).changed();
    }
  }

  private static void exchange(Matrix one, Matrix other) {
    float[] x = one.data();
    float[] y = other.data();
    for (int i = one.offset(), j = other.offset(), end = i + one.size(); i < end; i++, j++) {
      float xi = x[i];
      x[i] = y[j];
      y[j] = xi;
    }
  }

  /** Shows what a checkpoint must hold. */
  void visit(BiConsumer<String, Matrix> visitor) {
    for (int i = 0; i < params.size(); i++) {
      visitor.accept(params.get(i).path(), values.get(i));
    }
  }
}
