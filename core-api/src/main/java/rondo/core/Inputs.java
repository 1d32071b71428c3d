package rondo.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a model reads: named columns with shared lengths, time-major. */
public record Inputs(int time, int[] lengths, SortedMap<String, Column> columns) {
  public static final Inputs NONE = new Inputs(0, new int[0], new TreeMap<>());

  public Inputs {
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    for (int length : lengths) {
      if (length < 0 || length > time) {
        throw new ShapeException("a length of %d in inputs of %d steps", length, time);
      }
    }
    for (Map.Entry<String, Column> each : columns.entrySet()) {
      int there = places(each.getValue());
      if (there != time * lengths.length) {
        throw new ShapeException(
            "column '%s' has %d places where %d steps of %d examples need %d",
            each.getKey(), there, time, lengths.length, time * lengths.length);
      }
    }
  }

  public static Inputs of(int time, int[] lengths, Map<String, Column> columns) {
    return new Inputs(time, lengths, new TreeMap<>(columns));
  }

  /** One column of ids. */
  public static Inputs ids(String column, int time, int[] lengths, int[] ids) {
    return of(time, lengths, Map.of(column, new Column.Ids(ids)));
  }

  public int batch() {
    return lengths.length;
  }

  /** The column of this name; a model that reads another one was made for other data. */
  public Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "the model reads a column '" + name + "'; there are " + columns.keySet());
    }
    return column;
  }

  /** The ids of a column that must hold ids. */
  public int[] ids(String name) {
    if (column(name) instanceof Column.Ids ids) {
      return ids.ids();
    }
    throw new IllegalArgumentException(
        "the model reads ids from column '" + name + "', which holds none");
  }

  private static int places(Column column) {
    if (column instanceof Column.Ids c) {
      return c.ids().length;
    }
    if (column instanceof Column.Reals c) {
      return c.values().rows();
    }
    return ((Column.Nested) column).index().length;
  }
}
