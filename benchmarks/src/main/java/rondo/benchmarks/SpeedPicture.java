package rondo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import rondo.engine.chart.Axis;
import rondo.engine.chart.Figure;
import rondo.engine.chart.LineChart;

/** The time that we take, as a part of the peer's, over the shapes: training and forward. */
final class SpeedPicture {
  private static final List<String> CELLS = List.of("lstm", "gru", "rnn");
  private static final List<String> NAMES = List.of("LSTM", "GRU", "tanh RNN");
  private static final double MOST = 1.2;

  private SpeedPicture() {}

  static String svg(List<SpeedLine> lines, String caption) {
    return new Figure(
            "Time of a step as a part of PyTorch's: lower is faster",
            caption,
            List.of(
                chart("training step", "train", lines), chart("forward pass", "forward", lines)))
        .svg();
  }

  private static LineChart chart(String title, String what, List<SpeedLine> lines) {
    List<LineChart.Line> drawn = new ArrayList<>();
    for (int i = 0; i < CELLS.size(); i++) {
      List<double[]> points = new ArrayList<>();
      for (int at = 0; at < Shape.ALL.size(); at++) {
        Shape shape = Shape.ALL.get(at);
        String kind = (shape.bidirectional() ? "bi" : "") + CELLS.get(i) + "-" + what;
        for (SpeedLine line : lines) {
          if (line.kind().equals(kind) && line.shape().equals(shape)) {
            points.add(new double[] {at, line.ratio()});
          }
        }
      }
      double[] x = points.stream().mapToDouble(p -> p[0]).toArray();
      double[] y = points.stream().mapToDouble(p -> p[1]).toArray();
      drawn.add(new LineChart.Line(NAMES.get(i), i, false, x, y));
    }
    double end = Shape.ALL.size() - 0.5;
    drawn.add(
        new LineChart.Line("PyTorch", 4, true, new double[] {-0.5, end}, new double[] {1, 1}));
    List<String> names = new ArrayList<>();
    for (Shape s : Shape.ALL) {
      names.add(
          s.batch() == 1 ? "1 x " + s.hidden() : s.hidden() + (s.bidirectional() ? " x 2" : ""));
    }
    return new LineChart(
        title,
        Axis.named("units (1 x: one example; x 2: both directions)", names),
        Axis.linear("ours ÷ PyTorch's", 0, MOST),
        drawn);
  }
}
