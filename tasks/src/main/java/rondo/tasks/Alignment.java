package rondo.tasks;

import java.util.List;
import rondo.core.Matrix;
import rondo.engine.chart.HeatMap;
import rondo.tasks.text.Joins;

/**
 * Where a model looked at when it wrote: for each piece of the translation how much at each piece
 * of the text. The rows of weights add up to 1.
 *
 * @param source pieces of the text, and its end
 * @param target pieces of the translation, and its end
 * @param weights a row for each piece of the translation, a column for each of the text; {@link
 *     Matrix#NONE} of a model without attention
 */
public record Alignment(List<String> source, List<String> target, Matrix weights) {
  /** Of what was not read at once. */
  public static final Alignment NONE = new Alignment(List.of(), List.of(), Matrix.NONE);

  /** Whether there is something to see. */
  public boolean none() {
    return weights.rows() == 0;
  }

  /** The weights as a picture. */
  public HeatMap picture(String title) {
    if (none()) {
      throw new IllegalArgumentException(
          "there is nothing to draw: the model has no attention, or did not read the text at once");
    }
    return new HeatMap(
        title,
        "a row for each piece of the translation, a column for each piece of the text",
        shown(source),
        shown(target),
        weights);
  }

  /** Pieces that touch their neighbours, with a mark that all fonts have. */
  private static List<String> shown(List<String> pieces) {
    return pieces.stream().map(p -> p.replace(Joins.MARK, "·")).toList();
  }
}
