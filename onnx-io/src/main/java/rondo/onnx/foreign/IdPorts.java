package rondo.onnx.foreign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rondo.core.Inputs;
import rondo.core.Pass;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;

/**
 * What a graph reads texts by.
 *
 * @param ids of words, axes of time and batch in whichever order
 * @param lengths inputs of an axis for the batch
 */
record IdPorts(View ids, List<View> lengths, Size time, Size batch) {
  /** A run that some rows of texts are fed to, so many steps of them. */
  Run run(
      Program program,
      Inputs tokens,
      String column,
      int[] rows,
      int steps,
      Map<Step, State> starts,
      Pass pass) {
    int B = rows.length;
    int[] each = IntStream.of(rows).map(b -> tokens.lengths()[b]).toArray();
    Optional<Run.Lengths> told =
        name(time).flatMap(t -> name(batch).map(b -> new Run.Lengths(t, b, each)));
    Run run = program.run(pass, told, starts);
    bind(run, time, steps, "tokens");
    bind(run, batch, B, "texts");
    int[] all = tokens.ids(column);
    long[] given = new long[steps * B];
    for (int t = 0; t < steps; t++) {
      for (int k = 0; k < B; k++) {
        boolean there = t < each[k]; // masks that a graph makes of ids know no others
        given[t * B + k] = there ? all[t * tokens.batch() + rows[k]] : 0;
      }
    }
    int first = timeAxis();
    View major = ids.transposed(new int[] {first, 1 - first});
    run.feed(major, new Tensor.Ints(List.of(steps, B), given, ids.slot().type()));
    long[] wholes = IntStream.of(each).asLongStream().toArray();
    for (View v : lengths) {
      run.put(v.slot(), new Tensor.Ints(List.of(B), wholes, v.slot().type()));
    }
    return run;
  }

  private int timeAxis() {
    return ids.size(0).equals(time) ? 0 : 1;
  }

  private static Optional<String> name(Size size) {
    return size.known() ? Optional.empty() : Optional.of(size.unknowns().get(0));
  }

  private static void bind(Run run, Size size, int length, String what) {
    if (size.known() && size.number() != length) {
      throw new ShapeException(
          "the imported graph was exported for %s %s and takes no %d; export it with free lengths",
          size, what, length);
    }
    name(size).ifPresent(n -> run.bind(n, length, what));
  }

  /** Feeds the picture of texts. */
  void write(Writing w, InputWires tokens, String column, Program program) {
    Graph g = w.graph();
    Value there = ((ColumnWires.Ids) tokens.column(column)).ids();
    int first = timeAxis();
    if (ids.base().equals(ids.transposed(new int[] {1 - first, first}).order())) {
      there = g.op("Transpose", there);
    }
    ElementType type = ids.slot().type();
    List<Size> sizes = ids.base().stream().map(Atom::size).toList();
    Value all = typed(g, there, ElementType.INT64, type);
    w.put(ids.slot(), program.looked(ids.slot()) ? all : w.cleared(all, sizes, type), sizes);
    for (View v : lengths) {
      Value each = typed(g, tokens.lengths(), ElementType.INT32, v.slot().type());
      w.put(v.slot(), each, List.of(batch));
    }
  }

  static Value typed(Graph g, Value v, ElementType from, ElementType to) {
    return from == to ? v : g.cast(v, to);
  }
}
