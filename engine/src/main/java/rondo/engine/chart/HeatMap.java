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
  private static final int SIDE = 26; // of a square
  private static final int MARGIN = 20;
  private static final int HEAD = 44;
  private static final int FOOT = 40;
  private static final double WIDE = 7.6; // of a letter, about

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
    Tiles tiles = new Tiles(columns, rows, values, 1, SIDE);
    double words = WIDE * Math.max(1.25 * title.length(), caption.length());
    int width = (int) Math.ceil(2 * MARGIN + Math.max(tiles.width(), words));
    int top = title.isBlank() ? MARGIN : HEAD;
    int foot = caption.isBlank() ? MARGIN : FOOT;
    int height = (int) Math.ceil(top + tiles.height() + foot);
    StringBuilder s = new StringBuilder(Look.open(title, caption, width, height));
    tiles.draw(s, MARGIN, top);
    return s.append(Look.close(caption, height)).toString();
  }
}
