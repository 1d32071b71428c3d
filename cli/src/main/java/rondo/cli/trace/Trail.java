package rondo.cli.trace;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Matrix;
import rondo.core.Script;
import rondo.engine.watch.CellStates;
import rondo.engine.watch.Traced;
import rondo.tasks.text.Joins;

/**
 * The states of one cell through one sequence, with names.
 *
 * @param cell its path in a model, or its words
 * @param tokens what stands at each step; none where steps have numbers only
 * @param answers beside each of these; none where there are none
 * @param x what was read, a row for each step; {@link Matrix#NONE} where that are no numbers
 * @param parts of the state, a row for each step
 */
public record Trail(
    String cell, List<String> tokens, List<String> answers, Matrix x, List<Matrix> parts) {

  /** What the parts of a state are called: h is the output, c what a cell keeps to itself. */
  static List<String> partNames(int count) {
    List<String> names = new ArrayList<>(List.of("h", "c"));
    for (int p = 2; p < count; p++) {
      names.add("c" + p);
    }
    return names.subList(0, count);
  }

  /** Whether a cell reads the steps of the text itself, and not what lies within them. */
  public static boolean whole(CellStates states, Traced<?> traced) {
    Script script = traced.script();
    int time = states.sequences().get(0).time();
    boolean known = script.read().isEmpty();
    known |= time == script.read().size() || time == script.written().size();
    return states.sequences().size() == 1 && known;
  }

  /** Those of a cell that was traced: one, or one for each of the sequences within the steps. */
  public static List<Trail> of(CellStates states, Traced<?> traced) {
    List<Trail> all = new ArrayList<>();
    if (states.sequences().size() > 1) {
      for (CellStates.States each : states.sequences()) {
        String name = states.cell() + "[" + all.size() + "]";
        all.add(new Trail(name, List.of(), List.of(), Matrix.NONE, each.parts()));
      }
      return all;
    }
    CellStates.States only = states.sequences().get(0);
    Script script = traced.script();
    boolean translates = traced.cells().stream().anyMatch(CellStates::source);
    List<String> tokens = translates && !states.source() ? script.written() : script.read();
    boolean beside = !translates && script.written().size() == script.read().size();
    boolean named = tokens.size() == only.time();
    return List.of(
        new Trail(
            states.cell(),
            named ? tokens : List.of(),
            named && beside ? script.written() : List.of(),
            Matrix.NONE,
            only.parts()));
  }

  int time() {
    return parts.get(0).rows();
  }

  int width() {
    return parts.get(0).cols();
  }

  /** A step for a person: what stands there, or its number, counted from 1. */
  String step(int t) {
    return tokens.isEmpty() ? String.valueOf(t + 1) : tokens.get(t).replace(Joins.MARK, "·");
  }

  /** The length of part p of the state at a step. */
  double norm(int p, int t) {
    double squares = 0;
    for (int j = 0; j < parts.get(p).cols(); j++) {
      squares += (double) parts.get(p).get(t, j) * parts.get(p).get(t, j);
    }
    return Math.sqrt(squares);
  }
}
