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
    if (!whole(states, traced)) {
      return within(states, traced.script().read().stream().distinct().toList());
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

  /**
   * Of sequences within the steps: those of letters, where they are as many and as long as words.
   */
  private static List<Trail> within(CellStates states, List<String> words) {
    List<CellStates.States> sequences = states.sequences();
    boolean letters = words.size() == sequences.size();
    for (int i = 0; letters && i < words.size(); i++) {
      letters = sequences.get(i).time() <= words.get(i).codePointCount(0, words.get(i).length());
    }
    List<Trail> all = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      List<Matrix> parts = sequences.get(i).parts();
      List<String> tokens =
          letters
              ? words
                  .get(i)
                  .codePoints()
                  .limit(parts.get(0).rows())
                  .mapToObj(Character::toString)
                  .toList()
              : List.of();
      String name = states.cell() + "[" + (letters ? words.get(i) : i) + "]";
      all.add(new Trail(name, tokens, List.of(), Matrix.NONE, parts));
    }
    return all;
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
