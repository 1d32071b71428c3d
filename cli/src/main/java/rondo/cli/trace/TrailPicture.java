package rondo.cli.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rondo.core.Matrix;
import rondo.engine.chart.Axis;
import rondo.engine.chart.Figure;
import rondo.engine.chart.LineChart;
import rondo.engine.chart.SignedMaps;

/**
 * Trails as one picture: a map of units and steps, or lines, where units are few and steps have no
 * names.
 */
public final class TrailPicture {
  private static final int LINES = 4; // units that are drawn as lines, at most
  private static final int SHOWN = 24; // of a map, unless others are asked for
  private static final int MOST = 16; // panels
  private static final double ROOM = 0.05; // over and under lines

  private TrailPicture() {}

  /** As SVG. */
  public static String svg(String title, List<Trail> trails, Units units) {
    int panels = trails.stream().mapToInt(t -> t.parts().size()).sum();
    if (panels == 0 || panels > MOST) {
      throw new IllegalArgumentException(
          "--plot has room for 1 to %d tables of states, here are %d; choose with --layer"
              .formatted(MOST, panels));
    }
    boolean few =
        trails.stream()
            .allMatch(
                t ->
                    t.time() > 1
                        && t.tokens().isEmpty()
                        && units.all().of(t.parts().get(0), 0).size() <= LINES);
    return few ? lines(title, trails, units).svg() : maps(title, trails, units).svg();
  }

  private static SignedMaps maps(String title, List<Trail> trails, Units units) {
    List<SignedMaps.Panel> panels = new ArrayList<>();
    for (Trail trail : trails) {
      for (int p = 0; p < trail.parts().size(); p++) {
        Matrix part = trail.parts().get(p);
        List<Integer> shown = units.of(part, SHOWN);
        Matrix values = Matrix.zeros(shown.size(), trail.time());
        for (int r = 0; r < shown.size(); r++) {
          for (int t = 0; t < trail.time(); t++) {
            values.data()[values.at(r) + t] = part.get(t, shown.get(r));
          }
        }
        panels.add(
            new SignedMaps.Panel(
                name(trail, p) + " (" + shown.size() + " of " + part.cols() + " units)",
                IntStream.range(0, trail.time()).mapToObj(trail::step).toList(),
                shown.stream().map(String::valueOf).toList(),
                values));
      }
    }
    return new SignedMaps(title, "a row for each unit, a column for each step", panels);
  }

  private static Figure lines(String title, List<Trail> trails, Units units) {
    List<LineChart> charts = new ArrayList<>();
    for (Trail trail : trails) {
      for (int p = 0; p < trail.parts().size(); p++) {
        Matrix part = trail.parts().get(p);
        List<LineChart.Line> lines = new ArrayList<>();
        double least = 0;
        double most = 0;
        for (int unit : units.all().of(part, part.cols())) {
          double[] x = new double[trail.time()];
          double[] y = new double[trail.time()];
          for (int t = 0; t < x.length; t++) {
            x[t] = t + 1;
            y[t] = part.get(t, unit);
            least = Math.min(least, y[t]);
            most = Math.max(most, y[t]);
          }
          lines.add(new LineChart.Line("unit " + unit, lines.size(), false, x, y));
        }
        double room = most > least ? ROOM * (most - least) : 1;
        charts.add(
            new LineChart(
                name(trail, p),
                Axis.linear("step", 1, trail.time()),
                Axis.linear("state", least < 0 ? least - room : 0, most + room),
                lines));
      }
    }
    return new Figure(title, "what the cell remembers after each step", charts);
  }

  private static String name(Trail trail, int p) {
    return trail.cell() + ", " + Trail.partNames(trail.parts().size()).get(p);
  }
}
