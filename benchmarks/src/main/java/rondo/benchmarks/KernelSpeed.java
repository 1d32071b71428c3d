package rondo.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Prints how many GFLOP/s the products of an LSTM reach, with each kind of kernels. */
final class KernelSpeed {
  private static final String HELP =
      """
      usage: benchmarks/run kernels [--seconds N] [SHAPE ...]

      GFLOP/s of the products of an LSTM, with scalar and with vector kernels, on one thread and on
      two. A shape is batch,time,input,hidden, with ,both behind for
      both directions; without one, those of docs/benchmarks.md are measured.

        --seconds N   how long each product is measured, after 4 seconds of warm-up; 2

      The figure is the median of five measurements.

      Columns: shape, product, its M x N x K, then scalar-1 scalar-2 vector-1 vector-2.
      Products: input a = x Wt of all steps; step a = h Rt and back dh = da R of one step;
      weights dR = dat h of all steps.
      """;

  private static final int WARM_UP = 4; // seconds
  private static final int ITERATIONS = 5;

  private KernelSpeed() {}

  public static void main(String[] args) throws RunnerException {
    Arguments given = new Arguments(List.of(args), HELP);
    int seconds = given.number("--seconds", 2);
    List<Shape> shapes = given.shapes();
    System.out.printf(
        "%-18s %-8s %-16s %8s %8s %8s %8s%n",
        "shape", "product", "M x N x K", "scalar-1", "scalar-2", "vector-1", "vector-2");
    for (Shape shape : shapes) {
      for (Products.Kind kind : Products.Kind.values()) {
        int[] n = kind.size(shape);
        double flop = 2.0 * n[0] * n[1] * n[2];
        List<Object> row = new ArrayList<>();
        row.add(shape);
        row.add(kind.name().toLowerCase(Locale.ROOT));
        row.add(n[0] + "x" + n[1] + "x" + n[2]);
        for (String kernels : List.of("scalar", "vector")) {
          for (int threads = 1; threads <= 2; threads++) {
            row.add(flop / nanoseconds(shape, kind, kernels, threads, seconds));
          }
        }
        System.out.printf("%-18s %-8s %-16s %8.1f %8.1f %8.1f %8.1f%n", row.toArray());
      }
    }
  }

  private static double nanoseconds(
      Shape shape, Products.Kind kind, String kernels, int threads, int seconds)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(Products.class.getName())
            .param("shape", shape.toString())
            .param("kind", kind.name())
            .param("kernels", kernels)
            .param("threads", String.valueOf(threads))
            .warmupIterations(WARM_UP)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.milliseconds(1000L * seconds / ITERATIONS))
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
  }
}
