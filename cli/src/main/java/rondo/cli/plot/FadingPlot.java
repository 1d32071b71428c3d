package rondo.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import rondo.cli.terminal.Table;
import rondo.engine.chart.Figure;
import rondo.engine.train.GradientCurves;
import rondo.engine.train.GradientNorms;

/**
 * How large the gradient is, so many steps before the end: of several cells beside one another.
 *
 * @param cells their norms, under the names that they are to have
 */
public record FadingPlot(List<GradientNorms> cells) {
  private static final int MOST = 10; // lines that can be told apart

  public FadingPlot {
    cells = List.copyOf(cells);
    if (cells.isEmpty() || cells.size() > MOST) {
      throw new IllegalArgumentException(
          "a picture has room for 1 to %d cells, not for %d".formatted(MOST, cells.size()));
    }
  }

  /** Means over the sequences, at 0, 1, 2, 5, 10 steps before the end and so on. */
  public String table() {
    List<String> head = new ArrayList<>(List.of("steps-back"));
    cells.forEach(each -> head.add(each.cell()));
    List<List<GradientNorms.Step>> steps = cells.stream().map(GradientNorms::stepsFromEnd).toList();
    Table table = new Table(head);
    for (int back : rows(steps.stream().mapToInt(List::size).max().orElse(0))) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(back)));
      for (List<GradientNorms.Step> each : steps) {
        row.add(
            back < each.size() ? String.format(Locale.ROOT, "%.2e", each.get(back).mean()) : "-");
      }
      table.add(row);
    }
    return table.text(0);
  }

  private static SortedSet<Integer> rows(int time) {
    SortedSet<Integer> rows = new TreeSet<>();
    for (int power = 1; power < time; power *= 10) {
      for (int step : new int[] {power, 2 * power, 5 * power}) {
        if (step < time) {
          rows.add(step);
        }
      }
    }
    if (time > 0) {
      rows.addAll(List.of(0, time - 1));
    }
    return rows;
  }

  /** The same with every step, by factors. */
  public Figure figure() {
    return GradientCurves.of(cells)
        .map(Figure::of)
        .orElseThrow(
            () -> new IllegalArgumentException("no gradient came back at all; there is no curve"));
  }
}
