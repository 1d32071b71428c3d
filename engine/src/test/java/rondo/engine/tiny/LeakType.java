package rondo.engine.tiny;

import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Wires;

/** The cell {@code leak}. */
public final class LeakType implements CellType {
  @Override
  public String name() {
    return "leak";
  }

  @Override
  public Options options() {
    return Options.of(new Option("keep", "0.25", "how much of the last output stays"));
  }

  @Override
  public Cell create(CellSpec spec, Weights weights) {
    return new Leak(this, spec, weights);
  }

  @Override
  public OpId operator() {
    return new OpId("tiny", "Leak");
  }

  @Override
  public Wires node(Cell cell, Graph graph, Wires in) {
    throw new UnsupportedOperationException("a leak has no picture");
  }

  @Override
  public Found read(Node node, Graph graph, Weights weights) {
    throw new UnsupportedOperationException("a leak has no picture");
  }
}
