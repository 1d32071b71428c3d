package rondo.benchmarks.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.quality.Corpus;
import rondo.core.Model;
import rondo.core.Settings;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.Source;
import rondo.tasks.Translated;
import rondo.tasks.data.PairData;
import rondo.tasks.data.SentencePair;

/** How fast a translator is trained, beside PyTorch's of the same sizes, and how fast it is. */
public final class Translating {
  private static final String HELP =
      """
      usage: benchmarks/run translating [--train | --use] [--python FILE] [--peer FILE] [--data DIR]
                                        [--model FILE] [--rounds N] [--seconds N] [--warm-up N]
                                        [--threads N] [--part N] [--sentences N]

      Target tokens a second of training on Multi30k, English to German: words seen twice, a full
      softmax, bidirectional LSTM of 256 a direction, decoder LSTM of 512, general attention,
      vectors of 256, dropout of 0.3, 64 pairs of like lengths to a step, Adam, clipping at 1. By
      turns with it the same in PyTorch, where a Python with it is named. Then sentences a second of
      the model on test_2016_flickr: a beam of five over many sentences at once, and the likeliest
      next word, sentence by sentence.

        --train         training alone; --use: translating alone, which needs a model
        --python FILE   a Python with PyTorch; without it there is no peer
        --peer FILE     its script; peers/pytorch_translation.py in the shared folder
        --data DIR      where the shared data lie; ../shared/data beside the project
        --model FILE    a translator from English, trained before; else the one trained here, which
                        has learnt little, and writes at length
        --rounds N      rounds, of which the medians are printed; 3
        --seconds N     seconds of training to a round, for each; 20
        --warm-up N     seconds of training before; 15
        --threads N     threads that train; 2, as the peer has
        --part N        pairs to a part of our step; parts run side by side; 32
        --sentences N   sentences to translate in a round; 1000, all

      Ends with 1 if training is less than 1.5 times as fast as the peer's, or the beam on all cores
      less than twice as fast as greedy search, which has one sentence at a time and so one thread.
      The last lines are JSON.
      """;

  private static final double TRAINING_BAR = 1.5;
  private static final double USE_BAR = 2;

  private Translating() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    String shared = System.getProperty("rondo.shared", "../shared");
    Path data = Path.of(given.text("--data").orElse(shared + "/data"));
    Path script = Path.of(given.text("--peer").orElse(shared + "/peers/pytorch_translation.py"));
    Optional<PeerScript> peer =
        given.text("--python").map(p -> new PeerScript(Path.of(p), script, data));
    Optional<Path> file = given.text("--model").map(Path::of);
    boolean train = !given.flag("--use");
    boolean use = !given.flag("--train");
    Rounds.Length length =
        new Rounds.Length(
            given.number("--rounds", 3),
            given.number("--seconds", 20),
            given.number("--warm-up", 15));
    int threads = given.number("--threads", 2);
    int part = given.number("--part", 32);
    int sentences = given.number("--sentences", 1000);
    given.end();
    if (!train && file.isEmpty()) {
      throw new IllegalArgumentException("--use needs a model to use: --model FILE");
    }

    Rondo rondo = Rondo.load();
    Corpus corpus = Corpus.named("multi30k-en-de");
    Recipe said = corpus.recipe(data);
    boolean good = true;
    Optional<Model<Source, Translated>> model = file.map(f -> translator(rondo.model(f)));
    if (train) {
      Recipe recipe = Taught.recipe(said).set("train.threads", threads).set("train.part", part);
      Taught taught = Taught.by(recipe, rondo, peer, length);
      good = trained(taught.rounds());
      model = model.or(() -> Optional.of(taught.model()));
    }
    if (use) {
      Settings options = said.filled(rondo.plugins()).section("task");
      List<String> texts =
          PairData.of(options).read(data.resolve(corpus.tests().get(0))).stream()
              .map(SentencePair::source)
              .limit(sentences)
              .toList();
      good &= used(Use.of(rondo, model.orElseThrow(), texts, 1, length.rounds()), texts.size());
    }
    System.exit(good ? 0 : 1);
  }

  @SuppressWarnings("unchecked") // a model is of the type that its spec names
  private static Model<Source, Translated> translator(Model<?, ?> model) {
    if (!model.spec().task().type().equals(Corpus.TRANSLATE)) {
      throw new IllegalArgumentException(
          "a translator is needed, not a model for '%s'".formatted(model.spec().task().type()));
    }
    return (Model<Source, Translated>) model;
  }

  /** Prints how fast training was; whether that is fast enough. */
  private static boolean trained(Rounds rounds) {
    double ours = median(rounds.ours());
    System.out.printf(Locale.ROOT, "training, ours: %,.0f target tokens a second%n", ours);
    String ratio = "";
    boolean good = true;
    if (!rounds.peers().isEmpty()) {
      double peers = median(rounds.peers());
      good = ours >= TRAINING_BAR * peers;
      System.out.printf(
          Locale.ROOT,
          "training, PyTorch: %,.0f target tokens a second; ours is %.2f times as fast, %.1f is due%n",
          peers,
          ours / peers,
          TRAINING_BAR);
      ratio = String.format(Locale.ROOT, ",\"peer\":%.0f,\"ratio\":%.3f", peers, ours / peers);
    }
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"translating, training\",\"metric\":\"target tokens a second\",\"value\":%.0f,\"seed\":1%s}%n",
        ours,
        ratio);
    return good;
  }

  /** Prints how fast the model translates; whether that is fast enough. */
  private static boolean used(Use use, int sentences) {
    double beam = median(use.beam());
    double all = median(use.all());
    double greedy = median(use.greedy());
    System.out.printf(
        Locale.ROOT,
        "%d sentences, a beam of 5: %.1f a second on all cores, %.1f on one thread%n",
        sentences,
        all,
        beam);
    System.out.printf(
        Locale.ROOT,
        "greedy, one by one: %.1f a second; the beam is %.2f times as fast, %.1f is due, and %.2f times on one thread%n",
        greedy,
        all / greedy,
        USE_BAR,
        beam / greedy);
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"translating\",\"metric\":\"sentences a second\",\"value\":%.1f,\"seed\":1,\"one_thread\":%.1f,\"greedy\":%.1f,\"ratio\":%.3f}%n",
        all,
        beam,
        greedy,
        all / greedy);
    return all >= USE_BAR * greedy;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    boolean even = sorted.size() % 2 == 0;
    return even ? (sorted.get(middle - 1) + sorted.get(middle)) / 2 : sorted.get(middle);
  }
}
