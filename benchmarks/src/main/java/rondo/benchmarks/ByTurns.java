package rondo.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Times several ways to do the same thing: each is warmed up, then they take turns round by round,
 * so that what else the machine does falls on all of them.
 */
public final class ByTurns {
  private static final int ROUNDS = 8;

  /** Before a round: as long as the other's threads may spin, waiting for work. */
  private static final int PAUSE = 300; // milliseconds

  private ByTurns() {}

  /**
   * Milliseconds of each, the median; what they answer must be finite.
   *
   * @param warmUp seconds of each that are not measured
   * @param seconds of each that are
   */
  public static double[] medians(List<DoubleSupplier> all, double warmUp, double seconds) {
    List<List<Double>> times = new ArrayList<>();
    for (DoubleSupplier each : all) {
      run(each, warmUp);
      times.add(new ArrayList<>());
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < all.size(); i++) {
        List<Double> found = run(all.get(i), seconds / ROUNDS);
        times.get(i).addAll(found.subList(Math.min(1, found.size() - 1), found.size()));
      }
    }
    double[] medians = new double[all.size()];
    for (int i = 0; i < medians.length; i++) {
      Collections.sort(times.get(i));
      medians[i] = times.get(i).get(times.get(i).size() / 2);
    }
    return medians;
  }

  /** Milliseconds, as often as the seconds allow, at least twice; the first may be cold. */
  private static List<Double> run(DoubleSupplier what, double seconds) {
    List<Double> times = new ArrayList<>();
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (times.size() < 2 || System.nanoTime() < end) {
      long start = System.nanoTime();
      double answer = what.getAsDouble();
      times.add((System.nanoTime() - start) / 1e6);
      if (!Double.isFinite(answer)) {
        throw new IllegalStateException("what is timed answers " + answer);
      }
    }
    return times;
  }
}
