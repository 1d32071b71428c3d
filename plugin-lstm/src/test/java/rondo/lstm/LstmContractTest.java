package rondo.lstm;

import java.util.List;
import java.util.Map;
import rondo.core.CellType;
import rondo.testkit.CellContract;

class LstmContractTest extends CellContract {
  @Override
  protected CellType type() {
    return new LstmType();
  }

  @Override
  protected List<Map<String, String>> variants() {
    return List.of(
        Map.of(),
        Map.of("peepholes", "true"),
        Map.of("coupled", "true"),
        Map.of("coupled", "true", "peepholes", "true"),
        Map.of("clip", "0.8"),
        Map.of("clip", "0.8", "peepholes", "true"),
        Map.of("activations", "hardsigmoid softsign elu"),
        Map.of("activations", "sigmoid scaledtanh(1.2,0.8) softplus"),
        Map.of(
            "clip",
            "0.6",
            "peepholes",
            "true",
            "coupled",
            "true",
            "activations",
            "hardsigmoid(0.25,0.5) tanh leakyrelu(0.2)"));
  }
}
