package rondo.tasks.data;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Settings;

/**
 * Rows of CSV as RFC 4180 has it: a cell in quotes may hold separators, line ends, and quotes
 * twice.
 */
final class CsvRows implements Rows {
  private final Lines lines;
  private final char separator;
  private List<String> cells = List.of();
  private long line;

  CsvRows(Lines lines, Settings options) {
    this.lines = lines;
    separator =
        switch (options.choice("separator", "auto", "comma", "semicolon", "tab")) {
          case "comma" -> ',';
          case "semicolon" -> ';';
          case "tab" -> '\t';
          default -> seen(String.join("", lines.look(1)));
        };
  }

  /** Spreadsheets write semicolons where the comma is in numbers. */
  private static char seen(String first) {
    return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
  }

  @Override
  public boolean next() {
    boolean more = lines.next();
    while (more && lines.text().isBlank()) {
      more = lines.next();
    }
    if (more) {
      line = lines.number();
      cells = read();
    }
    return more;
  }

  private List<String> read() {
    List<String> row = new ArrayList<>();
    String text = lines.text();
    int at = 0;
    while (true) {
      StringBuilder cell = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        at++;
        while (true) {
          int quote = text.indexOf('"', at);
          if (quote < 0) {
            cell.append(text, at, text.length()).append('\n');
            text = goOn(cell);
            at = 0;
          } else if (quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
            cell.append(text, at, quote + 1);
            at = quote + 2;
          } else {
            cell.append(text, at, quote);
            at = quote + 1;
            break;
          }
        }
        if (at < text.length() && text.charAt(at) != separator) {
          throw lines.fault(
              "after a quoted cell '%s' is needed or the line's end, there is '%s'; quotes in a cell are doubled"
                  .formatted(separator, Lines.shown(text.substring(at))));
        }
      } else {
        int end = text.indexOf(separator, at);
        cell.append(text, at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end;
      }
      row.add(cell.toString());
      if (at == text.length()) {
        return row;
      }
      at++;
    }
  }

  /** The next line of a cell that goes on. */
  private String goOn(StringBuilder cell) {
    if (cell.length() > RawLines.LONGEST || !lines.next()) {
      throw lines.fault(line, "a quoted cell begins in this row and does not end");
    }
    return lines.text();
  }

  @Override
  public List<String> cells() {
    return cells;
  }

  @Override
  public long line() {
    return line;
  }
}
