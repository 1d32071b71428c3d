package rondo.gru;

import java.util.List;
import java.util.Map;
import rondo.core.CellType;
import rondo.testkit.CellContract;

class GruContractTest extends CellContract {
  @Override
  protected CellType type() {
    return new GruType();
  }

  @Override
  protected List<Map<String, String>> variants() {
    return List.of(
        Map.of(),
        Map.of("reset", "before"),
        Map.of("clip", "0.7"),
        Map.of("clip", "0.7", "reset", "before"),
        Map.of("activations", "hardsigmoid relu"),
        Map.of("activations", "sigmoid softsign", "reset", "before"),
        Map.of("activations", "softplus elu", "clip", "1.5"));
  }
}
