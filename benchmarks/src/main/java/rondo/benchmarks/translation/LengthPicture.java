package rondo.benchmarks.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import rondo.core.Evaluation;
import rondo.engine.chart.Axis;
import rondo.engine.chart.Figure;
import rondo.engine.chart.LineChart;
import rondo.engine.chart.LineChart.Line;

/** The figure: BLEU and perplexity by the length of the source, with attention and without. */
final class LengthPicture {
  private static final String PERPLEXITY = "perplexity";

  private LengthPicture() {}

  static Figure of(List<Point> points, String caption) {
    return new Figure(
        "What a fixed-size memory of the source costs",
        caption,
        List.of(
            chart("BLEU by length", "BLEU", points, Evaluation::value),
            chart("Perplexity by length", PERPLEXITY, points, e -> e.value(PERPLEXITY))));
  }

  private static LineChart chart(
      String title, String label, List<Point> points, Function<Evaluation, Double> value) {
    double[] lengths = points.stream().mapToDouble(Point::length).toArray();
    List<Line> lines = new ArrayList<>();
    lines.add(line("with attention", 0, lengths, points.stream().map(Point::with), value));
    lines.add(line("without", 2, lengths, points.stream().map(Point::without), value));
    double most = lines.stream().flatMapToDouble(l -> Arrays.stream(l.y())).max().orElse(1);
    return new LineChart(
        title,
        Axis.linear("words of the source", 0, 1.05 * lengths[lengths.length - 1]),
        Axis.linear(label, 0, Math.max(1, 1.1 * most)),
        lines);
  }

  private static Line line(
      String name,
      int colour,
      double[] lengths,
      Stream<Evaluation> reached,
      Function<Evaluation, Double> value) {
    return new Line(name, colour, false, lengths, reached.mapToDouble(value::apply).toArray());
  }
}
