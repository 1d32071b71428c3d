package rondo.core.graph;

import java.util.List;
import java.util.Map;
import rondo.core.Cell;
import rondo.core.CellType;
import rondo.core.Recurrence;
import rondo.core.Weights;

/**
 * A cell type whose operator is one of ONNX's recurrent family. It says which, and what options a
 * node's words stand for; writing and reading follow from that. Its cells are {@link
 * OperatorCell}s.
 */
public interface OperatorCellType extends CellType {
  /** The operator, with what is particular to it. */
  RecurrentOperator recurrent();

  /** The options of the cell that a direction of a node describes; the rest is as it always is. */
  Map<String, String> options(RecurrentNode node, RecurrentNode.Part direction);

  @Override
  default OpId operator() {
    return recurrent().op();
  }

  @Override
  default Wires node(Cell cell, Graph graph, Wires in) {
    return node(Recurrence.forward(cell), graph, in);
  }

  /** One node, or where that cannot hold both directions, one for each. */
  @Override
  default Wires node(Recurrence r, Graph graph, Wires in) {
    List<RecurrentOperator.Parts> parts =
        r.cells().stream().map(cell -> ((OperatorCell) cell).parts()).toList();
    return recurrent().holds(parts)
        ? recurrent().write(r.direction(), parts, graph, in)
        : CellType.super.node(r, graph, in);
  }

  @Override
  default Found read(Node node, Graph graph, Weights weights) {
    RecurrentNode found = recurrent().read(node, graph);
    return found.cells(this, weights, part -> options().fill(options(found, part)));
  }
}
