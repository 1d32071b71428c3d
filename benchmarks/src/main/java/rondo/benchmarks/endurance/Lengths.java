package rondo.benchmarks.endurance;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rondo.benchmarks.Arguments;
import rondo.core.Cursor;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.engine.NativeRunner;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.train.Trainer;
import rondo.engine.train.TrainingListener;
import rondo.engine.work.Workers;

/** Prints the memory that long sequences take, answered and trained on. */
final class Lengths {
  private static final String HELP =
      """
      usage: benchmarks/run length [--most N] [--hidden N] [--time N]

      MiB of heap that a sequence of 1,000, 10,000 and 100,000 steps takes, beside the model and the
      numbers themselves, and steps a second: a forward LSTM over vectors of 32.

        whole       answered in one piece; what is left are the vectors and scores of all steps
        pieces      answered piece by piece, the state carried
        train       trained on by truncated backpropagation through time, with Adam

        --most N        steps of the longest; 100000
        --hidden N      units; 128
        --time N        steps of a piece, and of a cut; 512

      The last line is JSON: the MiB of training on the longest.
      """;

  private static final int WIDTH = 32;
  private static final int NUMBERS = 1000;
  private static final int SEED = 1;

  private Lengths() {}

  /** What something took. */
  private record Taken(double mebibytes, double seconds) {}

  public static void main(String[] args) {
    Arguments given = new Arguments(List.of(args), HELP);
    int most = given.number("--most", 100_000);
    int hidden = given.number("--hidden", 128);
    int time = given.number("--time", 512);
    given.end();
    long began = System.nanoTime();
    Taken last = new Taken(0, 0);
    train(NUMBERS, hidden, time); // classes that are loaded now take nothing later
    answer(NUMBERS, hidden, time);
    System.out.printf("%8s %-8s %9s %12s%n", "steps", "kind", "MiB", "steps/s");
    for (int steps : new int[] {most / 100, most / 10, most}) {
      print(steps, "whole", answer(steps, hidden, steps));
      print(steps, "pieces", answer(steps, hidden, time));
      last = train(steps, hidden, time);
      print(steps, "train", last);
    }
    String metric = "MiB of training on %d steps".formatted(most);
    System.out.println(new Figure("length", metric, last.mebibytes, SEED).json(began));
  }

  private static void print(int steps, String kind, Taken taken) {
    System.out.printf(
        "%8d %-8s %9.2f %12.0f%n", steps, kind, taken.mebibytes, steps / taken.seconds);
  }

  private static int[] numbers(int steps) {
    return new Random(SEED).ints(steps, 0, NUMBERS).toArray();
  }

  /** Answers a sequence in pieces of a length. */
  private static Taken answer(int steps, int hidden, int piece) {
    Model<int[], int[]> model = Readings.model(NUMBERS, WIDTH, hidden);
    List<int[]> row = List.of(numbers(steps));
    try (NativeRunner runner =
        new NativeRunner(model.network(), KernelChoice.best(), Workers.ONE)) {
      Held before = Held.now();
      long began = System.nanoTime();
      Cursor cursor = runner.start(Inputs.NONE);
      for (int from = 0; from < steps; from += piece) {
        double score = cursor.score(Readings.inputs(row, from, piece)).values().rows().get(0, 0);
        requireFinite(score);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      Held after = Held.now();
      Reference.reachabilityFence(cursor);
      Reference.reachabilityFence(row);
      return new Taken(after.mebibytes() - before.mebibytes(), seconds);
    }
  }

  /** Trains on a sequence, once. */
  private static Taken train(int steps, int hidden, int time) {
    Model<int[], int[]> model = Readings.model(NUMBERS, WIDTH, hidden);
    List<Example<int[], int[]>> data = List.of(Readings.example(numbers(steps)));
    Map<String, String> settings =
        Map.of("epochs", "1", "time", String.valueOf(time), "threads", "1");
    Trainer<int[], int[]> trainer =
        new Trainer<>(
            model, data, List.of(), Trainer.options().fill(settings), SEED, KernelChoice.best());
    int cuts = (steps + time - 1) / time;
    Taken[] taken = new Taken[1];
    Held before = Held.now();
    long began = System.nanoTime();
    trainer
        .listen(
            new TrainingListener() {
              @Override
              public void step(Step event) {
                requireFinite(event.loss());
                if (event.step() == cuts) {
                  double seconds = (System.nanoTime() - began) / 1e9;
                  double more = Held.now().mebibytes() - before.mebibytes();
                  taken[0] = new Taken(more, seconds);
                }
              }
            })
        .run();
    return taken[0];
  }

  private static void requireFinite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalStateException("answers " + number);
    }
  }
}
