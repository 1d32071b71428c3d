package rondo.rnn;

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

/** The cell {@code rnn}, which is ONNX's operator RNN. */
public final class RnnType implements CellType {
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
  public OpId operator() {
    return operator.op();
  }

  @Override
  public Cell create(CellSpec spec, Weights weights) {
    return new Rnn(this, spec.fill(OPTIONS), weights);
  }

  @Override
  public Wires node(Cell cell, Graph graph, Wires in) {
    return node(Recurrence.forward(cell), graph, in);
  }

  @Override
  public Wires node(Recurrence r, Graph graph, Wires in) {
    List<RecurrentOperator.Parts> parts =
        r.cells().stream().map(cell -> ((Rnn) cell).parts()).toList();
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
                Map.of("activation", part.functions(), "clip", String.valueOf(found.clip()))));
  }
}
