package rondo.benchmarks.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.ByTurns;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.engine.Rondo;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphSearch;
import rondo.engine.graph.SampleInputs;
import rondo.onnx.OrtModel;

/**
 * Prints how long a translator searches, on the JVM, on ONNX Runtime step by step, and in a file
 * that holds the search, in one run.
 */
public final class Decoding {
  private static final String HELP =
      """
      usage: benchmarks/run decoding [--cell CELL] [--hidden N] [--batch N] [--beam N] [--threads N]
                                     [--data FILE] [--warm-up N] [--seconds N]

      Milliseconds in which a translator finds what to say about a batch of texts, by turns: all on
      the JVM; with ONNX Runtime for each step's scores and the search on the JVM; and by one file
      that holds encoder, steps and search. Encoder and decoder are of the cell, with attention and
      word vectors of 100, for batches of 1 and of 32 ragged texts of 10 to 30 pieces, greedy and with
      a beam of 5, on one thread and on two. A translation has as many pieces as its text.

        --cell CELL     lstm, gru or rnn alone
        --hidden N      units of each layer; 128 and 256
        --batch N       texts at a time; 1 and 32
        --beam N        1 and 5
        --threads N     1 and 2
        --data FILE     texts, with their translations beside them, whose pieces are the vocabulary;
                        examples/translate/train.en
        --warm-up N     seconds for each before it is measured; 3
        --seconds N     seconds for each that are measured; 2

      A line holds: cell, hidden, beam, batch, threads; milliseconds on the JVM, of steps, in the
      graph; the first by the second, and the third by the second. Ends with 1 if the first ratio is
      over 1 or the second over 1.2 anywhere. The last line is JSON: the worst of both.
      """;

  private static final double GRAPH = 1.2; // of a search step by step
  private static final int SHORTEST = 10;
  private static final int LONGEST = 30;

  private Decoding() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    List<String> cells = given.words("--cell", List.of("lstm", "gru", "rnn"));
    List<Integer> sizes = some(given.number("--hidden", 0), 128, 256);
    List<Integer> batches = some(given.number("--batch", 0), 1, 32);
    List<Integer> beams = some(given.number("--beam", 0), 1, 5);
    List<Integer> threads = some(given.number("--threads", 0), 1, 2);
    int warmUp = given.number("--warm-up", 3);
    int seconds = given.number("--seconds", 2);
    String examples = System.getProperty("rondo.examples", "examples");
    String small = examples + "/translate/train.en";
    Path data = Path.of(given.text("--data").orElse(small)).toAbsolutePath();
    given.end();

    Rondo rondo = Rondo.load();
    double ours = 0;
    double inside = 0;
    System.out.printf(
        "%-5s %6s %5s %6s %8s %10s %10s %10s %7s %7s%n",
        "cell",
        "hidden",
        "beam",
        "batch",
        "threads",
        "native_ms",
        "steps_ms",
        "graph_ms",
        "native",
        "graph");
    for (String cell : cells) {
      for (int size : sizes) {
        for (int beam : beams) {
          Model<?, ?> model = model(rondo, data, cell, size, beam);
          byte[] file = exported(rondo, model);
          for (int cores : threads) {
            for (int batch : batches) {
              double[] ms = medians(rondo, model, file, batch, cores, warmUp, seconds);
              ours = Math.max(ours, ms[0] / ms[1]);
              inside = Math.max(inside, ms[2] / ms[1]);
              System.out.printf(
                  Locale.ROOT,
                  "%-5s %6d %5d %6d %8d %10.3f %10.3f %10.3f %7.2f %7.2f%n",
                  cell,
                  size,
                  beam,
                  batch,
                  cores,
                  ms[0],
                  ms[1],
                  ms[2],
                  ms[0] / ms[1],
                  ms[2] / ms[1]);
            }
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"decoding\",\"metric\":\"native and graph by steps, the worst\",\"value\":[%.3f,%.3f],\"seed\":1}%n",
        ours,
        inside);
    System.exit(ours <= 1 && inside <= GRAPH ? 0 : 1);
  }

  private static List<Integer> some(int chosen, int small, int large) {
    return chosen > 0 ? List.of(chosen) : List.of(small, large);
  }

  /** One that has learnt nothing, which takes as long as one that has. */
  private static Model<?, ?> model(Rondo rondo, Path data, String cell, int hidden, int beam)
      throws IOException {
    Map<String, String> task =
        Map.of(
            "beam",
            Integer.toString(beam),
            "least-pieces",
            Integer.toString(SHORTEST - 1),
            "most-ratio",
            "1",
            "most-more",
            "0");
    Map<String, String> network = new TreeMap<>();
    network.put("hidden", Integer.toString(hidden));
    network.put("embedding", "100");
    network.put("encoder.cell", cell);
    network.put("decoder.cell", cell);
    return new Kind("translate", "translate", data.toString(), "seq2seq", network)
        .model(rondo.plugins(), data.getRoot(), task);
  }

  private static byte[] exported(Rondo rondo, Model<?, ?> model) throws IOException {
    Path folder = Files.createTempDirectory("rondo-decoding");
    try {
      Path file = rondo.export(model, "onnx", folder.resolve("m.onnx")).get(0);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } finally {
      Files.delete(folder);
    }
  }

  private static double[] medians(
      Rondo rondo,
      Model<?, ?> model,
      byte[] file,
      int batch,
      int threads,
      int warmUp,
      int seconds) {
    int[] lengths = new int[batch];
    Arrays.setAll(lengths, b -> LONGEST - (LONGEST - SHORTEST) * b / Math.max(1, batch - 1));
    Demand demand = model.task().spec().demand();
    Inputs texts = SampleInputs.draw(demand.source(), Noise.of(1), lengths);
    GraphSearch task = (GraphSearch) model.task();
    Device device = Device.CPU.threads(threads);
    Rondo on = rondo.device(device);
    List<DoubleSupplier> all = new ArrayList<>();
    try (Runner ours = on.backend("native").runner(model);
        Runner theirs = on.backend("onnxruntime").runner(model);
        OrtModel graph = OrtModel.open(file, device)) {
      all.add(() -> task.search(texts, ours).get(0).score());
      all.add(() -> task.search(texts, theirs).get(0).score());
      all.add(
          () ->
              task.read(graph.run(GraphInputs.feedSource(demand.source(), texts))).get(0).score());
      return ByTurns.medians(all, warmUp, seconds);
    }
  }
}
