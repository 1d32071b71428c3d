package rondo.engine.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How large the gradient is at each step of one cell: ‖dL/dh[t]‖ for each sequence that it read. L
 * is the loss summed over the places of a sequence, so no batch and no mean makes it smaller.
 *
 * @param cell where its parameters stand, such as {@code network/layer0/forward}
 * @param sequences of each sequence, the norms of its steps, in the order in which the cell reads
 *     them: those of a backward cell begin at the sequence's end
 */
public record GradientNorms(String cell, List<double[]> sequences) {
  public GradientNorms {
    sequences = List.copyOf(sequences);
  }

  /**
   * One step of all sequences that have it.
   *
   * @param sequences how many have it
   */
  public record Step(int sequences, double mean, double least, double greatest) {}

  /** The steps, counted from the first one that was read. */
  public List<Step> steps() {
    return summed(false);
  }

  /** The steps, counted back from the last one of each sequence. */
  public List<Step> stepsFromEnd() {
    return summed(true);
  }

  private List<Step> summed(boolean fromEnd) {
    int time = sequences.stream().mapToInt(s -> s.length).max().orElse(0);
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < time; t++) {
      int n = t;
      double[] there =
          sequences.stream()
              .filter(s -> n < s.length)
              .mapToDouble(s -> s[fromEnd ? s.length - 1 - n : n])
              .toArray();
      steps.add(
          new Step(
              there.length,
              Arrays.stream(there).average().orElse(0),
              Arrays.stream(there).min().orElse(0),
              Arrays.stream(there).max().orElse(0)));
    }
    return steps;
  }
}
