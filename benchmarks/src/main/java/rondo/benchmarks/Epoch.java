package rondo.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Noise;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.model.FreshWeights;
import rondo.engine.train.Trainer;
import rondo.tasks.NerType;
import rondo.tasks.text.Span;

/** Prints how fast a real model is trained on real sentences, and where its time goes. */
final class Epoch {
  private static final String HELP =
      """
      usage: benchmarks/run epoch [--shared DIR] [--epochs N] [--warm-up N] [--threads N] [--part N]
                                  [--hot N] [--alone]

      Tokens a second of a whole training: the task ner on the sentences of data/ner/ncbi-disease
      in a folder of shared data (made ones of the same lengths where it is missing), words of 100,
      characters of 30 read by a bidirectional LSTM of 29, a bidirectional LSTM of 200, a linear
      chain over three tags, dropout of a half, clipping, Adam, averaged weights; 16 sentences to a
      step. By turns with it, an epoch at a time, PyTorch through DJL: the bidirectional LSTM with
      its output layer alone, on padded batches of the same lengths.

        --shared DIR    where the shared data lie; ../shared beside the project
        --epochs N      epochs that are measured; 3
        --warm-up N     epochs before them; 2
        --threads N     threads of both; 2
        --part N        sentences to a part of our step; parts run side by side; 8
        --hot N         how many of the hottest methods are named; 12
        --alone         without PyTorch

      After the measured epochs comes one that is sampled, for where the time goes. The last line is
      JSON.
      """;

  static final int HIDDEN = 200;
  static final int INPUTS = 100 + 2 * 29;

  private Epoch() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    int epochs = given.number("--epochs", 3);
    int warmUp = given.number("--warm-up", 2);
    int threads = given.number("--threads", 2);
    int part = given.number("--part", 8);
    int hot = given.number("--hot", 12);
    boolean alone = given.flag("--alone");
    Path shared = given.path("--shared", Path.of(System.getProperty("rondo.shared", "../shared")));
    given.end();
    Sentences sentences = Sentences.of(shared);
    Recipe recipe = recipe(threads, part, warmUp + epochs + 1);
    System.err.println(alone ? "without a peer" : "peer: PyTorch " + Peer.start(threads));
    System.out.printf(
        "%d sentences, %d tokens: %s%n",
        sentences.examples().size(), sentences.tokens(), sentences.name());
    long start = System.nanoTime();
    try (Shares shares = new Shares();
        Turns turns =
            new Turns(
                sentences.tokens(), warmUp, epochs, shares, alone ? List.of() : sizes(sentences))) {
      Rondo.load().train(recipe, sentences.examples(), List.of(), turns).await();
      turns.print();
      shares.print(hot);
      System.out.printf(
          Locale.ROOT,
          "{\"name\":\"epoch\",\"metric\":\"tokens a second\",\"value\":%.0f,\"seed\":1,\"seconds\":%.0f}%n",
          turns.ours(),
          (System.nanoTime() - start) / 1e9);
    }
  }

  private static Recipe recipe(int threads, int part, int epochs) {
    Map<String, String> all = new TreeMap<>();
    all.put("task", "ner");
    all.put("seed", "1");
    all.put("task.characters", "true");
    all.put("task.shape", "false");
    all.put("network.characters.encoder", "recurrent");
    all.put("task.scheme", "iob2");
    all.put("network", "recurrent");
    all.put("network.cell", "lstm");
    all.put("network.hidden", String.valueOf(HIDDEN));
    all.put("network.embedding", "100");
    all.put("network.characters.embedding", "30");
    all.put("network.characters.hidden", "29");
    all.put("network.dropout", "0.5");
    all.put("network.dropout-kind", "plain");
    all.put("network.word-dropout", "0");
    all.put("train.rows", "16");
    all.put("train.part", String.valueOf(part));
    all.put("train.rate", "0.002");
    all.put("train.clip", "5");
    all.put("train.epochs", String.valueOf(epochs));
    all.put("train.threads", String.valueOf(threads));
    return Recipe.of(all);
  }

  /** How large the batches are that the trainer gets. */
  private static List<BareLayer.Sizes> sizes(Sentences sentences) {
    Recipe recipe = recipe(1, 16, 1);
    NerType type = new NerType();
    Settings options = type.options().fill(recipe.section("task").values());
    Task<List<String>, List<Span>> task =
        type.create(type.fit(sentences.examples(), options), new FreshWeights(1));
    Settings train = Trainer.options().fill(recipe.section("train").values());
    int rows = train.number("rows", 1, Integer.MAX_VALUE);
    Task.Plan plan = new Task.Plan(rows, rows, 1);
    try (Stream<List<Batch>> steps = task.epoch(sentences.examples(), plan, Noise.of(1))) {
      return steps
          .map(step -> step.get(0).tokens())
          .map(tokens -> new BareLayer.Sizes(tokens.time(), tokens.batch()))
          .toList();
    }
  }
}
