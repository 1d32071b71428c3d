package rondo.benchmarks.tagging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import rondo.benchmarks.Arguments;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.Settings;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.Ner;
import rondo.tasks.NerType;
import rondo.tasks.text.Span;

/** How fast names are found, beside OpenNLP's name finder trained on the same sentences. */
public final class TaggingSpeed {
  private static final String HELP =
      """
      usage: benchmarks/run tagging [--data DIR] [--model FILE] [--rounds N] [--warm-up N] [--epochs N]

      Trains OpenNLP's name finder, with its defaults, and our ner, with its own, on the NCBI disease
      corpus; then both tag its test sentences by turns: tokens a second of one thread each, of two
      threads that share our model, and F1 of both.

        --data DIR    where the shared data lie; ../shared/data beside the project
        --model FILE  our model, trained before, such as with rondo train
        --epochs N    epochs of our training, unless a model is given; as the recipe has it
        --rounds N    rounds, of which the medians are printed; 9
        --warm-up N   rounds before them; 4

      The last line is JSON.
      """;

  private final List<List<String>> sentences;
  private final long tokens;

  private TaggingSpeed(List<List<String>> sentences) {
    this.sentences = sentences;
    this.tokens = sentences.stream().mapToLong(List::size).sum();
  }

  private record Ours(Ner ner) implements Finder {
    @Override
    public String name() {
      return "Rondo";
    }

    @Override
    public List<List<Span>> find(List<List<String>> sentences) {
      return ner.answerAll(sentences);
    }
  }

  public static void main(String[] args) throws Exception {
    Arguments given = new Arguments(List.of(args), HELP);
    String shared = System.getProperty("rondo.shared", "../shared");
    Path folder =
        Path.of(given.text("--data").orElse(shared + "/data")).resolve("ner/ncbi-disease");
    Optional<Path> file = given.text("--model").map(Path::of);
    int rounds = given.number("--rounds", 9);
    int warmUp = given.number("--warm-up", 4);
    int epochs = given.number("--epochs", 1_000_000);
    given.end();

    List<Example<List<String>, List<Span>>> test = read(folder.resolve("test.tsv"));
    OpenNlp peer = OpenNlp.train(read(folder.resolve("train.tsv")));
    Rondo rondo = Rondo.load();
    Model<?, ?> model =
        file.<Model<?, ?>>map(rondo::model).orElseGet(() -> trained(rondo, folder, epochs));
    try (Ner ner = rondo.open(model, Ner.class)) {
      Ours ours = new Ours(ner);
      TaggingSpeed speed = new TaggingSpeed(test.stream().map(Example::input).toList());
      speed.compare(ours, peer, warmUp, rounds, ours.f1(test), peer.f1(test));
    }
  }

  private static List<Example<List<String>, List<Span>>> read(Path file) throws IOException {
    Settings options = new NerType().options().fill(Map.of());
    return new NerType().texts(options).read(file);
  }

  private static Model<?, ?> trained(Rondo rondo, Path folder, int epochs) {
    Recipe recipe =
        Recipe.of("ner").data(folder.resolve("train.tsv")).dev(folder.resolve("devel.tsv"));
    Recipe whole = epochs == 1_000_000 ? recipe : recipe.set("train.epochs", epochs);
    return rondo.train(whole).await().model();
  }

  private void compare(
      Finder ours, Finder peer, int warmUp, int rounds, double ourF1, double peerF1)
      throws Exception {
    Map<String, List<Double>> speeds = new TreeMap<>();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int round = -warmUp; round < rounds; round++) {
        double[] now = {alone(ours), shared(ours, two), alone(peer), shared(peer, two)};
        String[] names = {"ours", "ours, two", "peer", "peer, two"};
        for (int i = 0; i < now.length && round >= 0; i++) {
          speeds.computeIfAbsent(names[i], n -> new ArrayList<>()).add(now[i]);
        }
      }
    } finally {
      two.shutdown();
    }
    double one = median(speeds, "ours");
    double both = median(speeds, "ours, two");
    double theirs = median(speeds, "peer");
    System.out.printf(
        Locale.ROOT,
        "%-8s F1 %.2f  %,9.0f tokens/s on one thread, %,9.0f on two%n",
        ours.name(),
        ourF1,
        one,
        both);
    System.out.printf(
        Locale.ROOT,
        "%-8s F1 %.2f  %,9.0f tokens/s on one thread, %,9.0f on two%n",
        peer.name(),
        peerF1,
        theirs,
        median(speeds, "peer, two"));
    System.out.printf(
        Locale.ROOT,
        "ours is %.2f times as fast on one thread; two threads are %.2f times one%n",
        one / theirs,
        both / one);
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"tagging\",\"metric\":\"tokens a second of ours by the peer's\",\"value\":%.4f,\"seed\":1,\"seconds\":%.2f,\"twice\":%.3f}%n",
        one / theirs,
        tokens / one,
        both / one);
  }

  /** Tokens a second of one thread. */
  private double alone(Finder finder) {
    long began = System.nanoTime();
    finder.find(sentences);
    return tokens / ((System.nanoTime() - began) / 1e9);
  }

  /** Tokens a second of two threads, each with every other sentence. */
  private double shared(Finder finder, ExecutorService two) throws Exception {
    List<List<List<String>>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < sentences.size(); i++) {
      halves.get(i % 2).add(sentences.get(i));
    }
    long began = System.nanoTime();
    List<Future<?>> under = new ArrayList<>();
    for (List<List<String>> half : halves) {
      under.add(two.submit(() -> finder.find(half)));
    }
    for (Future<?> each : under) {
      each.get();
    }
    return tokens / ((System.nanoTime() - began) / 1e9);
  }

  private static double median(Map<String, List<Double>> speeds, String name) {
    List<Double> sorted = speeds.getOrDefault(name, List.of()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
