package rondo.engine.chart;

import java.util.List;
import rondo.core.Matrix;

/**
 * A table of numbers from 0 to 1 as a picture: the larger, the darker on a light page, the brighter
 * on a dark one. Title and caption may be blank, and take no room then.
 *
 * @param title over the picture
 * @param caption under it, and what it is for those who cannot see it
 * @param columns names, written upwards
 * @param rows names
 * @param values a row for each of the rows, a column for each of the columns
 */
public record HeatMap(
    String title, String caption, List<String> columns, List<String> rows, Matrix values) {
  private static final int CELL = 26;
  private static final int MARGIN = 20;
  private static final int HEAD = 44;
  private static final int FOOT = 40;
  private static final int GAP = 8; // between names and cells
  private static final double WIDE = 7.6; // of a letter, about
  private static final int LETTERS = 24; // of a name, at most
  private static final double LEAST = 0.005; // a cell that anybody could see

  public HeatMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (values.rows() != rows.size() || values.cols() != columns.size()) {
      throw new IllegalArgumentException(
          "a heat map of %d x %d names needs as many values, not %s"
              .formatted(rows.size(), columns.size(), values.shape()));
    }
  }

  public String svg() {
    double left = MARGIN + room(rows) + GAP;
    double top = (title.isBlank() ? MARGIN : HEAD) + room(columns) + GAP;
    double right = left + CELL * columns.size();
    double bottom = top + CELL * rows.size();
    double width =
        Math.max(right, MARGIN + WIDE * Math.max(1.25 * title.length(), caption.length())) + MARGIN;
    int height = (int) Math.ceil(bottom + (caption.isBlank() ? MARGIN : FOOT));
    StringBuilder s = new StringBuilder();
    s.append(Look.open(title, caption, (int) Math.ceil(width), height));
    for (int c = 0; c < columns.size(); c++) {
      double x = left + CELL * (c + 0.5) + 4;
      Look.add(
          s,
          "<text class=\"label\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
          x,
          top - GAP,
          name(columns.get(c)));
    }
    for (int r = 0; r < rows.size(); r++) {
      Look.add(
          s,
          "<text class=\"label\" text-anchor=\"end\" x=\"%.1f\" y=\"%.1f\">%s</text>",
          left - GAP,
          top + CELL * (r + 0.5) + 4,
          name(rows.get(r)));
      for (int c = 0; c < columns.size(); c++) {
        double value = values.get(r, c);
        if (value >= LEAST) {
          Look.add(
              s,
              "<rect class=\"heat\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>",
              left + CELL * c,
              top + CELL * r,
              CELL,
              CELL,
              Math.min(1, value));
        }
      }
    }
    for (int c = 0; c <= columns.size(); c++) {
      Look.add(s, "<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>", left + CELL * c, top, bottom);
    }
    for (int r = 0; r <= rows.size(); r++) {
      Look.add(s, "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", left, top + CELL * r, right);
    }
    return s.append(Look.close(caption, height)).toString();
  }

  /** What the longest name takes. */
  private static double room(List<String> names) {
    int letters = names.stream().mapToInt(n -> n.codePointCount(0, n.length())).max().orElse(0);
    return WIDE * Math.min(LETTERS, letters);
  }

  /** As much of a name as there is room for. */
  private static String name(String name) {
    return Markup.text(
        name.codePointCount(0, name.length()) <= LETTERS
            ? name
            : name.substring(0, name.offsetByCodePoints(0, LETTERS - 1)) + "…");
  }
}
