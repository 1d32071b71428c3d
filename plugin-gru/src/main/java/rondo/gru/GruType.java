package rondo.gru;

import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.core.Activation;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Recurrence;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.RecurrentNode;
import rondo.core.graph.RecurrentOperator;
import rondo.core.graph.Wires;

/** The cell {@code gru}, which is ONNX's operator GRU. */
public final class GruType implements CellType {
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
  public OpId operator() {
    return operator.op();
  }

  @Override
  public Cell create(CellSpec spec, Weights weights) {
    return new Gru(this, spec.fill(OPTIONS), weights);
  }

  @Override
  public Wires node(Cell cell, Graph graph, Wires in) {
    return node(Recurrence.forward(cell), graph, in);
  }

  @Override
  public Wires node(Recurrence r, Graph graph, Wires in) {
    List<RecurrentOperator.Parts> parts =
        r.cells().stream().map(cell -> ((Gru) cell).parts()).toList();
    return operator.holds(parts)
        ? operator.write(r.direction(), parts, graph, in)
        : CellType.super.node(r, graph, in);
  }

  @Override
  public Found read(Node node, Graph graph, Weights weights) {
    RecurrentNode found = operator.read(node, graph);
    return found.cells(
        this,
        weights,
        part ->
            OPTIONS.fill(
                Map.of(
                    "activations", part.functions(),
                    "reset", found.flags().contains(AFTER) ? "after" : "before",
                    "clip", String.valueOf(found.clip()))));
  }
}
