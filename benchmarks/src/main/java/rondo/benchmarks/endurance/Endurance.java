package rondo.benchmarks.endurance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.Sentences;
import rondo.core.Example;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.train.TrainingListener;
import rondo.tasks.Ner;
import rondo.tasks.text.Span;

/** Trains for long, and looks whether the JVM comes to hold on to more and more. */
final class Endurance {
  private static final String HELP =
      """
      usage: benchmarks/run endurance [--minutes N] [--hidden N] [--threads N]

      Trains for some minutes, as a service would: the task ner with characters and a bidirectional
      LSTM, checkpoints each 20 steps, scores on dev data each 40, after each of which the best model
      is opened, asked and closed. Every twentieth part of the time the training is ended, its model
      opened, and the training taken up again from its checkpoint. Twice a round, within the training
      and after it, heap (after collection), threads and open files are counted.

        --minutes N     how long; 10
        --hidden N      units each way; 128
        --threads N     threads; 2

      The first tenth is for warming up: classes, tables and buffers that are made once. From then
      until the end the number of threads and open files must not grow at all, and the heap by no
      more than 1 MiB, which is less than 100 bytes for each step of ten minutes, so less than one
      object forgotten at each. The last line is JSON: by how many MiB the heap within the training
      has grown. The command ends with 1 if anything grew.
      """;

  private static final int SEED = 1;
  private static final int SENTENCES = 320;
  private static final int DEV = 32;
  private static final int ROUNDS = 20;
  private static final int WARM = 2; // rounds
  private static final double TOLERANCE = 1; // MiB

  private final Rondo rondo = Rondo.load();
  private final List<Example<List<String>, List<Span>>> data;
  private final List<Example<List<String>, List<Span>>> dev;
  private final Recipe recipe;
  private final Path model;
  private final List<Held> within = new ArrayList<>();
  private final List<Held> after = new ArrayList<>();
  private long steps;
  private long evaluations;
  private long checkpoints;

  private Endurance(Path folder, int hidden, int threads) {
    List<Example<List<String>, List<Span>>> all = Sentences.made(SENTENCES + DEV);
    data = all.subList(0, SENTENCES);
    dev = all.subList(SENTENCES, all.size());
    model = folder.resolve("best.rondo");
    Map<String, String> keys = new TreeMap<>();
    keys.putAll(Map.of("task", "ner", "task.characters", "true", "seed", String.valueOf(SEED)));
    keys.put("network.hidden", String.valueOf(hidden));
    keys.putAll(Map.of("train.epochs", "1000000", "train.patience", "0"));
    keys.putAll(Map.of("train.checkpoint", "20", "train.evaluate", "40"));
    keys.put("train.threads", String.valueOf(threads));
    recipe = Recipe.of(keys).out(folder);
  }

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    int minutes = given.number("--minutes", 10);
    int hidden = given.number("--hidden", 128);
    int threads = given.number("--threads", 2);
    given.end();
    long began = System.nanoTime();
    Path folder = Files.createTempDirectory("rondo-endurance");
    boolean grown = true;
    double more = 0;
    try {
      Endurance endurance = new Endurance(folder, hidden, threads);
      for (int round = 1; round <= ROUNDS; round++) {
        endurance.round(began + round * minutes * 60_000_000_000L / ROUNDS);
      }
      grown = endurance.report();
      more = growth(endurance.within);
    } finally {
      Words.remove(folder);
    }
    System.out.println(new Figure("endurance", "MiB of growth", more, SEED).json(began));
    System.exit(grown ? 1 : 0);
  }

  /** Trains until a time of {@link System#nanoTime}, from where the last round ended. */
  private void round(long end) {
    TrainingListener listener =
        new TrainingListener() {
          private long stepsAnEpoch;
          private long taken;
          private boolean over;

          @Override
          public void started(Started event) {
            stepsAnEpoch = event.stepsAnEpoch();
          }

          @Override
          public void step(Step event) {
            steps++;
            taken++;
          }

          @Override
          public void checkpoint(Path file, long step) {
            checkpoints++;
          }

          @Override
          public void evaluated(Evaluated event) {
            evaluations++;
            use();
          }

          @Override
          public boolean enough() {
            // all lengths of an epoch have been met, so the arenas are as large as they become
            if (!over && taken > stepsAnEpoch && System.nanoTime() > end) {
              over = true;
              within.add(Held.now());
            }
            return over;
          }
        };
    rondo.train(recipe, data, dev, listener).await();
    use();
    after.add(Held.now());
    System.out.printf(
        "round %2d, step %6d: %s within, %s after%n",
        after.size(), steps, within.get(within.size() - 1), after.get(after.size() - 1));
  }

  /** As an application would, beside the training. */
  private void use() {
    if (Files.exists(model)) {
      try (Ner ner = rondo.open(model, Ner.class)) {
        List<List<String>> asked = dev.stream().map(Example::input).toList();
        if (ner.answerAll(asked).size() != asked.size()) {
          throw new IllegalStateException("an answer is missing");
        }
      }
    }
  }

  /** Prints start, middle and end; returns whether anything grew. */
  private boolean report() {
    System.out.printf(
        "%d steps, %d checkpoints, %d evaluations; a model opened and closed after each%n",
        steps, checkpoints, evaluations);
    boolean grown = false;
    for (List<Held> each : List.of(within, after)) {
      Held start = each.get(WARM - 1);
      Held middle = each.get((WARM + each.size()) / 2);
      Held end = each.get(each.size() - 1);
      System.out.printf("%s%n", each == within ? "within the training" : "after it");
      System.out.printf("  start  %s%n  middle %s%n  end    %s%n", start, middle, end);
      grown |= growth(each) > TOLERANCE;
      grown |= end.threads() > start.threads() || end.handles() > start.handles();
    }
    System.out.println(grown ? "SOMETHING GREW" : "nothing grew");
    return grown;
  }

  /** MiB of heap, from the start to the end. */
  private static double growth(List<Held> each) {
    return each.get(each.size() - 1).mebibytes() - each.get(WARM - 1).mebibytes();
  }
}
