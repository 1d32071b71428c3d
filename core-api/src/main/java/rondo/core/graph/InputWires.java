package rondo.core.graph;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The picture of {@link rondo.core.Inputs}: lengths [B], and columns. */
public record InputWires(Value lengths, SortedMap<String, ColumnWires> columns) {
  public static final InputWires NONE = new InputWires(Value.NONE, new TreeMap<>());

  public InputWires {
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
  }

  public static InputWires of(Value lengths, Map<String, ColumnWires> columns) {
    return new InputWires(lengths, new TreeMap<>(columns));
  }

  /** The column of this name. */
  public ColumnWires column(String name) {
    ColumnWires column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "the model reads a column '" + name + "'; there are " + columns.keySet());
    }
    return column;
  }

  /** The picture of {@link rondo.core.Column}. */
  public sealed interface ColumnWires {
    /** [T,B] of 64-bit integers. */
    record Ids(Value ids) implements ColumnWires {}

    /** [T,B,W]. */
    record Reals(Value values) implements ColumnWires {}

    /** Distinct items, and which stands where: [T,B] of 64-bit integers. */
    record Nested(InputWires items, Value index) implements ColumnWires {}
  }
}
