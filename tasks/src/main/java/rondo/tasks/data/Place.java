package rondo.tasks.data;

import java.util.List;
import rondo.core.Settings;
import rondo.core.Spelling;

/**
 * A column as an option says it: by its number, counted from 1, as the last one, or by its name.
 * {@code auto} is left to the format.
 */
record Place(String option, String said) {
  static Place of(Settings options, String option) {
    String said = options.text(option).strip();
    boolean number = said.matches("-?\\d+");
    if (said.isEmpty() || (number && !said.matches("[1-9]\\d{0,5}"))) {
      throw new IllegalArgumentException(
          "option '%s' must be a column's number, counted from 1, its name, last or auto, is '%s'"
              .formatted(option, said));
    }
    return new Place(option, said);
  }

  boolean unsaid() {
    return said.equals("auto");
  }

  /** This, or what holds where nothing is said. */
  Place or(String usual) {
    return unsaid() ? new Place(option, usual) : this;
  }

  /** Whether it can only be found in a header. */
  boolean named() {
    return !unsaid() && !said.equals("last") && !numbered();
  }

  private boolean numbered() {
    return Character.isDigit(said.charAt(0));
  }

  /** Its index among the columns of a line, which may have names. */
  int index(int columns, List<String> names, Lines lines) {
    if (said.equals("last")) {
      return columns - 1;
    }
    if (numbered()) {
      int number = Integer.parseInt(said);
      if (number > columns) {
        throw lines.fault(
            "option '%s' wants column %d, there %s: '%s'"
                .formatted(option, number, are(columns), Lines.shown(lines.text())));
      }
      return number - 1;
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(said)) {
        return i;
      }
    }
    throw lines.fault(
        "no column is named '%s', as option '%s' wants; there are: %s.%s"
            .formatted(
                said, option, Lines.shown(String.join(", ", names)), Spelling.hint(said, names)));
  }

  static String are(int columns) {
    return columns == 1 ? "is 1" : "are " + columns;
  }
}
