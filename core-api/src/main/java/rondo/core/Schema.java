package rondo.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The columns a model reads, before there is any data. Sorted by name: the order is part of the
 * model.
 */
public record Schema(SortedMap<String, Kind> columns) {
  public static final Schema NONE = new Schema(new TreeMap<>());

  public Schema {
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
  }

  public static Schema of(Map<String, Kind> columns) {
    return new Schema(new TreeMap<>(columns));
  }

  /** What a column holds. */
  public sealed interface Kind {
    /** Ids below a size. */
    record Ids(int size) implements Kind {}

    /** Vectors of a width. */
    record Reals(int width) implements Kind {}

    /** Sequences with columns of their own. */
    record Nested(Schema items) implements Kind {}
  }
}
