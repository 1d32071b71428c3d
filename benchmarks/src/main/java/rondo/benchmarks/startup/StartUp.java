package rondo.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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

  private static final String EMPTY = "empty program";
  private static final String HELPED = "rondo --help";
  private static final String PREDICTED = "rondo predict";
  private static final double MOST_HELPED = 5;
  private static final double MOST_PREDICTED = 12;
  private static final int WARM_UP = 3; // the first start may make an archive of classes
  private static final int SETTLE = 15_000; // milliseconds, for that archive

  private final Path sentence;
  private final Map<String, List<String>> commands = new LinkedHashMap<>();

  private StartUp(Path launcher, Path model, Path sentence) {
    this.sentence = sentence;
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String own = System.getProperty("java.class.path").split(":")[0];
    commands.put(EMPTY, List.of(java, "-cp", own, Nothing.class.getName()));
    commands.put(HELPED, List.of(launcher.toString(), "--help"));
    commands.put(PREDICTED, List.of(launcher.toString(), "predict", model.toString()));
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
    for (int i = 0; i < WARM_UP; i++) {
      for (List<String> command : commands.values()) {
        seconds(command);
      }
      if (i == 0) {
        Thread.sleep(SETTLE);
      }
    }
    Map<String, List<Double>> all =
        commands.keySet().stream().collect(Collectors.toMap(n -> n, n -> new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, List<String>> each : commands.entrySet()) {
        all.get(each.getKey()).add(seconds(each.getValue()));
      }
    }
    System.out.printf("Java %s, %d rounds%n", Runtime.version(), rounds);
    System.out.printf("%-14s %8s %8s %8s%n", "", "median", "least", "times");
    for (String name : commands.keySet()) {
      List<Double> times = all.get(name);
      System.out.printf(
          Locale.ROOT,
          "%-14s %6.3f s %6.3f s %7.1f%n",
          name,
          median(times),
          times.stream().min(Double::compare).orElseThrow(),
          median(times) / median(all.get(EMPTY)));
    }
    double helped = median(all.get(HELPED)) / median(all.get(EMPTY));
    double predicted = median(all.get(PREDICTED)) / median(all.get(EMPTY));
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

  private static double median(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
