package rondo.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.benchmarks.Arguments;

/** Measures short commands beside an empty program, by turns, on the Java that runs this. */
final class StartUp {
  private static final String HELP =
      """
      usage: benchmarks/run startup [--launcher FILE] [--rounds N]

      Starts an empty Java program, rondo --help, and rondo predict with a small model and one
      sentence, by turns, and prints the median and the least time of each, and how many times that of
      the empty program they are. Java is the one in JAVA_HOME, or on the PATH.

        --launcher FILE   what starts Rondo; ./rondo of the source tree. bin/rondo of a distribution
                          is another one
        --rounds N        how often; 10

      The last line is JSON: by how many times the empty program's median predict takes. The command
      ends with 1 if that is more than 12, or if that of --help is more than 5.
      """;

  private static final double MOST_HELPED = 5;
  private static final double MOST_PREDICTED = 12;
  private static final int WARM_UP = 3; // the first start may make an archive of classes
  private static final int SETTLE = 15_000; // milliseconds, for that archive

  private final Path sentence;
  private final Started empty;
  private final Started help;
  private final Started predict;

  /** A command, and how long each of its starts took, in seconds. */
  private record Started(String name, List<String> command, List<Double> times) {
    Started(String name, List<String> command) {
      this(name, command, new ArrayList<>());
    }

    double median() {
      List<Double> sorted = times.stream().sorted().toList();
      int half = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(half)
          : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    double least() {
      return times.stream().min(Double::compare).orElseThrow();
    }
  }

  private StartUp(Path launcher, Path model, Path sentence) {
    this.sentence = sentence;
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String own = System.getProperty("java.class.path").split(":")[0];
    empty = new Started("empty program", List.of(java, "-cp", own, Nothing.class.getName()));
    help = new Started("rondo --help", List.of(launcher.toString(), "--help"));
    predict =
        new Started("rondo predict", List.of(launcher.toString(), "predict", model.toString()));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments given = new Arguments(List.of(args), HELP);
    Path home = Path.of(System.getProperty("rondo.home"));
    Path launcher = given.text("--launcher").map(Path::of).orElse(home.resolve("rondo"));
    int rounds = given.number("--rounds", 10);
    given.end();
    long began = System.nanoTime();
    Path model = home.resolve("cli/src/test/resources/rondo/cli/version1/lstm.rondo");
    Path sentence = Files.createTempFile("rondo-startup", ".txt");
    boolean soon;
    try {
      Files.writeString(sentence, "Ada met Alan in London .\n");
      soon = new StartUp(launcher.toAbsolutePath(), model, sentence).measure(rounds, began);
    } finally {
      Files.delete(sentence);
    }
    System.exit(soon ? 0 : 1);
  }

  private boolean measure(int rounds, long began) throws IOException, InterruptedException {
    List<Started> all = List.of(empty, help, predict);
    for (int i = 0; i < WARM_UP; i++) {
      for (Started each : all) {
        seconds(each.command);
      }
      if (i == 0) {
        Thread.sleep(SETTLE);
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Started each : all) {
        each.times.add(seconds(each.command));
      }
    }
    System.out.printf("Java %s, %d rounds%n", Runtime.version(), rounds);
    System.out.printf("%-14s %8s %8s %8s%n", "", "median", "least", "times");
    for (Started each : all) {
      System.out.printf(
          Locale.ROOT,
          "%-14s %6.3f s %6.3f s %7.1f%n",
          each.name,
          each.median(),
          each.least(),
          each.median() / empty.median());
    }
    double helped = help.median() / empty.median();
    double predicted = predict.median() / empty.median();
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"startup\",\"metric\":\"predict in empty programs\",\"value\":%.2f,"
            + "\"help\":%.2f,\"seed\":0,\"seconds\":%.1f}%n",
        predicted,
        helped,
        (System.nanoTime() - began) / 1e9);
    return helped <= MOST_HELPED && predicted <= MOST_PREDICTED;
  }

  private double seconds(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    long began = System.nanoTime();
    Process process =
        builder
            .redirectInput(sentence.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
