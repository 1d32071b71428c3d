package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.ShapeException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;

/** A row of a table for each id, wherever the ids stand. */
record EmbeddingStep(Param E, View ids, Slot out) implements Step {
  @Override
  public Runnable forward(Run run) {
    int[] rows = look(run);
    return () -> {
      if (!run.has(out)) {
        return;
      }
      Block d = run.gradient(out);
      Pass.RowGradient into = run.pass().rows(E);
      int width = E.value().cols();
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] >= 0) {
          into.add(rows[i], d.data(), d.offset() + i * width); // dE[id] += d
        }
      }
    };
  }

  /** Copies the rows; tells which, -1 past the lengths, where zeros stand. */
  private int[] look(Run run) {
    Matrix table = E.value();
    int width = table.cols();
    long[] wanted = run.wholes(ids, ids.base());
    Block to = Block.taken(run.pass(), Math.multiplyExact(wanted.length, width));
    Optional<int[]> lengths =
        ids.base().size() == 2
            ? run.lengths(ids.base().get(0), ids.base().get(1))
            : Optional.empty();
    int[] rows = new int[wanted.length];
    for (int i = 0; i < rows.length; i++) {
      int at = to.offset() + i * width;
      rows[i] = lengths.isPresent() && past(lengths.get(), i) ? -1 : row(wanted[i]);
      if (rows[i] < 0) {
        Arrays.fill(to.data(), at, at + width, 0);
      } else {
        System.arraycopy(table.data(), table.at(rows[i]), to.data(), at, width);
      }
    }
    run.put(out, to);
    return rows;
  }

  private static boolean past(int[] lengths, int i) {
    return i / lengths.length >= lengths[i % lengths.length];
  }

  private int row(long id) {
    int size = E.value().rows();
    if (id < -size || id >= size) {
      throw new ShapeException("%s knows ids from 0 to %d, not %d", E.path(), size - 1, id);
    }
    return (int) (id < 0 ? id + size : id);
  }

  @Override
  public List<View> reads() {
    return List.of(ids);
  }

  @Override
  public List<Slot> writes() {
    return List.of(out);
  }

  @Override
  public void write(Writing w) {
    List<Size> sizes = new ArrayList<>(ids.base().stream().map(Atom::size).toList());
    Value there = w.grouped(ids, ids.base().stream().map(List::of).toList());
    sizes.add(Size.of(E.value().cols()));
    Value rows = w.graph().op("Gather", w.graph().weight(E), there);
    w.put(out, w.bare(out) ? rows : w.cleared(rows, sizes, ElementType.FLOAT), sizes);
  }
}
