package rondo.benchmarks.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rondo.benchmarks.Arguments;

/**
 * Pipes much text through {@code rondo predict} in a small JVM, and prints what that holds on to.
 */
final class Stream {
  private static final String HELP =
      """
      usage: benchmarks/run stream [--megabytes N] [--task NAME] [--hidden N] [--heap N] [--line N]

      Pipes text through rondo predict with a model of each task (ner, tag, classify), in a JVM of 512
      MiB: short lines, empty ones, a line of a megabyte without a full stop in every second megabyte,
      names, emoji, combining marks, scripts without spaces. Printed are lines and tokens a second,
      and the heap in use after a collection when 10, 50 and 100% of the text are answered. Then one
      line of 50 MB is piped, and what predict says of it is printed.

        --megabytes N   of text; 100
        --task NAME     one task only
        --hidden N      units of the models each way; 16, for the text is what is measured here. A
                        model as train makes it has 200
        --heap N        MiB of the JVM; 512
        --line N        megabytes of the one line; 50
        --threads N     threads; 2

      The last line is JSON: by how many MiB the heap has grown from the middle to the end. (Until then
      it may grow by what a thread computes in, which stays as large as the largest piece it has met.)
      The command ends with 1 if that is more than 8, if a line is missing, or if the long line is
      neither answered nor refused in one sentence.
      """;

  private static final int SEED = 1;
  private static final double TOLERANCE = 8; // MiB: a piece of text and its answers
  private static final List<String> TASKS = List.of("ner", "tag", "classify");

  private final Path launcher;
  private final Path folder;
  private final int hidden;
  private final int heap;
  private final int threads;
  private final List<MixedText> blocks = MixedText.blocks(5, SEED);

  private Stream(Path launcher, Path folder, int hidden, int heap, int threads) {
    this.launcher = launcher;
    this.folder = folder;
    this.hidden = hidden;
    this.heap = heap;
    this.threads = threads;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments given = new Arguments(List.of(args), HELP);
    int megabytes = given.number("--megabytes", 100);
    List<String> tasks = given.words("--task", TASKS);
    int hidden = given.number("--hidden", 16);
    int heap = given.number("--heap", 512);
    int line = given.number("--line", 50);
    int threads = given.number("--threads", 2);
    given.end();
    long began = System.nanoTime();
    Path launcher = Path.of(System.getProperty("rondo.launcher", "rondo"));
    Path folder = Files.createTempDirectory("rondo-stream");
    Stream stream = new Stream(launcher, folder, hidden, heap, threads);
    double grown = 0;
    boolean good = true;
    try {
      System.out.printf(
          "%-9s %5s %9s %10s %10s   %s%n",
          "task", "MB", "seconds", "lines/s", "tokens/s", "MiB held");
      for (String task : tasks) {
        Path model = stream.model(task);
        double more = stream.text(task, model, megabytes);
        good &= more <= TOLERANCE;
        grown = Math.max(grown, more);
        good &= stream.line(model, line);
      }
    } finally {
      remove(folder);
    }
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"stream\",\"metric\":\"MiB of growth\",\"value\":%.3f,\"seed\":%d,\"seconds\":%.1f}%n",
        grown,
        SEED,
        (System.nanoTime() - began) / 1e9);
    System.exit(good ? 0 : 1);
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }

  /** A model of a task, as train makes it but for its size, of a few sentences. */
  private Path model(String task) throws IOException, InterruptedException {
    boolean whole = task.equals("classify");
    String data =
        whole
            ? "good Ada met Zoë in a fine town .\nbad dull and long\n"
            : "Ada B-PER\nLovelace I-PER\nmet O\nZoë B-PER\nin O\na O\ntown O\n. O\n\nnobody O\nwent O\n\n";
    Path file = Files.writeString(folder.resolve(task + ".txt"), data.repeat(100));
    Path out = folder.resolve(task);
    List<String> words =
        new ArrayList<>(List.of(launcher.toString(), "train", task, "--data", file.toString()));
    words.addAll(List.of("-o", out.toString(), "--network.hidden=" + hidden, "--train.epochs=5"));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("training").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("training")));
    }
    return out.resolve("best.rondo");
  }

  private Predicting predicting(Path model) throws IOException {
    return new Predicting(
        launcher,
        "-Xmx" + heap + "m",
        folder,
        new ArrayList<>(List.of("predict", model.toString(), "--threads=" + threads)));
  }

  /** Pipes text; by how many MiB more are held in the end, or very many if an answer is missing. */
  private double text(String task, Path model, int megabytes)
      throws IOException, InterruptedException {
    long due = megabytes * 1_000_000L;
    double[] held = new double[3]; // at 10, 50 and 100%
    double[] marks = {0.1 * due, 0.5 * due, due};
    int mark = 0;
    long bytes = 0;
    long lines = 0;
    long tokens = 0;
    double seconds = 0;
    try (Predicting predicting = predicting(model)) {
      long began = System.nanoTime();
      for (int i = 0; mark < marks.length; i++) {
        MixedText block = blocks.get(i % blocks.size());
        predicting.feed(block.bytes());
        bytes += block.bytes().length;
        lines += block.lines();
        tokens += block.tokens();
        if (bytes >= marks[mark]) {
          predicting.await(lines);
          seconds += (System.nanoTime() - began) / 1e9;
          held[mark++] = predicting.held();
          began = System.nanoTime();
        }
      }
      int code = predicting.end();
      System.out.printf(
          Locale.ROOT,
          "%-9s %5.0f %9.1f %10.0f %10.0f   %.1f, %.1f, %.1f%n",
          task,
          bytes / 1e6,
          seconds,
          lines / seconds,
          tokens / seconds,
          held[0],
          held[1],
          held[2]);
      if (code != 0 || predicting.lines() != lines) {
        System.out.printf(
            "%d lines of %d; exit %d; %s%n", predicting.lines(), lines, code, predicting.said());
        return Double.MAX_VALUE;
      }
    }
    return held[2] - held[1];
  }

  /** Pipes one long line; whether it is answered, or refused in one sentence. */
  private boolean line(Path model, int megabytes) throws IOException, InterruptedException {
    try (Predicting predicting = predicting(model)) {
      byte[] line = MixedText.line(megabytes * 1_000_000);
      for (int at = 0; at < line.length; at += 1 << 20) {
        predicting.feed(Arrays.copyOfRange(line, at, Math.min(line.length, at + (1 << 20))));
      }
      int code = predicting.end();
      List<String> said = predicting.said();
      System.out.printf(
          "          a line of %d MB: exit %d, %d lines answered, %s%n",
          megabytes, code, predicting.lines(), said);
      return code == 0 ? predicting.lines() == 1 : code == 3 && said.size() == 1;
    }
  }
}
