package rondo.tasks;

import java.util.List;
import rondo.core.Matrix;

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
}
