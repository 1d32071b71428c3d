package rondo.core.graph;

import rondo.core.Cell;

/** A cell that a node of a {@link RecurrentOperator} can hold. */
public interface OperatorCell extends Cell {
  /** What the node says about it. */
  RecurrentOperator.Parts parts();
}
