package rondo.cli.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rondo.core.Cell;
import rondo.core.CellType;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Spelling;
import rondo.core.State;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.FreshWeights;
import rondo.engine.watch.StateProbe;

/**
 * A cell by itself, with weights that somebody chose.
 *
 * @param params its weights
 * @param given the names of those that were chosen; the others are fresh
 */
public record BareCell(CellWords words, Cell cell, List<Param> params, Set<String> given) {

  /**
   * Makes one.
   *
   * @param seed of the weights that are not given
   * @param weights by name: one number for all, or each, row by row
   */
  public static BareCell of(
      CellWords words,
      CellType type,
      int input,
      int hidden,
      long seed,
      Map<String, List<Float>> weights) {
    FreshWeights fresh = new FreshWeights(seed);
    Cell cell = type.create(words.spec(type, input, hidden), fresh);
    List<String> known = fresh.params().stream().map(Param::path).toList();
    for (String name : weights.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "cell '%s' has no weights '%s'; it has %s.%s"
                .formatted(
                    words.type(), name, String.join(", ", known), Spelling.hint(name, known)));
      }
    }
    for (Param each : fresh.params()) {
      List<Float> said = weights.getOrDefault(each.path(), List.of());
      if (!said.isEmpty()) {
        Numbers.fill(each.value(), said, "--weights " + each.path());
        each.changed();
      }
    }
    return new BareCell(words, cell, fresh.params(), new TreeSet<>(weights.keySet()));
  }

  /** What it computes with, in a sentence. */
  public String sentence(long seed) {
    List<String> weights = new ArrayList<>();
    for (Param each : params) {
      String from = given.contains(each.path()) ? "given" : "fresh from seed " + seed;
      weights.add("%s (%s) %s".formatted(each.path(), each.value().shape(), from));
    }
    return "%s, %d in, %d out; %s"
        .formatted(
            words.said(),
            cell.spec().inputSize(),
            cell.spec().hiddenSize(),
            weights.isEmpty() ? "no weights" : String.join(", ", weights));
  }

  /**
   * Has it read a row for each step.
   *
   * @param start by the part's name; zeros where nothing is said
   */
  public Trail run(Matrix x, Map<String, List<Float>> start) {
    List<Integer> widths = cell.ports().state();
    List<String> names = Trail.partNames(widths.size());
    for (String name : start.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "the state of cell '%s' has no part '%s'; it has %s"
                .formatted(words.type(), name, String.join(", ", names)));
      }
    }
    List<Matrix> parts = new ArrayList<>();
    for (int p = 0; p < widths.size(); p++) {
      Matrix part = Matrix.zeros(1, widths.get(p));
      List<Float> said = start.getOrDefault(names.get(p), List.of());
      if (!said.isEmpty()) {
        Numbers.fill(part, said, "--start " + names.get(p));
      }
      parts.add(part);
    }
    State from = new State(parts);
    return new Trail(
        words.said(),
        List.of(),
        List.of(),
        x,
        StateProbe.run(cell, x, from, KernelChoice.best()).parts());
  }
}
