package rondo.cli.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How a number went, drawn with characters: a column for each value, or for each of a few values in
 * a row where there are many, and the scale at the left.
 */
public final class Curve {
  private static final int HEIGHT = 6; // lines
  private static final int MOST = 60; // columns
  private static final int EIGHTHS = 8; // a character can be filled up to each of them
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

  private final List<Double> columns;
  private final boolean blocks;

  /**
   * @param values in their order, all finite
   * @param style of a terminal's, which shows blocks; elsewhere it is drawn in ASCII
   */
  public Curve(List<Double> values, Style style) {
    this.columns = columns(values);
    this.blocks = style.terminal();
  }

  /** Of many values each column shows the last of its share. */
  private static List<Double> columns(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a curve needs at least one value");
    }
    int count = Math.min(MOST, values.size());
    List<Double> columns = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      columns.add(values.get((int) ((long) i * values.size() / count) - 1));
    }
    return columns;
  }

  /** Lines of equal meaning from the top down, without the names of axes. */
  public List<String> lines() {
    double low = Math.min(0, Collections.min(columns));
    double high = Math.max(low + 1e-9, Collections.max(columns));
    int width = columns.size() <= MOST / 2 ? 2 : 1; // of a column
    int room = Math.max(number(low).length(), number(high).length());
    List<String> lines = new ArrayList<>();
    for (int row = HEIGHT - 1; row >= 0; row--) {
      String scale = row == HEIGHT - 1 ? number(high) : row == 0 ? number(low) : "";
      StringBuilder line = new StringBuilder(" ".repeat(room - scale.length()) + scale);
      line.append(blocks ? " │" : " |");
      for (double value : columns) {
        double filled = (value - low) / (high - low) * HEIGHT - row; // of this character
        line.append(character(filled).repeat(width));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private String character(double filled) {
    if (!blocks) {
      return filled >= 0.5 ? "#" : " ";
    }
    int eighths = (int) Math.round(Math.max(0, Math.min(1, filled)) * EIGHTHS);
    return BLOCKS.substring(eighths, eighths + 1);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
  }
}
