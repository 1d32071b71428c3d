package rondo.engine.train;

import java.util.List;
import java.util.stream.IntStream;
import rondo.core.Batch;

/**
 * How fast a run is: wall time since the training began, tokens a second, the time that is left.
 */
final class Pace {
  private final double before; // seconds of earlier runs
  private final long start = System.nanoTime();
  private long steps;
  private long tokens;
  private double training; // seconds in steps, evaluations left out

  Pace(double before) {
    this.before = before;
  }

  /** Seconds since the training began, earlier runs included. */
  double seconds() {
    return before + since(start);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** A step over these lists that began at a time of {@link System#nanoTime}. */
  void stepped(List<List<Batch>> lists, long began) {
    tokens += tokens(lists);
    steps++;
    training += since(began);
  }

  /** How many tokens are scored in these lists. */
  static long tokens(List<List<Batch>> lists) {
    return lists.stream()
        .flatMap(List::stream)
        .flatMapToInt(part -> IntStream.of(part.tokens().lengths()))
        .asLongStream()
        .sum();
  }

  double tokensPerSecond() {
    return training > 0 ? tokens / training : 0;
  }

  /** How long so many more steps will take, with what came between them so far. */
  double secondsFor(long more) {
    return steps == 0 ? 0 : more * (since(start) / steps);
  }
}
