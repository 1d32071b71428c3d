package rondo.engine.watch;

import java.util.function.Function;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Options;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Wires;

/** A cell type whose cells are watched, and which is in all else the one that it stands for. */
record WatchedType(CellType type, Function<String, Watch> watches) implements CellType {
  @Override
  public String name() {
    return type.name();
  }

  @Override
  public Options options() {
    return type.options();
  }

  @Override
  public Cell create(CellSpec spec, Weights weights) {
    return new WatchedCell(type.create(spec, weights), watches.apply(weights.path()));
  }

  @Override
  public OpId operator() {
    return type.operator();
  }

  @Override
  public Wires node(Cell cell, Graph graph, Wires in) {
    return type.node(cell, graph, in);
  }

  @Override
  public Found read(Node node, Graph graph, Weights weights) {
    return type.read(node, graph, weights)
        .with((cell, name) -> new WatchedCell(cell, watches.apply(weights.in(name).path())));
  }
}
