package rondo.tasks.subword;

import rondo.tasks.text.Joins;

/** Two pieces of which one is made; the first is joined to the second. */
record Pair(String left, String right) {
  private static final String BETWEEN = " ";
  private static final int LONGEST = 500; // chars of a line

  /** As it stands in a list of merges. */
  static Pair read(String line, int place) {
    int space = line.indexOf(BETWEEN);
    String left = space < 0 ? "" : line.substring(0, space);
    String right = line.substring(space + 1);
    boolean fits =
        line.length() <= LONGEST
            && left.endsWith(Joins.MARK)
            && !right.startsWith(Joins.MARK)
            && !right.contains(BETWEEN)
            && !Symbols.core(left).isEmpty()
            && !right.isEmpty();
    if (!fits) {
      throw new IllegalArgumentException(
          "merge %d is '%s'; a merge is two pieces with a space between them, the first of which ends with '%s'"
              .formatted(place, shown(line), Joins.MARK));
    }
    return new Pair(left, right);
  }

  private static String shown(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, 20) + "…";
  }

  String line() {
    return left + BETWEEN + right;
  }

  String made() {
    return Symbols.joined(left, right);
  }
}
