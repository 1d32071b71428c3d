package rondo.gru;

import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.core.Activation;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Weights;
import rondo.core.graph.OpId;
import rondo.core.graph.OperatorCellType;
import rondo.core.graph.RecurrentNode;
import rondo.core.graph.RecurrentOperator;

/** The cell {@code gru}, which is ONNX's operator GRU. */
public final class GruType implements OperatorCellType {
  static final String AFTER = "linear_before_reset"; // ONNX's name for it

  private static final Options OPTIONS =
      Options.of(
          new Option(
              "activations", "sigmoid tanh", "functions of the gates and of what they let in"),
          new Option(
              "reset",
              "after",
              "whether the reset gate acts after the recurrent product, as in PyTorch and cuDNN,"
                  + " or before it, as first published"),
          new Option("clip", "0", "bound of the sums before the functions; 0 is none"));

  private final RecurrentOperator operator =
      new RecurrentOperator(
          OpId.onnx("GRU"), 3, 1, 0, List.of(Activation.SIGMOID, Activation.TANH), Set.of(AFTER));

  @Override
  public String name() {
    return "gru";
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public RecurrentOperator recurrent() {
    return operator;
  }

  @Override
  public Cell create(CellSpec spec, Weights weights) {
    return new Gru(this, spec.fill(OPTIONS), weights);
  }

  @Override
  public Map<String, String> options(RecurrentNode node, RecurrentNode.Part direction) {
    return Map.of(
        "activations", direction.functions(),
        "reset", node.flags().contains(AFTER) ? "after" : "before",
        "clip", String.valueOf(node.clip()));
  }
}
