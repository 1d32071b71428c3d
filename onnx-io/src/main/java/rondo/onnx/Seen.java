package rondo.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Options;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Recurrence;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Wires;

/**
 * What the cells of a network read and say, here and in a graph: a twin of the network is made of
 * cells that compute as they always do and leave a copy, and that note between which wires they
 * were written.
 */
final class Seen {
  private final Map<String, Run> runs = new LinkedHashMap<>(); // the last of each cell, by its path
  private final List<Written> written = new ArrayList<>();

  /** What a cell read, and what came of it. */
  record Run(Sequence x, Sequence y, State end) {}

  /**
   * Where a recurrence stands in a graph.
   *
   * @param cells the paths of its cells
   */
  record Written(Recurrence recurrence, List<String> cells, Wires in, Wires out) {}

  /** Those that have run, in the order in which they were written, which is the computation's. */
  List<Written> ran() {
    return written.stream().filter(w -> runs.keySet().containsAll(w.cells())).toList();
  }

  /** What ran is forgotten. */
  void forget() {
    runs.clear();
  }

  /** What the cell of a path did last; none, if it did nothing. */
  List<Run> run(String cell) {
    Run run = runs.get(cell);
    return run == null ? List.of() : List.of(run);
  }

  /** Directions may run side by side. */
  private synchronized void ran(String cell, Run run) {
    runs.put(cell, run);
  }

  /** The same type; what its cells do is seen. */
  CellType watch(CellType type) {
    return new Type(type);
  }

  private final class Type implements CellType {
    private final CellType type;

    Type(CellType type) {
      this.type = type;
    }

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
      return new Watched(type.create(spec, weights), weights.path(), this);
    }

    @Override
    public OpId operator() {
      return type.operator();
    }

    @Override
    public Wires node(Cell cell, Graph graph, Wires in) {
      return node(Recurrence.forward(cell), graph, in);
    }

    @Override
    public Wires node(Recurrence r, Graph graph, Wires in) {
      List<Watched> cells = r.cells().stream().map(Watched.class::cast).toList();
      List<Cell> own = cells.stream().map(Watched::cell).toList();
      Wires out = type.node(new Recurrence(r.direction(), own), graph, in);
      written.add(new Written(r, cells.stream().map(Watched::path).toList(), in, out));
      return out;
    }

    @Override
    public Found read(Node node, Graph graph, Weights weights) {
      return type.read(node, graph, weights)
          .with((cell, name) -> new Watched(cell, weights.in(name).path(), this));
    }
  }

  private final class Watched implements Cell {
    private final Cell cell;
    private final String path;
    private final Type type;

    Watched(Cell cell, String path, Type type) {
      this.cell = cell;
      this.path = path;
      this.type = type;
    }

    Cell cell() {
      return cell;
    }

    String path() {
      return path;
    }

    @Override
    public CellType type() {
      return type;
    }

    @Override
    public CellSpec spec() {
      return cell.spec();
    }

    @Override
    public Ports ports() {
      return cell.ports();
    }

    @Override
    public Trace forward(Flow in, Pass pass) {
      return cell.forward(in, pass);
    }

    @Override
    public Flow predict(Flow in, Pass pass) {
      Sequence x = copy(in.sequence());
      Flow out = cell.predict(in, pass);
      ran(path, new Run(x, copy(out.sequence()), out.state().copy()));
      return out;
    }

    private static Sequence copy(Sequence s) {
      Matrix rows = s.rows();
      return s.with(rows.copy());
    }
  }
}
