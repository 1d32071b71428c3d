package rondo.benchmarks.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Charts in a row, under a title, with a legend of their lines and a caption. The picture brings
 * its own background, so it is readable on a page of any colour, and follows the reader's wish for
 * light or dark.
 */
public record Figure(String title, String caption, List<LineChart> charts) {
  private static final int WIDTH = 380; // of a chart
  private static final int HEIGHT = 320;
  private static final int HEAD = 70;
  private static final int FOOT = 40;

  private static final List<String> LIGHT =
      List.of("#0072b2", "#009e73", "#d55e00", "#a04a8a", "#6b7280"); // Okabe and Ito 2008
  private static final List<String> DARK =
      List.of("#6cb8f0", "#3fd0a0", "#ff9a52", "#e79bcf", "#9ca3af");

  public Figure {
    charts = List.copyOf(charts);
  }

  public String svg() {
    int width = WIDTH * charts.size() + 20;
    int height = HEAD + HEIGHT + FOOT;
    StringBuilder s = new StringBuilder();
    s.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
        <title>%s</title>
        <style>
        %s</style>
        <rect class="paper" width="%d" height="%d"/>
        <text class="head" x="20" y="30">%s</text>
        """
            .formatted(
                width,
                height,
                width,
                height,
                escape(title),
                style(),
                width,
                height,
                escape(title)));
    legend(s);
    for (int i = 0; i < charts.size(); i++) {
      s.append(charts.get(i).svg("chart" + i, 10 + i * WIDTH, HEAD, WIDTH, HEIGHT));
    }
    s.append(
        "<text class=\"label\" x=\"20\" y=\"%d\">%s</text>%n</svg>%n"
            .formatted(height - 16, escape(caption)));
    return s.toString();
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
              escape(line.name())));
      x += 31 + 7.2 * line.name().length() + 22;
    }
  }

  private static String escape(String text) {
    return LineChart.escape(text);
  }

  private static String style() {
    return """
        text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        .head { font-size: 17px; font-weight: 600; }
        .title { font-size: 14px; font-weight: 600; }
        .label { font-size: 13px; }
        .number { font-size: 12px; }
        path { fill: none; }
        .axis { stroke-width: 1; }
        .grid { stroke-width: 1; }
        .line { stroke-width: 2; stroke-linejoin: round; }
        .dashed { stroke-width: 1.5; stroke-dasharray: 5 4; }
        """
        + colours("#ffffff", "#1f2328", "#59636e", "#e6e8eb", LIGHT)
        + "@media (prefers-color-scheme: dark) {\n"
        + colours("#0d1117", "#e6edf3", "#9aa4ae", "#262c34", DARK)
        + "}\n";
  }

  private static String colours(
      String paper, String ink, String soft, String grid, List<String> lines) {
    StringBuilder s = new StringBuilder();
    s.append(".paper { fill: %s; }\n".formatted(paper));
    s.append(".head, .title { fill: %s; }\n".formatted(ink));
    s.append(".label, .number { fill: %s; }\n".formatted(soft));
    s.append(".axis { stroke: %s; }\n".formatted(soft));
    s.append(".grid { stroke: %s; }\n".formatted(grid));
    for (int i = 0; i < lines.size(); i++) {
      s.append(".c%d { stroke: %s; }\n".formatted(i, lines.get(i)));
    }
    return s.toString();
  }
}
