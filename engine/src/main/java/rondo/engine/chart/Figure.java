package rondo.engine.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Charts in a row, under a title, with a legend of their lines and a caption; title and caption may
 * be blank, and take no room then.
 */
public record Figure(String title, String caption, List<LineChart> charts) {
  private static final int WIDTH = 380; // of a chart
  private static final int HEIGHT = 320;
  private static final int HEAD = 38; // a title
  private static final int ROW = 22; // of the legend
  private static final int FOOT = 40;
  private static final double LETTER = 7.2; // how wide one is, about
  private static final int SIGN = 31; // of a line in the legend
  private static final int GAP = 22; // between two of its entries
  private static final int MARGIN = 20;

  public Figure {
    charts = List.copyOf(charts);
  }

  /** One chart by itself, which its own title names. */
  public static Figure of(LineChart chart) {
    return new Figure("", "", List.of(chart));
  }

  public String svg() {
    int width = WIDTH * charts.size() + MARGIN;
    StringBuilder legend = new StringBuilder();
    int top = legend(legend, title.isBlank() ? 0 : HEAD, width);
    int height = top + HEIGHT + (caption.isBlank() ? 0 : FOOT);
    StringBuilder s = new StringBuilder();
    s.append(Look.open(name(), caption, width, height, title)).append(legend);
    for (int i = 0; i < charts.size(); i++) {
      s.append(charts.get(i).svg(MARGIN / 2 + i * WIDTH, top, WIDTH, HEIGHT));
    }
    return s.append(Look.close(caption, height)).toString();
  }

  /** What those are told who cannot see it. */
  private String name() {
    return title.isBlank()
        ? String.join(", ", charts.stream().map(LineChart::title).toList())
        : title;
  }

  /** Names what differs, in as many rows as that takes; returns where the charts may begin. */
  private int legend(StringBuilder s, int top, int width) {
    Map<String, LineChart.Line> lines = new LinkedHashMap<>();
    charts.forEach(c -> c.lines().forEach(l -> lines.putIfAbsent(l.name(), l)));
    if (lines.size() < 2) {
      return top;
    }
    int y = top + 14;
    double x = MARGIN;
    for (LineChart.Line line : lines.values()) {
      double room = SIGN + LETTER * line.name().length();
      if (x > MARGIN && x + room > width - MARGIN) {
        x = MARGIN;
        y += ROW;
      }
      boolean dot = line.x().length == 1;
      String kind =
          "line c" + line.colour() + (line.dashed() ? " dashed" : "") + (dot ? " dot" : "");
      s.append(
          String.format(
              Locale.ROOT,
              "<path class=\"%s\" d=\"M%.1f %d%s\"/><text class=\"label\" x=\"%.1f\" y=\"%d\">%s</text>%n",
              kind,
              dot ? x + 12 : x,
              y,
              dot ? "h0" : "h24",
              x + SIGN,
              y + 4,
              Markup.text(line.name())));
      x += room + GAP;
    }
    return y + 18;
  }
}
