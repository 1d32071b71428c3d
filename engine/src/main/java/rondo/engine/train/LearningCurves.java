package rondo.engine.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private static final String LOSS = "Loss";
  private static final String ON_TRAINING = "mean on the training data";
  private static final String ON_DEV = "On the dev data";
  private static final int POINTS = 400; // of a line: more than its width in a picture
  private static final double FACTOR = 30; // from where on factors show more than differences

  private static final int COLOURS = 5; // of lines; as many more are dashed

  private final double last;
  private final List<LineChart> charts = new ArrayList<>();

  private LearningCurves(Collection<History> histories) {
    double most = 1;
    for (History each : histories) {
      double step = each.steps().stream().mapToLong(History.Step::step).max().orElse(0);
      double other = each.evaluations().stream().mapToLong(History.Evaluated::step).max().orElse(0);
      most = Math.max(most, Math.max(step, other));
    }
    this.last = most;
  }

  /** The charts for which there are numbers. */
  public static List<LineChart> of(History history) {
    LearningCurves curves = new LearningCurves(List.of(history));
    curves.add(LOSS, ON_TRAINING, losses("loss", 0, history));
    curves.figure(history.evaluations());
    curves.ofSteps("Rate", "learning rate", history, History.Step::rate);
    curves.ofSteps("Gradient", "norm, before clipping", history, History.Step::norm);
    curves.ofSteps("Speed", "tokens a second", history, History.Step::tokensPerSecond);
    return List.copyOf(curves.charts);
  }

  /**
   * Several trainings in the same charts, a line for each by its name: their losses, and what they
   * reached on the dev data, in a chart for each metric.
   */
  public static List<LineChart> beside(SortedMap<String, History> trainings) {
    if (trainings.size() > 2 * COLOURS) {
      throw new IllegalArgumentException(
          "%d trainings are more than the %d that one picture can tell apart"
              .formatted(trainings.size(), 2 * COLOURS));
    }
    LearningCurves curves = new LearningCurves(trainings.values());
    List<LineChart.Line> losses = new ArrayList<>();
    SortedMap<String, List<LineChart.Line>> figures = new TreeMap<>(); // by metric
    trainings.forEach(
        (name, history) -> {
          int colour = losses.size();
          losses.add(losses(name, colour, history));
          List<History.Evaluated> all = history.evaluations();
          if (!all.isEmpty()) {
            figures
                .computeIfAbsent(all.get(all.size() - 1).metric(), metric -> new ArrayList<>())
                .add(line(name, colour, all, History.Evaluated::step, History.Evaluated::value));
          }
        });
    curves.add(LOSS, ON_TRAINING, losses.toArray(LineChart.Line[]::new));
    figures.forEach(
        (metric, lines) -> curves.add(ON_DEV, metric, lines.toArray(LineChart.Line[]::new)));
    return List.copyOf(curves.charts);
  }

  private static LineChart.Line losses(String name, int colour, History history) {
    List<History.Step> steps = history.steps();
    List<History.Evaluated> others = history.evaluations();
    return steps.size() < others.size()
        ? line(name, colour, others, History.Evaluated::step, History.Evaluated::loss)
        : line(name, colour, steps, History.Step::step, History.Step::loss);
  }

  private void figure(List<History.Evaluated> all) {
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
    add(ON_DEV, metric, line, dot);
  }

  private void ofSteps(
      String title, String label, History history, ToDoubleFunction<History.Step> value) {
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
    return new LineChart.Line(name, colour % COLOURS, colour >= COLOURS, x, y);
  }
}
