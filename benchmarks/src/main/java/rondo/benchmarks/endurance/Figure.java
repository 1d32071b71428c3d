package rondo.benchmarks.endurance;

import java.util.Locale;

/** The last line of a measurement: what a script reads. */
public record Figure(String name, String metric, double value, int seed) {
  /** As one JSON object, for a measurement that began at a time of {@link System#nanoTime}. */
  public String json(long began) {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"seed\":%d,\"seconds\":%.1f}",
        name,
        metric,
        Math.round(1000 * value) / 1000.0,
        seed,
        (System.nanoTime() - began) / 1e9);
  }
}
