package rondo.engine.chart;

import java.util.List;
import java.util.Locale;

/** Lines over two axes. What lies outside the axes is cut off. */
public record LineChart(String title, Axis x, Axis y, List<Line> lines) {
  private static final int LEFT = 72; // room for the numbers and the label of y
  private static final int RIGHT = 24;
  private static final int TOP = 34; // with a title
  private static final int MARGIN = 6; // around the lines, for a dot at the rim
  private static final int BOTTOM = 52;

  public LineChart {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param colour which of the figure's; lines of one name should have one colour in all charts
   * @param dashed drawn so, as what is only there to compare with
   * @param x of each of its points
   * @param y of the same
   */
  public record Line(String name, int colour, boolean dashed, double[] x, double[] y) {
    public Line {
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            "line '%s' has %d values of x and %d of y".formatted(name, x.length, y.length));
      }
    }
  }

  /** Draws it into a box. */
  String svg(int left, int top, int width, int height) {
    int x0 = left + LEFT;
    int y0 = top + TOP;
    int w = width - LEFT - RIGHT;
    int h = height - TOP - BOTTOM;
    StringBuilder s = new StringBuilder();
    Look.add(
        s, "<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>", x0, top + 18, Markup.text(title));
    for (Axis.Tick tick : y.ticks()) {
      double at = y0 + h - h * y.place(tick.value());
      Look.add(s, "<path class=\"grid\" d=\"M%d %.1fh%d\"/>", x0, at, w);
      Look.add(
          s,
          "<text class=\"number\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>",
          x0 - 7,
          at + 4,
          Markup.text(tick.name()));
    }
    for (Axis.Tick tick : x.ticks()) {
      double at = x0 + w * x.place(tick.value());
      Look.add(s, "<path class=\"axis\" d=\"M%.1f %dv5\"/>", at, y0 + h);
      Look.add(
          s,
          "<text class=\"number\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>",
          at,
          y0 + h + 19,
          Markup.text(tick.name()));
    }
    Look.add(s, "<path class=\"axis\" d=\"M%d %dv%dh%d\"/>", x0, y0, h, w);
    Look.add(
        s,
        "<text class=\"label\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>",
        x0 + w / 2.0,
        y0 + h + 41,
        Markup.text(x.label()));
    Look.add(
        s,
        "<text class=\"label\" text-anchor=\"middle\" transform=\"translate(%d %.1f) rotate(-90)\">%s</text>",
        left + 14,
        y0 + h / 2.0,
        Markup.text(y.label()));
    Look.add( // a picture within the picture cuts off what lies outside
        s,
        "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">",
        x0 - MARGIN,
        y0 - MARGIN,
        w + 2 * MARGIN,
        h + 2 * MARGIN);
    for (Line line : lines) {
      Look.add(
          s,
          "<path class=\"line c%d%s%s\" d=\"%s\"/>",
          line.colour,
          line.dashed ? " dashed" : "",
          line.x.length == 1 ? " dot" : "",
          path(line, w, h));
    }
    Look.add(s, "</svg>");
    return s.toString();
  }

  /** Through all points that have a place; of a single one, where a dot stands. */
  private String path(Line line, int w, int h) {
    StringBuilder d = new StringBuilder();
    for (int i = 0; i < line.x.length; i++) {
      double there = y.place(line.y[i]);
      double down = Double.isNaN(there) ? 2 : Math.max(-1, there); // far off is as good as off
      char verb = d.length() == 0 ? 'M' : 'L';
      d.append(
          String.format(
              Locale.ROOT,
              "%c%.1f %.1f",
              verb,
              MARGIN + w * x.place(line.x[i]),
              MARGIN + h - h * Math.min(2, down)));
    }
    return d.append(line.x.length == 1 ? "h0" : "").toString();
  }
}
