package rondo.tasks.search;

import rondo.core.Matrix;

/**
 * What may be written about a source.
 *
 * @param ids without the end
 * @param logProbability natural, the end included
 * @param score what hypotheses are ranked by: larger is better
 * @param attention where the model looked: a row for each id and the end, a column for each place
 *     of the source; {@link Matrix#NONE} if it does not tell
 */
public record Hypothesis(int[] ids, double logProbability, double score, Matrix attention) {
  public Likelihood likelihood() {
    return new Likelihood(logProbability, ids.length + 1L);
  }

  /**
   * Where among the first so many places of the source the model looked most when it wrote an id;
   * -1 if it does not tell.
   */
  public int looked(int place, int places) {
    int best = -1;
    for (int s = 0; s < Math.min(places, attention.cols()); s++) {
      best = best < 0 || attention.get(place, s) > attention.get(place, best) ? s : best;
    }
    return best;
  }
}
