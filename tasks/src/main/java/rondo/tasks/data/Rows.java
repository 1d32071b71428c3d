package rondo.tasks.data;

import java.util.List;

/** The rows of a table, each with its cells. */
interface Rows {
  /** Moves to the next row; empty lines are none. */
  boolean next();

  List<String> cells();

  /** The line where the row begins. */
  long line();

  /** Rows of one line each, whose cells stand between tabs and know no quotes. */
  static Rows tabs(Lines lines) {
    return new Rows() {
      @Override
      public boolean next() {
        boolean more = lines.next();
        while (more && lines.text().isBlank()) {
          more = lines.next();
        }
        return more;
      }

      @Override
      public List<String> cells() {
        return List.of(lines.text().split("\t", -1));
      }

      @Override
      public long line() {
        return lines.number();
      }
    };
  }
}
