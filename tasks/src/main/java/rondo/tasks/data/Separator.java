package rondo.tasks.data;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Settings;

/** What stands between the columns of a line. */
enum Separator {
  TAB,
  /** One or more spaces or tabs. */
  SPACE;

  /** What an option says, or what the first line has. */
  static Separator of(Settings options, String first) {
    return switch (options.choice("separator", "auto", "tab", "space")) {
      case "tab" -> TAB;
      case "space" -> SPACE;
      default -> first.indexOf('\t') >= 0 ? TAB : SPACE;
    };
  }

  /** The columns of a line; blanks at its end are none. */
  List<String> columns(String line) {
    List<String> columns = new ArrayList<>();
    int end = line.length();
    while (end > 0 && blank(line.charAt(end - 1))) {
      end--;
    }
    int from = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || (this == TAB ? line.charAt(i) == '\t' : blank(line.charAt(i)))) {
        if (this == TAB || i > from) {
          columns.add(line.substring(from, i));
        }
        from = i + 1;
      }
    }
    return columns;
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }
}
