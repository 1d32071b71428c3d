package rondo.benchmarks.adding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rondo.engine.chart.Axis;
import rondo.engine.chart.Figure;
import rondo.engine.chart.LineChart;
import rondo.engine.chart.LineChart.Line;
import rondo.testkit.AddingProblem;

/** The figure: how the best training of each cell went, and what arrives of its gradient. */
final class Picture {
  private static final int GREY = 4; // the colour of what is only there to compare with

  /** Less than floats can hold; what is shown as nothing is nothing. */
  private static final double LEAST = 1e-45;

  private Picture() {}

  static Figure of(List<Learnt> best) {
    Lesson.Course course = best.get(0).lesson().course();
    return new Figure(
        "Which cells learn to add two marked ones of %d numbers".formatted(course.time()),
        "Best of three rates and three seeds each; %d hidden units. Gradients: mean norm of dL/dh[t], as a part of that at the last step."
            .formatted(course.hidden()),
        List.of(errors(best, course), gradients(best, false), gradients(best, true)));
  }

  private static LineChart errors(List<Learnt> best, Lesson.Course course) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      List<Learnt.Point> curve = best.get(i).curve();
      lines.add(
          new Line(
              best.get(i).lesson().cell(),
              i,
              false,
              curve.stream().mapToDouble(Learnt.Point::step).toArray(),
              curve.stream().mapToDouble(Learnt.Point::mse).toArray()));
    }
    double[] ends = {0, course.steps()};
    double[] always = {AddingProblem.BASELINE, AddingProblem.BASELINE};
    lines.add(new Line("always answering 1", GREY, true, ends, always));
    return new LineChart(
        "Error while learning",
        Axis.linear("update", 0, course.steps()),
        Axis.log("mean squared error", 0.001, 1),
        lines);
  }

  private static LineChart gradients(List<Learnt> best, boolean after) {
    List<Line> lines = new ArrayList<>();
    double most = 1;
    int time = 0;
    for (int i = 0; i < best.size(); i++) {
      double[] norms = after ? best.get(i).after() : best.get(i).before();
      double last = norms[norms.length - 1];
      double[] parts = Arrays.stream(norms).map(n -> n / last).toArray();
      double[] steps = IntStream.rangeClosed(1, norms.length).mapToDouble(t -> t).toArray();
      lines.add(new Line(best.get(i).lesson().cell(), i, false, steps, parts));
      most = Math.max(most, Arrays.stream(parts).max().orElse(1));
      time = norms.length;
    }
    return new LineChart(
        after ? "Gradient after learning" : "Gradient before learning",
        Axis.linear("step of the sequence", 0, time),
        Axis.log("part that arrives", LEAST, 10 * most),
        lines);
  }
}
