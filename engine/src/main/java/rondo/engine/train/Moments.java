package rondo.engine.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;

/** What an optimiser remembers of the parameters that it may change. */
final class Moments {
  private final Optimizer optimizer;
  private final Map<Param, List<Matrix>> memory = new LinkedHashMap<>();

  Moments(Optimizer optimizer, List<Param> params) {
    this.optimizer = optimizer;
    for (Param p : params) {
      List<Matrix> own = new ArrayList<>();
      for (String what : optimizer.remembers()) {
        own.add(Matrix.zeros(p.value().rows(), optimizer.width(what, p.value().cols())));
      }
      memory.put(p, own);
    }
  }

  void update(Kernels kernels, Patch patch, Optimizer.Stride stride) {
    List<Matrix> own = memory.getOrDefault(patch.param(), List.of());
    List<Matrix> rows = new ArrayList<>(own.size());
    for (Matrix each : own) {
      rows.add(patch.of(each));
    }
    optimizer.update(kernels, patch, rows, stride);
  }

  /** Shows what a checkpoint must hold. */
  void visit(BiConsumer<String, Matrix> visitor) {
    memory.forEach(
        (p, own) -> {
          for (int i = 0; i < own.size(); i++) {
            visitor.accept(optimizer.remembers().get(i) + "/" + p.path(), own.get(i));
          }
        });
  }
}
