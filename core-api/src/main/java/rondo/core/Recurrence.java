package rondo.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** One cell run forward or in reverse, or two run both ways: what one recurrent node is. */
public record Recurrence(Direction direction, List<Cell> cells) {
  /** Which way a recurrence reads. */
  public enum Direction {
    FORWARD,
    REVERSE,
    BIDIRECTIONAL;

    /** As in ONNX's attribute and in recipes. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Recurrence {
    cells = List.copyOf(cells);
    if (cells.size() != (direction == Direction.BIDIRECTIONAL ? 2 : 1)) {
      throw new IllegalArgumentException(direction.word() + " of " + cells.size() + " cells");
    }
  }

  public static Recurrence forward(Cell cell) {
    return new Recurrence(Direction.FORWARD, List.of(cell));
  }

  public static Recurrence create(
      Direction direction, CellType type, CellSpec spec, Weights weights) {
    return create(direction, type, spec, weights, d -> Map.of());
  }

  /** With values that are already known, direction by direction. */
  public static Recurrence create(
      Direction direction,
      CellType type,
      CellSpec spec,
      Weights weights,
      IntFunction<Map<String, Matrix>> given) {
    List<Cell> cells = new ArrayList<>();
    if (direction != Direction.REVERSE) {
      cells.add(type.create(spec, weights.in("forward").with(given.apply(0))));
    }
    if (direction != Direction.FORWARD) {
      cells.add(type.create(spec, weights.in("backward").with(given.apply(cells.size()))));
    }
    return new Recurrence(direction, cells);
  }

  /** Whether the d-th cell reads from the end. */
  public boolean backward(int d) {
    return direction == Direction.REVERSE || d == 1;
  }

  /**
   * Between Rondo's layout and ONNX's: y [T,B,D*H] and [T,D,B,H]; states [B,.] for each direction
   * and [D,B,.].
   */
  public Wires write(Graph g, Wires in) {
    int directions = cells.size();
    int parts = cells.get(0).ports().state().size();
    List<Value> start = new ArrayList<>();
    for (int i = 0; i < parts && !in.state().isEmpty(); i++) {
      List<Value> each = new ArrayList<>();
      for (int d = 0; d < directions; d++) {
        each.add(g.op("Unsqueeze", in.state().get(d * parts + i), g.ints(0)));
      }
      start.add(
          directions == 1
              ? each.get(0)
              : g.op("Concat", Map.of("axis", Attr.of(0)), each.toArray(Value[]::new)));
    }
    Wires out = cells.get(0).type().node(this, g, new Wires(in.sequence(), in.lengths(), start));
    Value rows = g.op("Transpose", Map.of("perm", Attr.of(0, 2, 1, 3)), out.sequence());
    Value y = g.op("Reshape", rows, g.ints(0, 0, -1));
    List<Value> end = new ArrayList<>();
    for (int d = 0; d < directions; d++) {
      for (Value s : out.state()) {
        end.add(
            directions == 1
                ? g.op("Squeeze", s, g.ints(0))
                : g.op("Gather", Map.of("axis", Attr.of(0)), s, g.scalar(d)));
      }
    }
    return new Wires(y, in.lengths(), end);
  }
}
