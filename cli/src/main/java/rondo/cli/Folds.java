package rondo.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rondo.core.Evaluation;
import rondo.engine.CrossValidation;
import rondo.engine.FoldsListener;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.train.TrainingListener;

/**
 * A recipe measured on data without a split: shows how the trainings go, one after the other, and
 * tells the figures of each fold and of all answers together.
 *
 * @param goingOn the command that goes on after an interruption
 */
record Folds(Console console, boolean json, Optional<Path> report, Supplier<String> goingOn) {
  private static final String ROW = "%-9s %9s %9s %9s%n";

  Exit run(Rondo rondo, Recipe recipe, int count) {
    Path folder = Path.of(recipe.required("out"));
    try (EachFold progress = new EachFold(console, rondo, folder)) {
      CrossValidation running = rondo.folds(recipe, count, progress);
      try (Interrupt interrupt = new Interrupt(running::cancel)) {
        CrossValidation.Result result = running.await();
        Exit exit =
            result.pooled().isPresent()
                ? done(recipe, result, result.pooled().get())
                : interrupted(result, count);
        console.flush();
        return exit;
      }
    }
  }

  /** Tells of each training as of any, under the number of its fold. */
  private static final class EachFold implements FoldsListener, AutoCloseable {
    private final Console console;
    private final Rondo rondo;
    private final Path folder;
    private Optional<Progress> shown = Optional.empty();
    private Optional<Reporting> reporting = Optional.empty();

    EachFold(Console console, Rondo rondo, Path folder) {
      this.console = console;
      this.rondo = rondo;
      this.folder = folder;
    }

    @Override
    public TrainingListener fold(int number, int folds) {
      console.say("fold %d of %d".formatted(number, folds));
      Reporting own = new Reporting(console, rondo, folder.resolve("fold-%02d".formatted(number)));
      reporting = Optional.of(own);
      Progress progress = Progress.on(console);
      shown = Optional.of(progress);
      return TrainingListener.all(List.of(own, progress));
    }

    @Override
    public void trained(int number, Training.Result result) {
      close();
      reporting.ifPresent(own -> own.write(result));
    }

    @Override
    public void answered(CrossValidation.Fold fold) {
      Evaluation found = fold.evaluation();
      console.say(
          "fold %d: %s %s on %s examples left out"
              .formatted(
                  fold.number(),
                  found.metric(),
                  Figures.score(found.value()),
                  Figures.count(fold.examples())));
    }

    @Override
    public void close() {
      shown.ifPresent(Progress::close);
      shown = Optional.empty();
    }
  }

  private Exit interrupted(CrossValidation.Result result, int count) {
    console.say(
        "rondo: interrupted in fold %d of %d, which is saved. To go on:%n  %s"
            .formatted(result.folds().size() + 1, count, goingOn.get()));
    return Exit.INTERRUPTED;
  }

  private Exit done(Recipe recipe, CrossValidation.Result result, Evaluation pooled) {
    String seed = recipe.get("seed").orElse("1");
    ObjectNode line =
        Measured.line(
            recipe.required("out"),
            Optional.of(pooled),
            Map.of("recipe.seed", seed),
            result.seconds());
    line.put("folds", result.folds().size());
    Measured.put(line, "mean", result.mean(), 4);
    Measured.put(line, "deviation", result.deviation(), 4);
    report.ifPresent(file -> report(line, result, pooled).write(file));
    if (json) {
      console.print(line.toString());
    } else {
      console.print(pooled.text());
      console.print("\n" + table(result, pooled));
    }
    return Exit.DONE;
  }

  private static Report report(ObjectNode line, CrossValidation.Result result, Evaluation pooled) {
    Report all = new Report(line, pooled);
    ArrayNode each = all.list("each");
    for (CrossValidation.Fold fold : result.folds()) {
      ObjectNode node = each.addObject();
      node.put("fold", fold.number());
      node.put("examples", fold.examples());
      Measured.put(node, "value", fold.evaluation().value(), 4);
      fold.outcome().best().ifPresent(dev -> Measured.put(node, "dev", dev.value(), 4));
    }
    return all;
  }

  private static String table(CrossValidation.Result result, Evaluation pooled) {
    StringBuilder text =
        new StringBuilder(ROW.formatted("fold", "examples", "dev", pooled.metric()));
    for (CrossValidation.Fold fold : result.folds()) {
      String dev = fold.outcome().best().map(e -> Figures.score(e.value())).orElse("");
      text.append(
          ROW.formatted(
              fold.number(),
              Figures.count(fold.examples()),
              dev,
              Figures.score(fold.evaluation().value())));
    }
    int examples = result.folds().stream().mapToInt(CrossValidation.Fold::examples).sum();
    text.append(ROW.formatted("mean", "", "", Figures.score(result.mean())));
    text.append(ROW.formatted("deviation", "", "", Figures.score(result.deviation())));
    text.append(
        ROW.formatted("pooled", Figures.count(examples), "", Figures.score(pooled.value())));
    return text.toString();
  }
}
