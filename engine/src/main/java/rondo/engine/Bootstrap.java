package rondo.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Answered;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Noise;
import rondo.engine.work.Workers;

/**
 * How far figures would move with other test data of the same kind: the percentile bootstrap (Efron
 * 1979). As many examples as there are get drawn again and again, each time with replacement, and
 * measured with their answers; the interval leaves out the lowest and the highest of what is found.
 * What the model would be like after other training data, it does not tell.
 *
 * <pre>{@code
 * Answered<I, O> answered = rondo.answered(model, test);
 * Interval f1 = new Bootstrap(95, 1000, 1).intervals(answered).get("f1");
 * }</pre>
 *
 * @param level how many of a hundred resamples the interval holds, such as 95
 * @param resamples how often to draw
 * @param seed decides what is drawn
 */
public record Bootstrap(double level, int resamples, long seed) {
  private static final int MOST = 1_000_000;

  public Bootstrap {
    if (!(level > 0 && level < 100)) {
      throw new IllegalArgumentException(
          "the level of an interval must be between 0 and 100, such as 95, is " + level);
    }
    if (resamples < 1 || resamples > MOST) {
      throw new IllegalArgumentException(
          "resamples must be from 1 to %,d, are %,d".formatted(MOST, resamples));
    }
    if (outside(level, resamples) < 1) {
      throw new IllegalArgumentException(
          "an interval of %s%% needs at least %.0f resamples, not %d"
              .formatted(level, Math.ceil(200 / (100 - level)) - 1, resamples));
    }
  }

  /** How many resamples must not lie between the ends, on each side, and the end for one. */
  private static int outside(double level, int resamples) {
    return (int) Math.floor((resamples + 1) * (100 - level) / 200 + 1e-9); // 0.05 is not exact
  }

  /** The interval of each figure, by name, computed on all cores. */
  public SortedMap<String, Interval> intervals(Answered<?, ?> answered) {
    try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
      return intervals(answered, workers);
    }
  }

  /**
   * The interval of each figure, by name. One that some resamples do not have, such as that of a
   * label which none of their examples holds, is judged by those that have it.
   */
  public SortedMap<String, Interval> intervals(Answered<?, ?> answered, Workers workers) {
    if (answered.examples().isEmpty()) {
      throw new IllegalArgumentException("without examples there is no interval");
    }
    List<SortedMap<String, Double>> found =
        new ArrayList<>(Collections.nCopies(resamples, Collections.emptySortedMap()));
    workers.run(resamples, i -> found.set(i, resampled(answered, i).values()));
    SortedMap<String, Interval> intervals = new TreeMap<>();
    for (String name : answered.evaluation().values().keySet()) {
      double[] values =
          found.stream().filter(v -> v.containsKey(name)).mapToDouble(v -> v.get(name)).toArray();
      int outside = outside(level, values.length);
      if (outside >= 1) {
        Arrays.sort(values);
        intervals.put(name, new Interval(values[outside - 1], values[values.length - outside]));
      }
    }
    return intervals;
  }

  private <I, O> Evaluation resampled(Answered<I, O> answered, int resample) {
    Noise noise = Noise.of(seed).at("bootstrap").at(resample);
    int n = answered.examples().size();
    List<Example<I, O>> examples = new ArrayList<>(n);
    List<O> answers = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int drawn = (int) (((noise.bits(i) >>> 33) * n) >>> 31); // 31 bits, scaled to below n
      examples.add(answered.examples().get(drawn));
      answers.add(answered.answers().get(drawn));
    }
    return answered.measure().evaluate(examples, answers);
  }
}
