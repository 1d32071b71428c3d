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

  /** Shows what a checkpoint must hold. */
  void visit(BiConsumer<String, Matrix> visitor) {
    for (int i = 0; i < params.size(); i++) {
      visitor.accept(params.get(i).path(), values.get(i));
    }
  }
}
