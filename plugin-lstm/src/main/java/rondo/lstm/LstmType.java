package rondo.lstm;

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

/** The cell {@code lstm}, which is ONNX's operator LSTM. */
public final class LstmType implements OperatorCellType {
  static final String COUPLED = "input_forget"; // ONNX's name for it

  private static final Options OPTIONS =
      Options.of(
          new Option(
              "activations",
              "sigmoid tanh tanh",
              "functions of the gates, of what they let in, and of the memory they let out"),
          new Option("forget-bias", "1", "what the forget gate's bias starts at"),
          new Option("peepholes", "false", "whether the gates see the memory"),
          new Option(
              "coupled",
              "false",
              "whether as much is forgotten as is let in, with one gate for both"),
          new Option("clip", "0", "bound of the sums before the functions; 0 is none"));

  private final RecurrentOperator operator =
      new RecurrentOperator(
          OpId.onnx("LSTM"),
          4,
          2,
          3,
          List.of(Activation.SIGMOID, Activation.TANH, Activation.TANH),
          Set.of(COUPLED));

  @Override
  public String name() {
    return "lstm";
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
    return new Lstm(this, spec.fill(OPTIONS), weights);
  }

  @Override
  public Map<String, String> options(RecurrentNode node, RecurrentNode.Part direction) {
    return Map.of(
        "activations", direction.functions(),
        "peepholes", String.valueOf(direction.peepholes()),
        "coupled", String.valueOf(node.flags().contains(COUPLED)),
        "clip", String.valueOf(node.clip()));
  }
}
