package rondo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import rondo.core.Answered;
import rondo.core.Evaluation;
import rondo.engine.Bootstrap;
import rondo.engine.Interval;
import rondo.engine.work.Workers;

/** How sure the figures of an evaluation are, if somebody asks. */
final class Intervals {
  @Option(
      names = "--interval",
      paramLabel = "LEVEL",
      description = "tell between what each figure lies, such as 95 for 95%%: percentile bootstrap")
  private Optional<Double> level = Optional.empty();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "how often the bootstrap draws; 1000 unless said")
  private int resamples = 1000;

  @Option(names = "--seed", paramLabel = "N", description = "of the bootstrap; 1 unless said")
  private long seed = 1;

  /**
   * The intervals that were asked for.
   *
   * @param bootstrap nothing if none were
   */
  record Found(Optional<Bootstrap> bootstrap, int examples, SortedMap<String, Interval> all) {

    /** The interval of each figure that is of no label alone. */
    Optional<String> lines(Evaluation found) {
      return bootstrap.map(
          b ->
              "\n%s%% intervals, from %s resamples of %s examples, seed %d\n"
                      .formatted(
                          Figures.plain(b.level()),
                          Figures.count(b.resamples()),
                          Figures.count(examples),
                          b.seed())
                  + all.entrySet().stream()
                      .filter(e -> e.getKey().indexOf('/') < 0)
                      .map(e -> line(e.getKey(), found.value(e.getKey()), e.getValue()))
                      .collect(Collectors.joining()));
    }

    private static String line(String name, double value, Interval i) {
      return "%-17s %6s   %s to %s%n"
          .formatted(name, Figures.score(value), Figures.score(i.low()), Figures.score(i.high()));
    }

    void into(Report report) {
      bootstrap.ifPresent(b -> report.with(b, all));
    }

    /** Adds that of the metric to the line for scripts. */
    void into(ObjectNode line, String metric) {
      if (all.containsKey(metric)) {
        Interval i = all.getOrDefault(metric, new Interval(Double.NaN, Double.NaN));
        Measured.put(line, "low", i.low(), 4);
        Measured.put(line, "high", i.high(), 4);
      }
    }
  }

  /** Refuses what cannot be meant before anything is answered. */
  void check() {
    bootstrap();
  }

  private Optional<Bootstrap> bootstrap() {
    return level.map(l -> new Bootstrap(l, resamples, seed));
  }

  Found of(Answered<?, ?> answered, int threads) {
    Optional<Bootstrap> bootstrap = bootstrap();
    SortedMap<String, Interval> all = Collections.emptySortedMap();
    if (bootstrap.isPresent()) {
      try (Workers workers = Workers.of(threads)) {
        all = bootstrap.get().intervals(answered, workers);
      }
    }
    return new Found(bootstrap, answered.examples().size(), all);
  }
}
