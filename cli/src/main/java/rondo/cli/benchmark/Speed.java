package rondo.cli.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast a contender was.
 *
 * @param median milliseconds for one input, by itself
 * @param late what 95 % of these took at most
 * @param passes how often all inputs were answered in a second, together
 */
public record Speed(double median, double late, double passes) {
  private static final int ALONE = 30; // inputs that are answered one by one
  private static final double PERCENTILE = 0.95;

  /**
   * Has them answer in turn, so that what else the machine does meets all alike; tells the medians
   * of the rounds.
   *
   * @param seconds that each measurement of a round takes at least, after as much of warming up
   */
  public static <I> List<Speed> of(
      List<? extends Contender<I, ?>> contenders, List<I> inputs, int rounds, double seconds) {
    List<List<Speed>> found = new ArrayList<>();
    for (Contender<I, ?> each : contenders) {
      Speed ignored = once(each, inputs, 2 * seconds);
      found.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int c = 0; c < contenders.size(); c++) {
        found.get(c).add(once(contenders.get(c), inputs, seconds));
      }
    }
    return found.stream().map(Speed::median).toList();
  }

  private static Speed median(List<Speed> rounds) {
    return new Speed(
        median(rounds, Speed::median), median(rounds, Speed::late), median(rounds, Speed::passes));
  }

  private static double median(List<Speed> rounds, ToDoubleFunction<Speed> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static <I> Speed once(Contender<I, ?> contender, List<I> inputs, double seconds) {
    double[] each = alone(contender, inputs, seconds);
    Arrays.sort(each);
    double median = each[each.length / 2];
    double late = each[(int) Math.ceil(PERCENTILE * each.length) - 1];
    return new Speed(median, late, passes(contender, inputs, seconds));
  }

  /** Milliseconds of each answer. */
  private static <I> double[] alone(Contender<I, ?> contender, List<I> inputs, double seconds) {
    int some = Math.min(ALONE, inputs.size());
    List<Double> times = new ArrayList<>();
    double sum = 0;
    while (sum < 1000 * seconds || times.size() < some) {
      long before = System.nanoTime();
      Object ignored = contender.answer(inputs.get(times.size() % some));
      double took = (System.nanoTime() - before) / 1e6;
      times.add(took);
      sum += took;
    }
    return times.stream().mapToDouble(t -> t).toArray();
  }

  private static <I> double passes(Contender<I, ?> contender, List<I> inputs, double seconds) {
    long before = System.nanoTime();
    int passes = 0;
    double took = 0;
    while (took < seconds) {
      List<?> ignored = contender.answer(inputs);
      passes++;
      took = (System.nanoTime() - before) / 1e9;
    }
    return passes / took;
  }
}
