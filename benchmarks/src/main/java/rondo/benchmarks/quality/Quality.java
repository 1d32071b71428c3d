package rondo.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import rondo.benchmarks.Arguments;
import rondo.engine.Recipe;
import rondo.engine.Rondo;

/** Trains on a data set that others have published figures on, and tests. */
public final class Quality {
  private static final String HELP =
      """
      usage: benchmarks/run quality NAME [--seeds 1,2,3] [--data DIR] [--cell NAME] [--set KEY=VALUE ...]
                                         [--max-time TIME] [--plugins DIR] [--no-test] [--record FILE]
                                         [--note TEXT]

      Trains with the defaults that the recipe has for data of that size, chooses the best model on
      dev, and tests it once. Names: %s.

        --seeds LIST      one training each; 1
        --data DIR        where the shared data lie; ../shared/data beside the project
        --cell NAME       the recurrent cell; lstm
        --set KEY=VALUE   any recipe key otherwise, repeatable
        --max-time TIME   of a training, such as 90s or 30m
        --plugins DIR     a folder of plugin jars
        --no-test         leaves the test set alone: for tuning
        --record FILE     adds a row for each training to this file, such as docs/results.md
        --note TEXT       what the row says about it

      A line a training, then the mean; the last line is JSON. Translations are tested with the
      signatures of their scores, beside what a translation memory of the training data reaches. With
      --set out=DIR the model stays there.
      """
          .formatted(String.join(", ", Corpus.ALL.stream().map(Corpus::name).toList()));

  private Quality() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    String shared = System.getProperty("rondo.shared", "../shared");
    Path data = Path.of(given.text("--data").orElse(shared + "/data"));
    Otherwise otherwise = new Otherwise(given);
    Optional<String> cell = given.text("--cell");
    Optional<Path> plugins = given.text("--plugins").map(Path::of);
    Optional<Path> record = given.text("--record").map(Path::of);
    boolean test = !given.flag("--no-test");
    String note = given.text("--note").orElse("");
    List<Integer> seeds = new ArrayList<>();
    for (String seed : given.text("--seeds").orElse("1").split(",")) {
      seeds.add(Integer.parseInt(seed.strip()));
    }
    Corpus corpus = given.named(Corpus.ALL, Corpus::name);
    given.end();

    Recipe recipe = corpus.recipe(data);
    if (cell.isPresent()) {
      recipe = recipe.set("network.cell", cell.get());
    }
    recipe = otherwise.in(recipe);
    Rondo rondo = plugins.map(p -> Rondo.load(List.of(p))).orElseGet(Rondo::load);
    run(
        rondo,
        corpus,
        recipe,
        seeds,
        data,
        row(corpus, cell, note),
        test ? record : Optional.empty(),
        test);
  }

  private static String row(Corpus corpus, Optional<String> cell, String note) {
    return "| %s | %s | %%d | %%.2f | %%s | %%d | %%.0f | %%,d | %s |%%n"
        .formatted(corpus.name(), cell.orElse("lstm"), note.replace("%", "%%%%"));
  }

  private static void run(
      Rondo rondo,
      Corpus corpus,
      Recipe recipe,
      List<Integer> seeds,
      Path data,
      String row,
      Optional<Path> record,
      boolean test)
      throws IOException {
    List<Path> files = test ? corpus.tests().stream().map(data::resolve).toList() : List.of();
    List<Trial> trials = new ArrayList<>();
    for (int seed : seeds) {
      Trial t = Trial.run(rondo, recipe, seed, files);
      trials.add(t);
      if (corpus.task().equals(Corpus.TRANSLATE)) {
        print(corpus, t);
      }
      System.out.printf(
          Locale.ROOT,
          "%s seed %d: dev %.2f, test %s %s, %d epochs in %.0f s, %,d weights%n",
          corpus.name(),
          t.seed(),
          t.dev().value(),
          t.dev().metric(),
          t.tested(),
          t.epochs(),
          t.seconds(),
          t.weights());
      if (record.isPresent()) {
        String line =
            String.format(
                Locale.ROOT,
                row,
                t.seed(),
                t.dev().value(),
                t.tested(),
                t.epochs(),
                t.seconds(),
                t.weights());
        Files.writeString(record.get(), line, StandardOpenOption.APPEND);
      }
    }
    Optional<Remembered> remembered =
        corpus.task().equals(Corpus.TRANSLATE)
            ? Optional.of(Remembered.of(rondo, recipe, data.resolve(corpus.dev()), files))
            : Optional.empty();
    remembered.ifPresent(r -> System.out.printf("%s %s%n", corpus.name(), r));
    if (trials.size() > 1) {
      System.out.printf(
          Locale.ROOT,
          "%s mean of %d seeds: dev %.2f, test %.2f (from %.2f to %.2f), %.0f s each%n",
          corpus.name(),
          trials.size(),
          mean(trials, t -> t.dev().value()),
          mean(trials, Trial::test),
          trials.stream().mapToDouble(Trial::test).min().orElse(0),
          trials.stream().mapToDouble(Trial::test).max().orElse(0),
          mean(trials, Trial::seconds));
    }
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"%s\",\"metric\":\"%s\",\"value\":%.4f,\"seed\":%s,\"seconds\":%.1f,\"dev\":%.4f%s}%n",
        corpus.name(),
        trials.get(0).dev().metric(),
        mean(trials, Trial::test),
        seeds.size() == 1 ? seeds.get(0).toString() : seeds.toString(),
        mean(trials, Trial::seconds),
        mean(trials, t -> t.dev().value()),
        remembered.map(Remembered::json).orElse(""));
  }

  /** Whole scores, each with its signature. */
  private static void print(Corpus corpus, Trial trial) {
    System.out.printf("%s seed %d, dev:%n%s", corpus.name(), trial.seed(), trial.dev().text());
    for (int i = 0; i < trial.tests().size(); i++) {
      System.out.printf(
          "%s seed %d, %s:%n%s",
          corpus.name(),
          trial.seed(),
          Path.of(corpus.tests().get(i)).getFileName(),
          trial.tests().get(i).text());
    }
  }

  private static double mean(List<Trial> trials, ToDoubleFunction<Trial> value) {
    return trials.stream().mapToDouble(value).average().orElse(Double.NaN);
  }
}
