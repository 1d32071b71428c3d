package rondo.engine.chart;

import java.util.List;
import java.util.Locale;

/**
 * How all pictures look: each brings its own background, so it is readable on a page of any colour,
 * and follows the reader's wish for light or dark.
 */
final class Look {
  private static final List<String> LIGHT =
      List.of("#0072b2", "#009e73", "#d55e00", "#a04a8a", "#6b7280"); // Okabe and Ito 2008
  private static final List<String> DARK =
      List.of("#6cb8f0", "#3fd0a0", "#ff9a52", "#e79bcf", "#9ca3af");

  private Look() {}

  /** How a picture begins: its names for those who cannot see it, its style, paper and title. */
  static String open(String title, String caption, int width, int height) {
    return open(title, caption, width, height, title);
  }

  /** The same, with another title to be seen. */
  static String open(String title, String caption, int width, int height, String head) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
        <title>%s</title>
        <desc>%s</desc>
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
            Markup.text(title),
            Markup.text(caption),
            style(),
            width,
            height,
            Markup.text(head));
  }

  /** How it ends, with its caption at the foot. */
  static String close(String caption, int height) {
    return "<text class=\"label\" x=\"20\" y=\"%d\">%s</text>%n</svg>%n"
        .formatted(height - 16, Markup.text(caption));
  }

  /** Adds a line, with numbers as SVG has them. */
  static void add(StringBuilder s, String format, Object... values) {
    s.append(String.format(Locale.ROOT, format, values)).append('\n');
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
        .dot { stroke-width: 8; stroke-linecap: round; }
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
    s.append(".heat { fill: %s; }\n".formatted(lines.get(0)));
    s.append(".cold { fill: %s; }\n".formatted(lines.get(2)));
    for (int i = 0; i < lines.size(); i++) {
      s.append(".c%d { stroke: %s; }\n".formatted(i, lines.get(i)));
    }
    return s.toString();
  }
}
