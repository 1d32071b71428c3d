package rondo.benchmarks.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.endurance.Figure;
import rondo.engine.Plugins;
import rondo.testkit.mutation.ImportTrial;
import rondo.testkit.mutation.ImportTrial.End;
import rondo.testkit.mutation.Mutator;
import rondo.testkit.mutation.Seed;

/** Changes graphs that were made elsewhere, and imports them. */
final class ForeignMutations {
  private static final String HELP =
      """
      usage: benchmarks/run foreign-mutations [--count N] [--seed N] [--show]

      Changes models that other frameworks wrote: attributes, shapes, names, operators, the order of
      nodes, how deep they are nested, dimensions that are huge. Each is imported and run in a JVM of
      256 MB, and on ONNX Runtime in another process. It must be refused in one sentence, or answer
      as ONNX Runtime does, within 5 seconds. A file that does neither is kept.

        --count N       how many; 2000
        --seed N        of the changes; 1
        --show          tell each change and its outcome

      The last line is JSON: how many ended so. The command ends with 1 if one did not.
      """;

  private static final List<String> FOLDERS =
      List.of("pytorch", "pytorch-2.13", "real", "conformance", "conformance-extra");

  private ForeignMutations() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    int count = given.number("--count", 2000);
    int seed = given.number("--seed", 1);
    boolean show = given.flag("--show");
    given.end();
    long began = System.nanoTime();
    Path shared = Path.of(System.getProperty("rondo.shared", "../shared")).resolve("onnx");
    List<Seed> seeds = new ArrayList<>();
    for (String each : FOLDERS) {
      seeds.addAll(Seed.below(shared.resolve(each)));
    }
    Path home = Files.createTempDirectory("rondo-mutations");
    Mutator mutator = new Mutator(new Random(seed));
    Map<End, Integer> found = new EnumMap<>(End.class);
    try (ImportTrial trial = new ImportTrial(Plugins.load().cells().all())) {
      for (int i = 0; i < count; i++) {
        Seed each = seeds.get(i % seeds.size());
        Mutator.Mutant mutant = mutator.of(each.file());
        Path file = each.put(mutant.file(), home);
        ImportTrial.Outcome outcome = trial.of(file, mutant.file(), each::inputs);
        found.merge(outcome.end(), 1, Integer::sum);
        if (outcome.end() == End.WRONG) {
          System.out.println(
              "kept as " + Files.write(home.resolve("wrong-" + i + ".onnx"), mutant.file()));
        }
        if (show || outcome.end() == End.WRONG) {
          String name = String.valueOf(each.folder().getFileName());
          System.out.printf(
              "%d of %s (%s): %s %s%n", i + 1, name, mutant.what(), outcome.end(), outcome.text());
        }
      }
      System.out.printf(
          "%s; at most %.1f MB and %.3f s%n", found, trial.mostBytes() / 1e6, trial.mostSeconds());
    }
    int good = count - found.getOrDefault(End.WRONG, 0);
    if (good == count) {
      clear(home);
    }
    System.out.println(
        new Figure("foreign-mutations", "refused or as ONNX Runtime", good, seed).json(began));
    System.exit(good == count ? 0 : 1);
  }

  private static void clear(Path home) throws IOException {
    try (Stream<Path> all = Files.list(home)) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(home);
  }
}
