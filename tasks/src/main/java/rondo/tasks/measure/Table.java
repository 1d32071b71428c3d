package rondo.tasks.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import rondo.core.Confusion;

/**
 * Figures in columns, as wide as what stands in them: a label on the left, numbers on the right.
 */
final class Table {
  private static final int LABEL = 48; // characters of a label, at most
  private static final int LABELS = 200; // rows of a table, at most
  private static final int MATRIX = 12; // labels of a matrix that a screen has room for
  private static final int MISTAKES = 10;

  private final List<String[]> rows = new ArrayList<>();

  private Table() {}

  private void row(String... cells) {
    cells[0] = shown(cells[0]);
    rows.add(cells);
  }

  private static String shown(String label) {
    String plain = label.isEmpty() ? "(no label)" : label;
    return plain.length() <= LABEL ? plain : plain.substring(0, LABEL - 1) + "…";
  }

  /** Precision, recall and F1 of each label, then a row that stands for all. */
  static String rates(SortedMap<String, Rates> labels, String... all) {
    Table table = new Table();
    table.rows.add(new String[] {"", "precision", "recall", "F1", "gold", "found", "right"});
    labels.entrySet().stream()
        .limit(LABELS)
        .forEach(each -> table.row(cells(each.getKey(), each.getValue())));
    if (labels.size() > LABELS) {
      table.row("and " + count(labels.size() - LABELS) + " labels more");
    }
    table.row(all);
    return table.toString();
  }

  /** A row of a table of rates. */
  static String[] cells(String label, Rates r) {
    return new String[] {
      label,
      percent(r.precision()),
      percent(r.recall()),
      percent(r.f1()),
      "" + r.gold(),
      "" + r.found(),
      "" + r.right()
    };
  }

  /** Which label was answered for which: all of it, or where there are many, the worst of it. */
  static String confusion(Pairs pairs, Iterable<String> labels) {
    List<String> all = new ArrayList<>();
    labels.forEach(all::add);
    return all.size() <= MATRIX ? matrix(pairs.confusion(), all) : mistakes(pairs);
  }

  private static String matrix(Confusion confusion, List<String> labels) {
    Table table = new Table();
    String[] head = new String[labels.size() + 1];
    head[0] = "right, and answered as";
    for (int j = 0; j < labels.size(); j++) {
      head[j + 1] = "(" + (j + 1) + ")";
    }
    table.rows.add(head);
    for (int i = 0; i < labels.size(); i++) {
      String[] cells = new String[labels.size() + 1];
      cells[0] = "(" + (i + 1) + ") " + shown(labels.get(i));
      for (int j = 0; j < labels.size(); j++) {
        cells[j + 1] = "" + confusion.count(labels.get(i), labels.get(j));
      }
      table.rows.add(cells);
    }
    return table.toString();
  }

  /** What was confused most often. */
  static String mistakes(Pairs pairs) {
    Table table = new Table();
    table.rows.add(new String[] {"most frequent mistakes", "times"});
    for (Pairs.Mistake each : pairs.mistakes(MISTAKES)) {
      table.rows.add(
          new String[] {
            shown(each.gold()) + ", answered as " + shown(each.answer()), "" + each.times()
          });
    }
    return table.rows.size() == 1 ? "" : table.toString();
  }

  /**
   * Two digits, halves to the even one as C's printf rounds them, so that tables agree with the
   * script's.
   */
  static String percent(double value) {
    return rounded(value, 2);
  }

  /** That many digits after the point, rounded in the same way. */
  static String rounded(double value, int digits) {
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(r -> r.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] cells : rows) {
      for (int i = 0; i < cells.length; i++) {
        widths[i] = Math.max(widths[i], cells[i].codePointCount(0, cells[i].length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] cells : rows) {
      for (int i = 0; i < cells.length; i++) {
        String space = " ".repeat(widths[i] - cells[i].codePointCount(0, cells[i].length()));
        text.append(i == 0 ? cells[i] + (cells.length == 1 ? "" : space) : "  " + space + cells[i]);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
