package rondo.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Words and numbers in columns: words begin together, numbers end together. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(List<String> head) {
    this.head = List.copyOf(head);
  }

  public void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /**
   * As lines.
   *
   * @param words how many of the first columns hold words
   */
  public String text(int words) {
    List<List<String>> all = new ArrayList<>(List.of(head));
    all.addAll(rows);
    int[] widths = new int[head.size()];
    for (List<String> row : all) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], width(row.get(c)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String space = " ".repeat(widths[c] - width(row.get(c)));
        line.append(c == 0 ? "" : GAP).append(c < words ? row.get(c) + space : space + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
