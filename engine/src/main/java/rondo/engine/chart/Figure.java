package rondo.engine.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Charts in a row, under a title, with a legend of their lines and a caption. */
public record Figure(String title, String caption, List<LineChart> charts) {
  private static final int WIDTH = 380; // of a chart
  private static final int HEIGHT = 320;
  private static final int HEAD = 70;
  private static final int FOOT = 40;

  public Figure {
    charts = List.copyOf(charts);
  }

  public String svg() {
    int width = WIDTH * charts.size() + 20;
    int height = HEAD + HEIGHT + FOOT;
    StringBuilder s = new StringBuilder();
    s.append(Look.open(title, caption, width, height));
    legend(s);
    for (int i = 0; i < charts.size(); i++) {
      s.append(charts.get(i).svg("chart" + i, 10 + i * WIDTH, HEAD, WIDTH, HEIGHT));
    }
    return s.append(Look.close(caption, height)).toString();
  }

  private void legend(StringBuilder s) {
    Map<String, LineChart.Line> names = new LinkedHashMap<>();
    charts.forEach(c -> c.lines().forEach(l -> names.putIfAbsent(l.name(), l)));
    List<LineChart.Line> lines = new ArrayList<>(names.values());
    double x = 20;
    for (LineChart.Line line : lines) {
      String kind = "line c" + line.colour() + (line.dashed() ? " dashed" : "");
      s.append(
          String.format(
              Locale.ROOT,
              "<path class=\"%s\" d=\"M%.1f 52h24\"/><text class=\"label\" x=\"%.1f\" y=\"56\">%s</text>%n",
              kind,
              x,
              x + 31,
              Look.escape(line.name())));
      x += 31 + 7.2 * line.name().length() + 22;
    }
  }
}
