package rondo.engine.chart;

import java.util.List;
import java.util.Locale;
import rondo.core.Matrix;

/**
 * Tables of numbers of either sign as one picture, below one another: blue above 0, orange below,
 * and the stronger, the further from it. Each has a scale of its own beside its title, from -1 to 1
 * unless it holds more.
 *
 * @param caption at the foot, and what the picture is for those who cannot see it
 */
public record SignedMaps(String title, String caption, List<Panel> panels) {
  private static final int SIDE = 26; // of a square
  private static final int SMALL = 16; // where there are many
  private static final int MANY = 36;
  private static final int MARGIN = 20;
  private static final int HEAD = 52;
  private static final int NAME = 30; // a panel's title and scale
  private static final int APART = 26;
  private static final int FOOT = 40;
  private static final double WIDE = 7.6; // of a letter, about
  private static final double BOLD = 8.4; // of a letter of a panel's title
  private static final int SHADE = 14; // of the scale
  private static final int SHADES = 9;
  private static final int NUMBER = 44; // beside the scale

  /**
   * A table.
   *
   * @param columns names, written upwards
   * @param rows names
   * @param values a row for each of the rows, a column for each of the columns
   */
  public record Panel(String title, List<String> columns, List<String> rows, Matrix values) {
    public Panel {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      if (values.rows() != rows.size() || values.cols() != columns.size()) {
        throw new IllegalArgumentException(
            "a panel of %d x %d names needs as many values, not %s"
                .formatted(rows.size(), columns.size(), values.shape()));
      }
    }

    /** What has the full colour: 1, or the largest value if that is more. */
    private double scale() {
      double most = 1;
      for (int r = 0; r < values.rows(); r++) {
        for (int c = 0; c < values.cols(); c++) {
          most = Math.max(most, Math.abs(values.get(r, c)));
        }
      }
      return most;
    }

    private Tiles tiles() {
      int side = Math.max(rows.size(), columns.size()) > MANY ? SMALL : SIDE;
      return new Tiles(columns, rows, values, scale(), side);
    }

    /** What title and scale take. */
    private double head() {
      return BOLD * title.length() + 3 * NUMBER + SHADE * SHADES;
    }
  }

  public SignedMaps {
    panels = List.copyOf(panels);
  }

  public String svg() {
    double words = WIDE * Math.max(1.25 * title.length(), caption.length());
    double height = HEAD + FOOT - APART;
    double width = words;
    for (Panel each : panels) {
      Tiles tiles = each.tiles();
      height += NAME + tiles.height() + APART;
      width = Math.max(width, Math.max(tiles.width(), each.head()));
    }
    int whole = (int) Math.ceil(height);
    StringBuilder s = new StringBuilder();
    s.append(Look.open(title, caption, (int) Math.ceil(width + 2 * MARGIN), whole));
    double y = HEAD;
    for (Panel each : panels) {
      Tiles tiles = each.tiles();
      Look.add(
          s,
          "<text class=\"title\" x=\"%d\" y=\"%.1f\">%s</text>",
          MARGIN,
          y + SHADE,
          Markup.text(each.title()));
      scale(s, MARGIN + BOLD * each.title().length() + NUMBER, y, tiles.scale());
      tiles.draw(s, MARGIN, y + NAME);
      y += NAME + tiles.height() + APART;
    }
    return s.append(Look.close(caption, whole)).toString();
  }

  /** The colours from one end to the other, with what they stand for. */
  private static void scale(StringBuilder s, double x, double y, double most) {
    String number = String.format(Locale.ROOT, "%.2f", most).replaceFirst("\\.?0+$", "");
    number(s, "end", x - 6, y, "−" + number);
    for (int i = 0; i < SHADES; i++) {
      Tiles.square(s, x + SHADE * i, y, SHADE, 2.0 * i / (SHADES - 1) - 1);
    }
    Look.add(
        s,
        "<path class=\"grid\" d=\"M%.1f %.1fh%dv%dh-%dz\"/>",
        x,
        y,
        SHADE * SHADES,
        SHADE,
        SHADE * SHADES);
    number(s, "start", x + SHADE * SHADES + 6, y, number);
  }

  private static void number(StringBuilder s, String anchor, double x, double y, String text) {
    Look.add(
        s,
        "<text class=\"number\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        anchor,
        x,
        y + SHADE - 3,
        text);
  }
}
