package rondo.cli.report;

import java.util.List;
import java.util.Optional;
import rondo.engine.chart.Figure;
import rondo.engine.chart.LineChart;

/** Charts side by side, as many as there is room for. */
record Curves(String title, String note, List<LineChart> charts) {
  Optional<Section> section() {
    if (charts.isEmpty()) {
      return Optional.empty();
    }
    Html body = new Html().open("div", "charts");
    for (LineChart chart : charts) {
      body.open("figure", "").markup(Figure.of(chart).svg()).close("figure");
    }
    return Optional.of(new Section(title, note, body.close("div").toString()));
  }
}
