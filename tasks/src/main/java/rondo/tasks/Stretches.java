package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import rondo.tasks.text.Joins;

/** Cuts what is too long to be read at once. */
final class Stretches {
  private static final String ENDS = ".!?…。！？؟।";

  private Stretches() {}

  /**
   * Pieces of a text in stretches of so many at most: each ends with a sentence if one ends in its
   * second half, else with a word, if it can. Of nothing there is none.
   *
   * @param spaces whether spaces are pieces
   */
  static List<List<String>> of(List<String> pieces, int most, boolean spaces) {
    List<List<String>> all = new ArrayList<>();
    int from = 0;
    while (pieces.size() - from > most) {
      int to = end(pieces, from, most, spaces);
      all.add(pieces.subList(from, to));
      from = to;
    }
    if (from < pieces.size()) {
      all.add(pieces.subList(from, pieces.size()));
    }
    return all;
  }

  private static int end(List<String> pieces, int from, int most, boolean spaces) {
    int word = from + most; // behind the last piece that fits
    for (int to = from + most; 2 * (to - from) > most; to--) {
      boolean apart = apart(pieces, to, spaces);
      if (apart && ends(pieces, to)) {
        return to;
      }
      word = apart && !apart(pieces, word, spaces) ? to : word;
    }
    return word;
  }

  /** Whether a sentence ends there. */
  private static boolean ends(List<String> pieces, int at) {
    boolean space = pieces.get(at - 1).equals(Joins.SPACE) && at > 1;
    String last = pieces.get(space ? at - 2 : at - 1).replace(Joins.MARK, "");
    return last.length() == 1 && ENDS.contains(last);
  }

  /** Whether a space stands there. */
  private static boolean apart(List<String> pieces, int at, boolean spaces) {
    String before = pieces.get(at - 1);
    return spaces
        ? before.equals(Joins.SPACE)
        : !before.endsWith(Joins.MARK) && !pieces.get(at).startsWith(Joins.MARK);
  }
}
