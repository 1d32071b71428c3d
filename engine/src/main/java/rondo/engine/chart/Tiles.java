package rondo.engine.chart;

import java.util.List;
import rondo.core.Matrix;

/**
 * A table of numbers as coloured squares, with the names of its columns above and of its rows
 * beside: the further from 0, the stronger the colour, which the sign chooses.
 *
 * @param columns names, written upwards
 * @param rows names
 * @param scale the number that has the full colour
 * @param side of a square
 */
record Tiles(List<String> columns, List<String> rows, Matrix values, double scale, int side) {
  private static final int GAP = 8; // between names and squares
  private static final double WIDE = 7.6; // of a letter, about
  private static final int LETTERS = 24; // of a name, at most
  private static final double LEAST = 0.005; // a colour that anybody could see

  /** Where the squares begin, from the left. */
  double left() {
    return room(rows) + GAP;
  }

  /** Where the squares begin, from the top. */
  double top() {
    return room(columns) + GAP;
  }

  double width() {
    return left() + (double) side * columns.size();
  }

  double height() {
    return top() + (double) side * rows.size();
  }

  /** Draws it with its corner at a place. */
  void draw(StringBuilder s, double x0, double y0) {
    double x = x0 + left();
    double y = y0 + top();
    for (int c = 0; c < columns.size(); c++) {
      Look.add(
          s,
          "<text class=\"label\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
          x + side * (c + 0.5) + 4,
          y - GAP,
          name(columns.get(c)));
    }
    for (int r = 0; r < rows.size(); r++) {
      Look.add(
          s,
          "<text class=\"label\" text-anchor=\"end\" x=\"%.1f\" y=\"%.1f\">%s</text>",
          x - GAP,
          y + side * (r + 0.5) + 4,
          name(rows.get(r)));
      for (int c = 0; c < columns.size(); c++) {
        square(s, x + side * c, y + side * r, side, values.get(r, c) / scale);
      }
    }
    for (int c = 0; c <= columns.size(); c++) {
      Look.add(s, "<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>", x + side * c, y, y0 + height());
    }
    for (int r = 0; r <= rows.size(); r++) {
      Look.add(s, "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", x, y + side * r, x0 + width());
    }
  }

  /** A square of the colour that stands for a share of the scale, from -1 to 1. */
  static void square(StringBuilder s, double x, double y, int side, double share) {
    if (Math.abs(share) >= LEAST) {
      Look.add(
          s,
          "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\""
              + " fill-opacity=\"%.2f\"/>",
          share > 0 ? "heat" : "cold",
          x,
          y,
          side,
          side,
          Math.min(1, Math.abs(share)));
    }
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
