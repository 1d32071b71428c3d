package rondo.benchmarks.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.ByTurns;
import rondo.core.Cursor;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.engine.Rondo;
import rondo.engine.graph.SampleInputs;

/** Prints how long scores take, on the JVM itself and on ONNX Runtime, in one run. */
public final class Runtimes {
  private static final String HELP =
      """
      usage: benchmarks/run runtimes [--kind NAME] [--cell CELL] [--hidden N] [--batch N]
                                     [--threads N] [--examples DIR] [--warm-up N] [--seconds N]

      Milliseconds in which a model gives the scores of a batch, on the JVM and on ONNX Runtime, by
      turns: ner (words, letters by convolution, shapes) and classify (mean and maximum), both with
      one layer in both directions, word vectors of 100, at batches of 1 and of 32 ragged sentences
      of 5 to 40 words, on one thread and on two.

        --kind NAME     ner or classify alone
        --cell CELL     lstm, gru or rnn alone
        --hidden N      units of a direction; 128 and 256
        --batch N       sentences at a time; 1 and 32
        --threads N     1 and 2
        --examples DIR  where the examples lie, which say what words there are
        --warm-up N     seconds for each before it is measured; 4
        --seconds N     seconds for each that are measured; 2

      A line holds: kind, cell, hidden, batch, threads, our median, the other's, ours divided by it.
      Ends with 1 if ours takes longer anywhere. The last line is JSON: the worst ratio.
      """;

  private static final List<Integer> SIZES = List.of(128, 256);
  private static final List<Integer> BATCHES = List.of(1, 32);
  private static final List<Integer> THREADS = List.of(1, 2);
  private static final int SHORTEST = 5;
  private static final int LONGEST = 40;

  private Runtimes() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    List<String> kinds = given.words("--kind", Kind.ALL.stream().map(Kind::name).toList());
    List<String> cells = given.words("--cell", List.of("lstm", "gru", "rnn"));
    int hidden = given.number("--hidden", 0);
    int batches = given.number("--batch", 0);
    int cores = given.number("--threads", 0);
    int warmUp = given.number("--warm-up", 4);
    int seconds = given.number("--seconds", 2);
    String examples = System.getProperty("rondo.examples", "examples");
    Path folder = Path.of(given.text("--examples").orElse(examples));
    given.end();

    Rondo rondo = Rondo.load();
    double worst = 0;
    System.out.printf(
        "%-10s %-5s %6s %5s %7s %9s %9s %6s%n",
        "kind", "cell", "hidden", "batch", "threads", "native_ms", "onnx_ms", "ratio");
    for (Kind kind : Kind.ALL.stream().filter(k -> kinds.contains(k.name())).toList()) {
      for (String cell : cells) {
        for (int size : hidden > 0 ? List.of(hidden) : SIZES) {
          Model<?, ?> model = kind.model(rondo.plugins(), folder, cell, size);
          for (int threads : cores > 0 ? List.of(cores) : THREADS) {
            for (int batch : batches > 0 ? List.of(batches) : BATCHES) {
              double[] ms = medians(rondo, model, batch, threads, warmUp, seconds);
              double ratio = ms[0] / ms[1];
              worst = Math.max(worst, ratio);
              System.out.printf(
                  Locale.ROOT,
                  "%-10s %-5s %6d %5d %7d %9.3f %9.3f %6.2f%n",
                  kind.name(),
                  cell,
                  size,
                  batch,
                  threads,
                  ms[0],
                  ms[1],
                  ratio);
            }
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"runtimes\",\"metric\":\"native by onnxruntime, the worst\",\"value\":%.3f,\"seed\":1}%n",
        worst);
    System.exit(worst <= 1 ? 0 : 1);
  }

  private static double[] medians(
      Rondo rondo, Model<?, ?> model, int batch, int threads, int warmUp, int seconds) {
    int[] lengths = new int[batch];
    Arrays.setAll(lengths, b -> LONGEST - (LONGEST - SHORTEST) * b / Math.max(1, batch - 1));
    Inputs tokens = SampleInputs.draw(model.task().spec().demand().tokens(), Noise.of(1), lengths);
    Rondo on = rondo.device(Device.CPU.threads(threads));
    List<DoubleSupplier> both = new ArrayList<>();
    try (Runner ours = on.backend("native").runner(model);
        Runner theirs = on.backend("onnxruntime").runner(model)) {
      both.add(() -> scored(ours, tokens));
      both.add(() -> scored(theirs, tokens));
      return ByTurns.medians(both, warmUp, seconds);
    }
  }

  /** Scores the tokens; returns one of the scores. */
  private static double scored(Runner runner, Inputs tokens) {
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      Sequence scores = cursor.score(tokens).values();
      return scores.rows().get(0, 0);
    }
  }
}
