package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.core.graph.ElementType;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * Holds what the cells of a network read and said, one after the other, against what stands on the
 * wires of a file between which they are written.
 */
final class CellPlaces {
  private final Seen seen;
  private final Tap file;
  private final SortedMap<String, Tensor> found;
  private String before = ""; // the cells that are equal, the last of them

  /** Of the cells that have run. */
  CellPlaces(Seen seen, Tap file) {
    this.seen = seen;
    this.file = file;
    Set<Value> wanted = new LinkedHashSet<>();
    seen.ran().forEach(each -> wanted.addAll(wires(each)));
    found = file.values(wanted, ElementType.FLOAT);
  }

  /** The first difference, if there is one. */
  Optional<String> first() {
    for (Seen.Written each : seen.ran()) {
      Optional<String> place = within(each);
      if (place.isPresent()) {
        return place;
      }
      before = String.join(" and ", each.cells());
    }
    return Optional.empty();
  }

  /** The last cells that are equal. */
  String before() {
    return before;
  }

  /** The first difference at a recurrence. */
  private Optional<String> within(Seen.Written here) {
    int D = here.cells().size();
    for (int d = 0; d < D; d++) {
      for (Seen.Run run : seen.run(here.cells().get(d))) {
        boolean back = here.recurrence().backward(d);
        Optional<String> read = apart(turned(run.x(), back), found, here.in().sequence(), 0, 1);
        if (read.isPresent()) {
          return Optional.of(reading(here, read.get(), turned(run.x(), back)));
        }
      }
    }
    for (int d = 0; d < D; d++) {
      String cell = here.cells().get(d);
      for (Seen.Run run : seen.run(cell)) {
        boolean back = here.recurrence().backward(d);
        List<Value> wires = wires(here);
        for (int w = 1; w < wires.size(); w++) {
          Sequence due = w == 1 ? turned(run.y(), back) : end(run, w - 2);
          Optional<String> apart = apart(due, found, wires.get(w), d, D);
          if (apart.isPresent()) {
            String part = w == 1 ? "" : "part %d of the state it ends in, ".formatted(w - 2);
            return Optional.of(
                "the first to differ is what cell '%s' says (%s): %s%s"
                    .formatted(cell, file.says(wires.get(w)), part, apart.get()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What a recurrence reads differs: which of the things that were joined to it? */
  private String reading(Seen.Written here, String how, Sequence x) {
    Value read = here.in().sequence();
    String cells = String.join("' and '", here.cells());
    String after = before.isEmpty() ? "the features" : "what follows " + before;
    Optional<Node> join = file.maker(read).filter(n -> n.op().name().equals("Concat"));
    if (join.isPresent()) {
      SortedMap<String, Tensor> parts = file.values(join.get().inputs(), ElementType.FLOAT);
      int from = 0;
      for (Value each : join.get().inputs()) {
        if (parts.get(each.name()) instanceof Tensor.Floats part && part.dims().size() == 3) {
          int width = part.dims().get(2);
          if (from + width <= x.width()
              && apart(columns(x, from, width), parts, each, 0, 1).isPresent()) {
            return "the first to differ is '%s' (%s), in %s: %s"
                .formatted(each.name(), file.says(each), after, how);
          }
          from += width;
        }
      }
    }
    return "the first to differ is what cell '%s' reads (%s), in %s: %s"
        .formatted(cells, file.says(read), after, how);
  }

  /** A part of a state as a sequence of one step. */
  static Sequence step(Matrix part) {
    int[] ones = new int[part.rows()];
    Arrays.fill(ones, 1);
    return new Sequence(1, part, ones);
  }

  /** A part of the state that a cell ends in, as a step; nothing is asked of empty sequences. */
  private static Sequence end(Seen.Run run, int part) {
    int[] one = new int[run.y().batch()];
    for (int b = 0; b < one.length; b++) {
      one[b] = run.y().lengths()[b] > 0 ? 1 : 0;
    }
    return new Sequence(1, run.end().part(part), one);
  }

  /** What a recurrence reads, says, and ends in. */
  private static List<Value> wires(Seen.Written w) {
    List<Value> all = new ArrayList<>(List.of(w.in().sequence(), w.out().sequence()));
    all.addAll(w.out().state());
    return all;
  }

  /**
   * Where a sequence and a value of [T,B,W] differ, or the d-th of a value of [T,D,B,W] or [D,B,W].
   */
  static Optional<String> apart(
      Sequence due, SortedMap<String, Tensor> found, Value value, int d, int D) {
    if (!(found.get(value.name()) instanceof Tensor.Floats tensor)) {
      return Optional.empty(); // the file has no such wire
    }
    int B = due.batch();
    int W = due.width();
    int size = due.time() * D * B * W;
    if (tensor.data().length != size) {
      return Optional.of(
          "it is %s, and should hold %d vectors of %d"
              .formatted(tensor.dims(), due.time() * D * B, W));
    }
    Agreement agreement = new Agreement();
    for (int t = 0; t < due.time(); t++) {
      for (int b = 0; b < B; b++) {
        for (int j = 0; j < W && due.alive(t, b); j++) {
          float w = due.rows().get(t * B + b, j);
          float g = tensor.data()[((t * D + d) * B + b) * W + j];
          if (!agreement.close(w, g)) {
            return Optional.of(
                String.format(
                    Locale.ROOT,
                    "%s in the file and %s in the model, at step %d of example %d, unit %d",
                    g,
                    w,
                    t,
                    b,
                    j));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A sequence that was read from its ends, from its beginnings. */
  private static Sequence turned(Sequence s, boolean back) {
    if (!back) {
      return s;
    }
    int B = s.batch();
    Matrix rows = Matrix.zeros(s.rows().rows(), s.width());
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < s.lengths()[b]; t++) {
        rows.rows(t * B + b, 1).set(s.rows().rows((s.lengths()[b] - 1 - t) * B + b, 1));
      }
    }
    return s.with(rows);
  }

  private static Sequence columns(Sequence s, int from, int width) {
    Matrix cut = Matrix.zeros(s.rows().rows(), width);
    for (int r = 0; r < cut.rows(); r++) {
      System.arraycopy(s.rows().data(), s.rows().at(r) + from, cut.data(), cut.at(r), width);
    }
    return s.with(cut);
  }
}
