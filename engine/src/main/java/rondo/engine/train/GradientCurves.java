package rondo.engine.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rondo.engine.chart.Axis;
import rondo.engine.chart.LineChart;

/**
 * How large the gradient is on its way back through time, as a chart with a line for each cell: the
 * mean of its norm so many steps before the last one that the cell read.
 */
public final class GradientCurves {
  private static final int CELLS = 10; // lines that can be told apart
  private static final int COLOURS = 5;
  private static final int STEPS = 400; // more than can be seen in a picture
  private static final double DEPTH = 1e-12; // what is smaller by this is as good as nothing

  private GradientCurves() {}

  /** The chart, if any gradient came back at all. */
  public static Optional<LineChart> of(List<GradientNorms> norms) {
    List<LineChart.Line> lines =
        IntStream.range(0, Math.min(CELLS, norms.size()))
            .mapToObj(i -> line(norms.get(i), i))
            .toList();
    double[] seen =
        lines.stream()
            .flatMapToDouble(l -> DoubleStream.of(l.y()))
            .filter(v -> v > 0 && Double.isFinite(v))
            .toArray();
    if (seen.length == 0) {
      return Optional.empty();
    }
    double greatest = DoubleStream.of(seen).max().orElse(1);
    double least = Math.max(DoubleStream.of(seen).min().orElse(1), greatest * DEPTH);
    int steps = lines.stream().mapToInt(l -> l.x().length).max().orElse(1);
    return Optional.of(
        new LineChart(
            "Gradient through time",
            Axis.linear("steps before the last one read", 0, Math.max(1, steps - 1)),
            Axis.log("norm of the gradient at h[t]", least / 1.5, greatest * 1.5),
            lines));
  }

  private static LineChart.Line line(GradientNorms norms, int number) {
    List<GradientNorms.Step> steps = norms.stepsFromEnd();
    int count = Math.min(STEPS, steps.size());
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = i;
      y[i] = steps.get(i).mean();
    }
    String name = norms.cell().replaceFirst("^network/", "");
    return new LineChart.Line(name, number % COLOURS, number >= COLOURS, x, y);
  }
}
