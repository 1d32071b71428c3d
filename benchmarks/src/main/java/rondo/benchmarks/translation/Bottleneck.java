package rondo.benchmarks.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.quality.Corpus;
import rondo.benchmarks.quality.Otherwise;
import rondo.benchmarks.quality.Progress;
import rondo.core.Answered;
import rondo.core.Example;
import rondo.core.Model;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.Source;
import rondo.tasks.TranslateType;
import rondo.tasks.Translated;

/** What a decoder loses that gets its source as one vector, by the length of the source. */
public final class Bottleneck {
  private static final String HELP =
      """
      usage: benchmarks/run bottleneck [--name NAME] [--data DIR] [--max-time TIME] [--seed N]
                                       [--set KEY=VALUE ...] [--with FILE] [--without FILE]
                                       [--keep FOLDER] [--width N] [--plot FILE]

      Trains two translators by one recipe, the recipe's defaults, one of them without attention:
      its decoder has nothing of the source but its own first state. Prints BLEU and perplexity on
      the dev data by the length of the source in words, the beam being the model's own.

        --name NAME      a corpus of benchmarks/run quality; multi30k-en-de
        --data DIR       where the shared data lie; ../shared/data beside the project
        --max-time TIME  of each training, such as 90s; as quality has it
        --seed N         of both; 1
        --set KEY=VALUE  any recipe key otherwise, for both, repeatable
        --with FILE      a model with attention, trained before, in place of a training
        --without FILE   the same without
        --keep FOLDER    keeps both models in folders there, and goes on where they stopped
        --width N        words that a bucket of lengths spans; 3
        --plot FILE      draws the figure of docs/benchmarks.md, as SVG

      A bucket of fewer than 30 sentences is joined to its neighbour. The last line is JSON.
      """;

  private static final int LEAST = 30; // sentences to a bucket

  private final Rondo rondo;
  private final Optional<Path> keep;

  private Bottleneck(Rondo rondo, Optional<Path> keep) {
    this.rondo = rondo;
    this.keep = keep;
  }

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    String shared = System.getProperty("rondo.shared", "../shared");
    Path data = Path.of(given.text("--data").orElse(shared + "/data"));
    Corpus corpus = Corpus.named(given.text("--name").orElse("multi30k-en-de"));
    int seed = given.number("--seed", 1);
    Recipe recipe = new Otherwise(given).in(corpus.recipe(data).set("seed", seed));
    Optional<Path> with = given.text("--with").map(Path::of);
    Optional<Path> without = given.text("--without").map(Path::of);
    Optional<Path> keep = given.text("--keep").map(Path::of);
    int width = given.number("--width", 3);
    Optional<Path> plot = given.text("--plot").map(Path::of);
    given.end();

    long began = System.nanoTime();
    Bottleneck both = new Bottleneck(Rondo.load(), keep);
    List<Example<Source, Translated>> dev =
        new TranslateType()
            .texts(recipe.filled(both.rondo.plugins()).section("task"))
            .read(data.resolve(corpus.dev()));
    Answered<Source, Translated> open = both.answered("with", with, recipe, dev);
    Answered<Source, Translated> shut =
        both.answered("without", without, recipe.set("network.attention", "none"), dev);
    List<Integer> lengths =
        dev.stream().map(e -> e.input().text().strip().split("\\s+").length).toList();
    List<Point> points =
        Bucket.of(lengths, width, LEAST).stream()
            .map(bucket -> Point.of(bucket, lengths, open, shut))
            .toList();
    Point all = Point.of(Bucket.of(lengths, 1_000_000, 1).get(0), lengths, open, shut);
    System.out.println(Point.header());
    points.forEach(p -> System.out.println(p.line()));
    System.out.println(all.line());
    if (plot.isPresent()) {
      String caption =
          "%s, %,d sentences of the dev data, seed %d; see benchmarks.md"
              .formatted(corpus.name(), dev.size(), seed);
      Files.writeString(plot.get(), LengthPicture.of(points, caption).svg());
    }
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"bottleneck %s\",\"metric\":\"bleu\",\"value\":%.4f,\"seed\":%d,\"seconds\":%.0f,\"with\":%.4f,\"longest\":%.4f,\"longest_with\":%.4f}%n",
        corpus.name(),
        all.without().value(),
        seed,
        (System.nanoTime() - began) / 1e9,
        all.with().value(),
        points.get(points.size() - 1).without().value(),
        points.get(points.size() - 1).with().value());
  }

  /** What a model answers, that of a file or else one that is trained now. */
  private Answered<Source, Translated> answered(
      String name, Optional<Path> file, Recipe how, List<Example<Source, Translated>> dev) {
    Model<?, ?> model = file.<Model<?, ?>>map(rondo::model).orElseGet(() -> trained(name, how));
    String attention = model.spec().network().options().text("attention");
    if (attention.equals("none") != name.equals("without")) {
      throw new IllegalArgumentException(
          "the model %s attention has attention = %s".formatted(name, attention));
    }
    @SuppressWarnings("unchecked") // a translator's
    Model<Source, Translated> translator = (Model<Source, Translated>) model;
    return rondo.answered(translator, dev);
  }

  private Model<?, ?> trained(String name, Recipe how) {
    Recipe whole = keep.map(folder -> how.out(folder.resolve(name))).orElse(how);
    return rondo.train(whole, new Progress(name + " attention")).await().model();
  }
}
