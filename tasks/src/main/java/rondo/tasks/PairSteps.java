package rondo.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Noise;
import rondo.core.Task;

/**
 * The epoch of a translator: pairs that are alike in both lengths together, in steps of about as
 * many pieces, so that one of long sentences has fewer of them. A step falls into as many parts,
 * about equally large, as a plan's part goes into its rows.
 */
final class PairSteps {
  /** A text and its translation as ids, the end behind each. */
  record Pair(int[] source, int[] target) {
    /** What either side takes in a batch. */
    int longer() {
      return Math.max(source.length, target.length);
    }
  }

  private PairSteps() {}

  /**
   * Steps of a number of places at most, padding among them, and of a plan's rows. Without noise
   * the data keep their order.
   */
  static Stream<List<Batch>> of(
      List<Pair> pairs, Task.Plan plan, int places, Noise order, Function<List<Pair>, Batch> make) {
    List<List<Pair>> steps = filled(order.none() ? pairs : sorted(pairs, order), plan, places);
    List<List<Pair>> turns = order.none() ? steps : Epochs.shuffled(steps, order.at("steps"));
    int count = (plan.rows() + plan.part() - 1) / plan.part();
    return turns.stream()
        .map(step -> Epochs.chunks(step, (step.size() + count - 1) / count))
        .map(parts -> parts.stream().map(make).toList());
  }

  /** By the length of the translation, then of the text, equal ones in a random order. */
  private static List<Pair> sorted(List<Pair> pairs, Noise order) {
    Noise ties = order.at("ties");
    return IntStream.range(0, pairs.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer i) -> pairs.get(i).target().length)
                .thenComparingInt(i -> pairs.get(i).source().length)
                .thenComparingLong(ties::bits))
        .map(pairs::get)
        .toList();
  }

  private static List<List<Pair>> filled(List<Pair> pairs, Task.Plan plan, int places) {
    List<List<Pair>> steps = new ArrayList<>();
    int from = 0;
    long longest = 0;
    for (int at = 0; at < pairs.size(); at++) {
      longest = Math.max(longest, pairs.get(at).longer());
      if (at > from && (at - from == plan.rows() || (at - from + 1) * longest > places)) {
        steps.add(pairs.subList(from, at));
        from = at;
        longest = pairs.get(at).longer();
      }
    }
    if (from < pairs.size()) {
      steps.add(pairs.subList(from, pairs.size()));
    }
    return steps;
  }
}
