package rondo.engine.graph;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Column;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Schema;
import rondo.core.ShapeException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Tensor;

/**
 * The columns of a schema as inputs of a graph, and a batch's columns as the values of those
 * inputs. Both sides take the names from here.
 *
 * <p>Places past a length are read by the graph and change nothing; they are fed as zeros. An index
 * of a nested column counts from zero; -1, where there is no item, reads zeros.
 */
public final class GraphInputs {
  public static final String LENGTHS = "lengths";
  public static final String SOURCE = "source";

  /** Strings [B], where a graph takes raw text in the place of columns. */
  public static final String TEXT = "text";

  private GraphInputs() {}

  // writing

  /** Inputs for the columns of what is scored. */
  public static InputWires write(Graph graph, Schema tokens) {
    return write(graph, tokens, "");
  }

  /** Inputs for the columns of what is encoded first, under names that begin with "source/". */
  public static InputWires writeSource(Graph graph, Schema source) {
    return source.columns().isEmpty()
        ? InputWires.NONE
        : write(graph.scope(SOURCE), source, SOURCE + ".");
  }

  /** Dimensions of one name are equal; those of nested columns bear their column's name. */
  private static InputWires write(Graph g, Schema schema, String stem) {
    String T = stem + "T";
    String B = stem.equals(SOURCE + ".") ? "B" : stem + "B"; // a source for each example
    SortedMap<String, ColumnWires> columns = new TreeMap<>();
    InputWires lengths = new InputWires(g.input(LENGTHS, ElementType.INT32, B), columns);
    schema
        .columns()
        .forEach(
            (name, kind) -> {
              if (kind instanceof Schema.Kind.Nested k) {
                InputWires items = write(g.scope(name), k.items(), stem + name + ".");
                columns.put(
                    name,
                    new ColumnWires.Nested(
                        items, g.input(name + ".index", ElementType.INT64, T, B)));
              } else if (kind instanceof Schema.Kind.Reals k) {
                String width = Integer.toString(k.width());
                columns.put(
                    name, new ColumnWires.Reals(g.input(name, ElementType.FLOAT, T, B, width)));
              } else {
                columns.put(name, new ColumnWires.Ids(g.input(name, ElementType.INT64, T, B)));
              }
            });
    return new InputWires(lengths.lengths(), columns);
  }

  // feeding

  /** The values of the inputs that {@link #write} declares. */
  public static SortedMap<String, Tensor> feed(Schema tokens, Inputs in) {
    SortedMap<String, Tensor> out = new TreeMap<>();
    feed("", tokens, in, out);
    return out;
  }

  /** The values of the inputs that {@link #writeSource} declares. */
  public static SortedMap<String, Tensor> feedSource(Schema source, Inputs in) {
    SortedMap<String, Tensor> out = new TreeMap<>();
    if (!source.columns().isEmpty()) {
      feed(SOURCE + "/", source, in, out);
    }
    return out;
  }

  /**
   * No dimension is ever zero, since native runtimes crash on that: one empty example stands in.
   */
  private static void feed(String stem, Schema schema, Inputs in, SortedMap<String, Tensor> out) {
    Places at = new Places(Math.max(1, in.time()), Math.max(1, in.batch()), in);
    long[] lengths = new long[at.B];
    for (int b = 0; b < in.batch(); b++) {
      lengths[b] = in.lengths()[b];
    }
    out.put(stem + LENGTHS, new Tensor.Ints(List.of(at.B), lengths, ElementType.INT32));
    schema
        .columns()
        .forEach(
            (name, kind) -> {
              Column column = in.column(name);
              if (kind instanceof Schema.Kind.Ids k && column instanceof Column.Ids c) {
                out.put(stem + name, at.ids(name, c.ids(), 0, k.size()));
              } else if (kind instanceof Schema.Kind.Reals k && column instanceof Column.Reals c) {
                out.put(stem + name, at.reals(name, c.values(), k.width()));
              } else if (kind instanceof Schema.Kind.Nested k
                  && column instanceof Column.Nested c) {
                feed(stem + name + "/", k.items(), c.items(), out);
                out.put(stem + name + ".index", at.ids(name, c.index(), -1, c.items().batch()));
              } else {
                throw new IllegalArgumentException(
                    "column '%s' holds %s where the model reads %s"
                        .formatted(
                            name,
                            column.getClass().getSimpleName(),
                            kind.getClass().getSimpleName()));
              }
            });
  }

  /** Where the places of a batch stand in a tensor of T steps of B examples, padding included. */
  private record Places(int T, int B, Inputs in) {
    private boolean alive(int place) {
      return place / in.batch() < in.lengths()[place % in.batch()];
    }

    Tensor ids(String column, int[] ids, int least, int size) {
      long[] data = new long[Math.multiplyExact(T, B)];
      for (int i = 0; i < ids.length; i++) {
        if (alive(i)) {
          if (ids[i] < least || ids[i] >= size) {
            throw new IllegalArgumentException(
                "column '%s' has id %d at step %d of example %d; the model knows ids from %d to %d"
                    .formatted(column, ids[i], i / in.batch(), i % in.batch(), least, size - 1));
          }
          data[i] = ids[i];
        }
      }
      return new Tensor.Ints(List.of(T, B), data, ElementType.INT64);
    }

    Tensor reals(String column, Matrix values, int width) {
      if (values.cols() != width) {
        throw new ShapeException(
            "column '%s' has vectors of %d where the model reads vectors of %d",
            column, values.cols(), width);
      }
      float[] data = new float[Math.multiplyExact(Math.multiplyExact(T, B), width)];
      for (int i = 0; i < values.rows(); i++) {
        if (alive(i)) {
          System.arraycopy(values.data(), values.at(i), data, i * width, width);
        }
      }
      return new Tensor.Floats(List.of(T, B, width), data);
    }
  }
}
