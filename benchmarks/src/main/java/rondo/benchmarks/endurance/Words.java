package rondo.benchmarks.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rondo.benchmarks.Arguments;
import rondo.core.Example;
import rondo.core.Model;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.train.Trainer;
import rondo.engine.train.TrainingListener;

/** Prints how long a step takes, and what comes at an epoch's end, as the vocabulary grows. */
final class Words {
  private static final String HELP =
      """
      usage: benchmarks/run vocabulary [--most N] [--steps N] [--rounds N] [--threads N]

      Milliseconds of a training step with vocabularies of 1,000, 100,000 and 1,000,000 words, each
      a vector of 100, and the same batches: 32 sentences of 30 words out of the same number of
      different ones, which lie far apart in a large vocabulary. A forward LSTM of 128, Adam,
      clipping, averaged weights. Rounds of steps take turns, each with a fresh model; the second
      half of a round is measured. At the end of each round the averaged weights are evaluated and,
      in the last, a checkpoint is written to a temporary folder.

        --most N        words of the largest vocabulary; 1000000
        --steps N       steps of a round; 300
        --rounds N      rounds of each; 3
        --threads N     threads; 2

      The last line is JSON: the step's time with the most words by that with the fewest.
      """;

  private static final int SENTENCES = 320;
  private static final int ROWS = 32;
  private static final int LENGTH = 30;
  private static final int DIFFERENT = 1000; // words in the sentences
  private static final int WIDTH = 100;
  private static final int HIDDEN = 128;
  private static final int SEED = 1;

  private Words() {}

  /** Listens to a round: milliseconds of what it hears of. */
  private static final class Clock implements TrainingListener {
    private final List<Double> steps = new ArrayList<>();
    private double evaluation;
    private double checkpoint;
    private long last;

    private double since() {
      long now = System.nanoTime();
      double ms = (now - last) / 1e6;
      last = now;
      return ms;
    }

    @Override
    public void started(Started event) {
      last = System.nanoTime();
    }

    @Override
    public void step(Step event) {
      steps.add(since());
    }

    @Override
    public void evaluated(Evaluated event) {
      evaluation = since();
    }

    @Override
    public void checkpoint(Path file, long step) {
      checkpoint = since();
    }

    double median() {
      List<Double> measured = new ArrayList<>(steps.subList(steps.size() / 2, steps.size()));
      Collections.sort(measured);
      return measured.get(measured.size() / 2);
    }
  }

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    int most = given.number("--most", 1_000_000);
    int steps = given.number("--steps", 300);
    int rounds = given.number("--rounds", 3);
    int threads = given.number("--threads", 2);
    given.end();
    long began = System.nanoTime();
    List<Integer> sizes = new ArrayList<>(List.of(DIFFERENT));
    sizes.addAll(List.of(most / 10, most).stream().filter(n -> n > DIFFERENT).toList());
    Map<String, String> settings =
        Map.of(
            "epochs",
            "1000000",
            "max-steps",
            String.valueOf(steps),
            "evaluate",
            String.valueOf(steps),
            "checkpoint",
            String.valueOf(steps),
            "rows",
            String.valueOf(ROWS),
            "part",
            String.valueOf(ROWS / 2),
            "average-start",
            "1",
            "threads",
            String.valueOf(threads));
    List<List<Double>> medians = new ArrayList<>();
    sizes.forEach(size -> medians.add(new ArrayList<>()));
    System.out.printf(
        "%9s %11s %8s %12s %14s %8s%n",
        "words", "weights", "step_ms", "evaluate_ms", "checkpoint_ms", "MiB");
    Path nowhere = Path.of("");
    round(DIFFERENT, settings, nowhere, false); // for the compiler
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < sizes.size(); i++) {
        Path folder = Files.createTempDirectory("rondo-vocabulary");
        try {
          Clock clock = round(sizes.get(i), settings, folder, round == rounds);
          medians.get(i).add(clock.median());
          if (round == rounds) {
            print(sizes.get(i), median(medians.get(i)), clock, folder);
          }
        } finally {
          remove(folder);
        }
      }
    }
    double ratio = median(medians.get(sizes.size() - 1)) / median(medians.get(0));
    String metric = "step time at %d words by that at %d".formatted(most, DIFFERENT);
    System.out.println(new Figure("vocabulary", metric, ratio, SEED).json(began));
  }

  private static Clock round(int size, Map<String, String> settings, Path folder, boolean last) {
    Model<int[], int[]> model = Readings.model(size, WIDTH, HIDDEN);
    List<Example<int[], int[]>> data = sentences(size / DIFFERENT);
    Clock clock = new Clock();
    Trainer<int[], int[]> trainer =
        new Trainer<>(
            model,
            data,
            data.subList(0, ROWS),
            Trainer.options().fill(settings),
            SEED,
            KernelChoice.best());
    if (last) {
      trainer.into(folder);
    }
    trainer.listen(clock).run();
    return clock;
  }

  /** The same ones at any distance of the words. */
  private static List<Example<int[], int[]>> sentences(int distance) {
    Random random = new Random(SEED);
    List<Example<int[], int[]>> all = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      all.add(
          Readings.example(
              random.ints(LENGTH, 0, DIFFERENT).map(word -> word * distance).toArray()));
    }
    return all;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void print(int size, double step, Clock clock, Path folder) throws IOException {
    System.out.printf(
        "%9d %11d %8.3f %12.1f %14.1f %8.1f%n",
        size,
        (long) size * WIDTH,
        step,
        clock.evaluation,
        clock.checkpoint,
        Files.size(folder.resolve(Trainer.CHECKPOINT)) / 0x1p20);
  }

  static void remove(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      all.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Files.delete(folder);
  }
}
