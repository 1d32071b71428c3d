package rondo.engine.train;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import rondo.core.Evaluation;

/**
 * How the evaluations have gone so far: what early stopping and the plateau schedule go by.
 *
 * @param found the best evaluation, once there is one
 * @param bestStep the step after which it was made
 * @param lastStep the step after which the last one was made
 * @param since evaluations since the best one
 * @param drops how often the plateau schedule has lowered the rate
 * @param sinceDrop evaluations since the best one or the last drop
 */
record Standing(
    List<Figures> found, long bestStep, long lastStep, int since, int drops, int sinceDrop) {
  static final Standing START = new Standing(List.of(), -1, -1, 0, 0, 0);

  /** What a checkpoint keeps of an evaluation: no counts, which may be many. */
  record Figures(String metric, SortedMap<String, Double> values, String text) {
    static Figures of(Evaluation e) {
      return new Figures(e.metric(), e.values(), e.text());
    }

    Evaluation evaluation() {
      return new Evaluation(metric, values, text);
    }
  }

  Standing {
    found = List.copyOf(found);
  }

  Optional<Evaluation> best() {
    return found.stream().findFirst().map(Figures::evaluation);
  }

  /** Whether this is the best so far; one that is not a number never is. */
  boolean betteredBy(Evaluation evaluation) {
    double least = best().map(Evaluation::value).orElse(Double.NEGATIVE_INFINITY);
    return evaluation.value() > least;
  }

  /** After one more evaluation; {@code patience} is the plateau schedule's, 0 without one. */
  Standing after(Evaluation evaluation, long step, int patience) {
    if (betteredBy(evaluation)) {
      return new Standing(List.of(Figures.of(evaluation)), step, step, 0, drops, 0);
    }
    boolean drop = patience > 0 && sinceDrop + 1 >= patience;
    return new Standing(
        found, bestStep, step, since + 1, drop ? drops + 1 : drops, drop ? 0 : sinceDrop + 1);
  }
}
