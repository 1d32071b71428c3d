package rondo.engine.train;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.engine.work.RowGradients;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * The gradients of a step's parts, added in the order of the parts. Threads share the floats among
 * them and never a sum, so the bits are those of one thread.
 */
final class GradientSum {
  private final List<Param> params;
  private final Kernels kernels;
  private final Workers workers;
  private final Work room; // nothing is computed with it: it is a place for sums
  private Work sum; // that, or the first part of a step's only list, which holds its share already
  private boolean alone; // whether the step has one list only

  GradientSum(List<Param> params, Kernels kernels, Workers workers) {
    this.params = params;
    this.kernels = kernels;
    this.workers = workers;
    this.room = new Work(kernels, workers);
    this.sum = room;
  }

  /** Begins a step of so many lists of parts, each to be added when it has run. */
  void begin(int lists) {
    alone = lists == 1;
    sum = room.reset(Noise.NONE);
  }

  void add(List<Work> list) {
    List<Work> parts = list;
    if (alone && !list.isEmpty()) {
      sum = list.get(0);
      parts = list.subList(1, list.size());
    }
    addAll(parts);
  }

  private void addAll(List<Work> parts) {
    List<Runnable> pieces = new ArrayList<>();
    for (Param p : params) {
      List<Work> whole = parts.stream().filter(w -> w.hasGradient(p)).toList();
      List<Work> rows = parts.stream().filter(w -> w.hasRows(p)).toList();
      if (!whole.isEmpty()) {
        for (Patch patch : patches(p, sum.gradient(p))) {
          pieces.add(() -> whole.forEach(w -> add(patch.of(w.gradient(p)), patch.gradient())));
        }
      }
      if (!rows.isEmpty()) {
        RowGradients into = sum.rows(p);
        pieces.add(() -> rows.forEach(w -> add(w.rows(p), into)));
      }
    }
    workers.run(pieces);
  }

  private void add(Matrix from, Matrix into) {
    kernels.axpy(1, from.data(), from.offset(), into.data(), into.offset(), into.size());
  }

  /** How many floats there is room for in it, beside those of the parts. */
  long room() {
    return room.gradients();
  }

  private static void add(RowGradients from, RowGradients into) {
    for (int row : from.touched()) {
      into.add(row, from.data(), from.at(row));
    }
  }

  /** What there is to update; a parameter that no part asked for has no share in it. */
  Patches patches() {
    List<Patch> all = new ArrayList<>();
    for (Param p : params) {
      if (sum.hasGradient(p)) {
        Matrix whole = sum.gradient(p);
        touched(p).forEach(t -> add(t.gradient(), t.of(whole))); // used both ways: tied weights
        all.addAll(patches(p, whole));
      } else {
        all.addAll(touched(p));
      }
    }
    return new Patches(all, workers);
  }

  private static List<Patch> patches(Param p, Matrix whole) {
    int grain = Math.max(1, Patches.SHARE / Math.max(1, whole.cols()));
    List<Patch> found = new ArrayList<>();
    for (int row = 0; row < whole.rows(); row += grain) {
      found.add(new Patch(p, row, whole.rows(row, Math.min(grain, whole.rows() - row)), false));
    }
    return found;
  }

  private List<Patch> touched(Param p) {
    List<Patch> found = new ArrayList<>();
    if (sum.hasRows(p)) {
      RowGradients rows = sum.rows(p);
      for (int row : rows.touched()) {
        Matrix gradient = new Matrix(1, p.value().cols(), rows.data(), rows.at(row));
        found.add(new Patch(p, row, gradient, true));
      }
    }
    return found;
  }
}
