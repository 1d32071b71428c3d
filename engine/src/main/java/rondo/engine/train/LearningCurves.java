package rondo.engine.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import rondo.engine.chart.Axis;
import rondo.engine.chart.LineChart;

/**
 * How a training has gone, as charts over its steps: the loss, the figure on the dev data, the
 * rate, the norm of the gradient, and how many tokens a second were learnt from.
 *
 * <pre>{@code
 * for (LineChart chart : LearningCurves.of(History.read(folder))) {
 *   out.append(Figure.of(chart).svg());
 * }
 * }</pre>
 */
public final class LearningCurves {
  private static final int POINTS = 400; // of a line: more than its width in a picture
  private static final double FACTOR = 30; // from where on factors show more than differences

  private final History history;
  private final double last;
  private final List<LineChart> charts = new ArrayList<>();

  private LearningCurves(History history) {
    this.history = history;
    double step = history.steps().stream().mapToLong(History.Step::step).max().orElse(0);
    double other =
        history.evaluations().stream().mapToLong(History.Evaluated::step).max().orElse(0);
    this.last = Math.max(1, Math.max(step, other));
  }

  /** The charts for which there are numbers. */
  public static List<LineChart> of(History history) {
    LearningCurves curves = new LearningCurves(history);
    curves.loss();
    curves.figure();
    curves.ofSteps("Rate", "learning rate", History.Step::rate);
    curves.ofSteps("Gradient", "norm, before clipping", History.Step::norm);
    curves.ofSteps("Speed", "tokens a second", History.Step::tokensPerSecond);
    return List.copyOf(curves.charts);
  }

  private void loss() {
    List<History.Step> steps = history.steps();
    boolean few = steps.size() < history.evaluations().size();
    LineChart.Line line =
        few
            ? line(
                "loss", 0, history.evaluations(), History.Evaluated::step, History.Evaluated::loss)
            : line("loss", 0, steps, History.Step::step, History.Step::loss);
    add("Loss", "mean on the training data", line);
  }

  private void figure() {
    List<History.Evaluated> all = history.evaluations();
    if (all.isEmpty()) {
      return;
    }
    String metric = all.get(all.size() - 1).metric();
    LineChart.Line line = line(metric, 1, all, History.Evaluated::step, History.Evaluated::value);
    List<History.Evaluated> best = all.stream().filter(History.Evaluated::best).toList();
    LineChart.Line dot =
        line(
            metric, // the one that was kept, as a dot on the line
            2,
            best.subList(Math.max(0, best.size() - 1), best.size()),
            History.Evaluated::step,
            History.Evaluated::value);
    add("On the dev data", metric, line, dot);
  }

  private void ofSteps(String title, String label, ToDoubleFunction<History.Step> value) {
    add(title, label, line(label, 3, history.steps(), History.Step::step, value));
  }

  private void add(String title, String label, LineChart.Line... lines) {
    double[] finite =
        List.of(lines).stream()
            .flatMapToDouble(l -> Arrays.stream(l.y()))
            .filter(Double::isFinite)
            .toArray();
    if (finite.length > 0) {
      charts.add(
          new LineChart(title, Axis.linear("step", 0, last), axis(label, finite), List.of(lines)));
    }
  }

  /** From the least to the greatest value, with some room; from 0 where that is not far. */
  private static Axis axis(String label, double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    double greatest = Arrays.stream(values).max().orElse(1);
    if (least > 0 && greatest / least > FACTOR) {
      return Axis.log(label, least / 1.1, greatest * 1.1);
    }
    boolean flat = greatest - least < Math.abs(greatest) * 0.2;
    double from = least >= 0 && (flat || least < greatest / 2) ? 0 : least;
    double room = greatest > from ? (greatest - from) * 0.1 : 1;
    return Axis.linear(label, from == 0 ? 0 : from - room, greatest + room);
  }

  /** A line through as many points as can be told apart. */
  private static <E> LineChart.Line line(
      String name, int colour, List<E> all, ToLongFunction<E> step, ToDoubleFunction<E> value) {
    int each = (all.size() + POINTS - 1) / POINTS;
    int count = all.isEmpty() ? 0 : (all.size() + each - 1) / each;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      E at = all.get(all.size() - 1 - (count - 1 - i) * each); // the last one always counts
      x[i] = step.applyAsLong(at);
      y[i] = value.applyAsDouble(at);
    }
    return new LineChart.Line(name, colour, false, x, y);
  }
}
