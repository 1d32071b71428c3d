package rondo.engine.network;

import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Schema;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Value;

/**
 * Declares a graph's inputs for the columns of a schema: {@code lengths}, each column under its
 * name, and for a nested one {@code name/lengths}, its items' columns as {@code name/...}, and
 * {@code name/index}.
 */
public final class GraphInputs {
  private GraphInputs() {}

  /** Time-major, as everywhere: lengths [B], ids [T,B], real values [T,B,W]. */
  public static InputWires declare(Graph g, Schema schema) {
    return declare(g, schema, "T", "B");
  }

  private static InputWires declare(Graph g, Schema schema, String T, String B) {
    Value lengths = g.input("lengths", ElementType.INT32, B);
    SortedMap<String, ColumnWires> columns = new TreeMap<>();
    schema.columns().forEach((name, kind) -> columns.put(name, column(g, name, kind, T, B)));
    return new InputWires(lengths, columns);
  }

  private static ColumnWires column(Graph g, String name, Schema.Kind kind, String T, String B) {
    if (kind instanceof Schema.Kind.Ids) {
      return new ColumnWires.Ids(g.input(name, ElementType.INT64, T, B));
    }
    if (kind instanceof Schema.Kind.Reals reals) {
      return new ColumnWires.Reals(
          g.input(name, ElementType.FLOAT, T, B, Integer.toString(reals.width())));
    }
    Graph own = g.scope(name);
    Schema items = ((Schema.Kind.Nested) kind).items();
    InputWires wires = declare(own, items, name + "/" + T, name + "/" + B);
    return new ColumnWires.Nested(wires, own.input("index", ElementType.INT64, T, B));
  }
}
