package rondo.rnn;

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

/** The cell {@code rnn}, which is ONNX's operator RNN. */
public final class RnnType implements OperatorCellType {
  private static final Options OPTIONS =
      Options.of(
          new Option("activation", "tanh", "function of the sums, such as tanh, relu or identity"),
          new Option("clip", "0", "bound of the sums before the function; 0 is none"));

  private final RecurrentOperator operator =
      new RecurrentOperator(OpId.onnx("RNN"), 1, 1, 0, List.of(Activation.TANH), Set.of());

  @Override
  public String name() {
    return "rnn";
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
    return new Rnn(this, spec.fill(OPTIONS), weights);
  }

  @Override
  public Map<String, String> options(RecurrentNode node, RecurrentNode.Part direction) {
    return Map.of("activation", direction.functions(), "clip", String.valueOf(node.clip()));
  }
}
