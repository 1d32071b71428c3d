package rondo.rnn;

import java.util.List;
import java.util.Map;
import rondo.core.CellType;
import rondo.testkit.CellContract;

class RnnContractTest extends CellContract {
  @Override
  protected CellType type() {
    return new RnnType();
  }

  @Override
  protected List<Map<String, String>> variants() {
    return List.of(
        Map.of(),
        Map.of("activation", "relu"),
        Map.of("activation", "identity"),
        Map.of("activation", "sigmoid"),
        Map.of("activation", "leakyrelu(0.1)"),
        Map.of("activation", "thresholdedrelu(0.2)"),
        Map.of("activation", "scaledtanh(1.5,0.7)"),
        Map.of("activation", "hardsigmoid(0.3,0.4)"),
        Map.of("activation", "elu(0.8)"),
        Map.of("activation", "softsign"),
        Map.of("activation", "softplus"),
        Map.of("activation", "affine(0.5,0.1)"),
        Map.of("clip", "0.9"));
  }
}
