package rondo.cli.plot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.cli.terminal.Table;
import rondo.core.DataException;
import rondo.engine.chart.Figure;
import rondo.engine.train.History;
import rondo.engine.train.LearningCurves;

/**
 * How trainings went, beside one another.
 *
 * @param trainings by their folders
 */
public record TrainingPlot(SortedMap<String, History> trainings) {

  /** Those of some folders. */
  public static TrainingPlot of(Collection<Path> folders) {
    SortedMap<String, History> all = new TreeMap<>();
    for (Path folder : folders) {
      String name = folder.toString();
      if (!Files.isDirectory(folder)) {
        throw new DataException(name, "there is no such folder; name one that a training has left");
      }
      History history = History.read(folder);
      if (history.steps().isEmpty() && history.evaluations().isEmpty()) {
        throw new DataException(
            name, "a training has left no metrics.jsonl with figures in this folder");
      }
      all.put(name, history);
    }
    return new TrainingPlot(all);
  }

  /** A line for each: how far it went, its last loss, and its best figure on the dev data. */
  public String table() {
    Table table = new Table(List.of("training", "epochs", "steps", "loss", "metric", "best", "at"));
    trainings.forEach((name, history) -> table.add(row(name, history)));
    return table.text(1);
  }

  private static List<String> row(String name, History history) {
    List<History.Evaluated> all = history.evaluations();
    List<History.Step> steps = history.steps();
    boolean none = all.isEmpty();
    int epoch = none ? last(steps).epoch() : last(all).epoch();
    long step = none ? last(steps).step() : last(all).step();
    double loss = none ? last(steps).loss() : last(all).loss();
    List<History.Evaluated> best = all.stream().filter(History.Evaluated::best).toList();
    boolean found = !best.isEmpty();
    return List.of(
        name,
        String.valueOf(epoch),
        String.valueOf(step),
        String.format(Locale.ROOT, "%.4f", loss),
        found ? last(best).metric() : "-",
        found ? String.format(Locale.ROOT, "%.2f", last(best).value()) : "-",
        found ? String.valueOf(last(best).step()) : "-");
  }

  private static <E> E last(List<E> all) {
    return all.get(all.size() - 1);
  }

  /** Their curves: the losses, and a chart for each metric. */
  public Figure figure() {
    return new Figure("", "", LearningCurves.beside(trainings));
  }
}
