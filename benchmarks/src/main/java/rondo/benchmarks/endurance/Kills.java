package rondo.benchmarks.endurance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.Sentences;
import rondo.core.Example;
import rondo.core.Matrix;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.model.ModelFile;
import rondo.engine.model.StateFile;
import rondo.engine.train.Checkpoint;
import rondo.engine.train.Trainer;
import rondo.engine.train.TrainingListener;
import rondo.tasks.text.Span;

/** Kills trainings at random moments and lets them go on, to see whether anything is lost. */
final class Kills {
  private static final String HELP =
      """
      usage: benchmarks/run kills [--kills N] [--seed N]

      Kills trainings with SIGKILL, in JVMs of their own, at random moments, every second time not
      before a file is being written: the task ner with
      characters, dropout, averaged weights, scores on dev data, a rate that drops, a checkpoint
      after every step. After each kill every file that has its final name must be whole, and a copy
      of the folder must go on to the same bits as a training that nobody disturbed: the model file
      byte by byte, and every number of the last checkpoint. The killed training itself goes on, too,
      and is killed again.

        --kills N       how often; 20
        --seed N        of the moments; 1

      The last line is JSON: how many kills ended so. The command ends with 1 if one did not.
      """;

  private static final String VICTIM = "--victim";
  private static final String BEGUN = "begun";
  private static final String MODEL = "best.rondo";
  private static final Set<String> RESULTS =
      Set.of(Trainer.CHECKPOINT, MODEL, "metrics.csv", "metrics.jsonl", "recipe.txt");
  private static final int SENTENCES = 120;
  private static final int DEV = 40;
  private static final int FEWEST = 200; // milliseconds among which a moment is drawn

  private Kills() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 2 && args[0].equals(VICTIM)) {
      train(Path.of(args[1]), true);
      return;
    }
    Arguments given = new Arguments(List.of(args), HELP);
    int kills = given.number("--kills", 20);
    int seed = given.number("--seed", 1);
    given.end();
    long began = System.nanoTime();
    Path home = Files.createTempDirectory("rondo-kills");
    int same = 0;
    try {
      same = new Round(home, new Random(seed)).kill(kills);
    } finally {
      remove(home);
    }
    System.out.println(new Figure("kills", "went on to the same bits", same, seed).json(began));
    System.exit(same == kills ? 0 : 1);
  }

  private static void remove(Path home) throws IOException {
    try (Stream<Path> all = Files.list(home)) {
      for (Path folder : all.toList()) {
        Words.remove(folder);
      }
    }
    Files.delete(home);
  }

  private static Recipe recipe(Path folder) {
    Map<String, String> all = new TreeMap<>();
    all.putAll(Map.of("task", "ner", "task.characters", "true", "seed", "1"));
    all.putAll(Map.of("network.hidden", "32", "network.embedding", "24"));
    all.putAll(Map.of("train.epochs", "4", "train.rows", "8", "train.part", "4"));
    all.putAll(Map.of("train.checkpoint", "1", "train.evaluate", "7", "train.report", "3"));
    all.putAll(Map.of("train.schedule", "plateau", "train.schedule-patience", "1"));
    all.putAll(Map.of("train.patience", "0", "train.threads", "2"));
    return Recipe.of(all).out(folder);
  }

  /** Trains to the end in a folder, from the checkpoint there if there is one. */
  private static void train(Path folder, boolean aloud) throws IOException {
    List<Example<List<String>, List<Span>>> all = Sentences.made(SENTENCES + DEV);
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void started(Started event) {
            if (aloud) {
              System.out.println(BEGUN);
            }
          }
        };
    List<Example<List<String>, List<Span>>> data = all.subList(0, SENTENCES);
    List<Example<List<String>, List<Span>>> dev = all.subList(SENTENCES, all.size());
    Rondo.load().train(recipe(folder), data, dev, listener).await();
  }

  /** What is the same in every folder: the bytes of the model, the bits of the checkpoint. */
  private record Left(ByteBuffer model, Map<String, IntBuffer> checkpoint) {
    static Left in(Path folder) throws IOException {
      Path file = folder.resolve(Trainer.CHECKPOINT);
      Map<String, IntBuffer> bits = new TreeMap<>();
      StateFile.read("'" + file + "'", file)
          .tensors()
          .matrices()
          .forEach((path, m) -> bits.put(path, bits(m)));
      return new Left(ByteBuffer.wrap(Files.readAllBytes(folder.resolve(MODEL))), bits);
    }

    private static IntBuffer bits(Matrix m) {
      int[] bits = new int[m.size()];
      for (int i = 0; i < bits.length; i++) {
        bits[i] = Float.floatToRawIntBits(m.data()[m.offset() + i]);
      }
      return IntBuffer.wrap(bits);
    }
  }

  /** Kills in the folders of a home. */
  private record Round(Path home, Random random) {
    int kill(int kills) throws IOException, InterruptedException {
      Path undisturbed = Files.createDirectory(home.resolve("undisturbed"));
      long start = System.nanoTime();
      boolean over = killed(undisturbed, Integer.MAX_VALUE, false);
      long millis = Math.max(FEWEST, (System.nanoTime() - start) / 1_000_000);
      System.out.printf("undisturbed: %d steps; killed within %d ms%n", step(undisturbed), millis);
      Left due = Left.in(undisturbed);
      int same = 0;
      int writing = 0;
      int folders = 0;
      Path folder = undisturbed;
      for (int kill = 1; kill <= kills; ) {
        if (over) {
          folder = Files.createDirectory(home.resolve("killed" + ++folders));
        }
        Set<String> before = parts(folder); // left by an earlier kill
        over = killed(folder, random.nextInt((int) millis), kill % 2 == 0);
        if (over) {
          continue; // it came to its end before
        }
        requireWhole(folder);
        boolean amidst = !before.containsAll(parts(folder));
        writing += amidst ? 1 : 0;
        Path copy = copy(folder, home.resolve("copy" + kill));
        long at = step(copy);
        train(copy, false);
        boolean equal = Left.in(copy).equals(due) && names(copy).equals(RESULTS);
        same += equal ? 1 : 0;
        System.out.printf(
            "kill %2d: after step %2d%s, went on to step %d: %s%n",
            kill,
            at,
            amidst ? ", while a file was written" : "",
            step(copy),
            equal ? "the same bits" : "NOT THE SAME");
        kill++;
      }
      System.out.printf("%d kills, %d of them while a file was written%n", kills, writing);
      return same;
    }
  }

  /**
   * Kills a training some milliseconds after it began, or as soon as it writes from then on;
   * whether it came to its end before.
   */
  private static boolean killed(Path folder, int millis, boolean writing)
      throws IOException, InterruptedException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Kills.class.getName(),
                VICTIM,
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = victim.inputReader()) {
      String first = lines.readLine();
      if (!BEGUN.equals(first)) {
        throw new IllegalStateException("the training does not begin: " + first);
      }
      victim.waitFor(millis, TimeUnit.MILLISECONDS);
      Set<String> left = parts(folder); // by an earlier kill
      while (writing && victim.isAlive() && left.containsAll(parts(folder))) {
        Thread.onSpinWait();
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
    return victim.exitValue() == 0;
  }

  /** The last step that is in a folder's checkpoint. */
  private static long step(Path folder) {
    Path file = folder.resolve(Trainer.CHECKPOINT);
    return Files.exists(file) ? Checkpoint.read(file).step() : 0;
  }

  /** Reads all that has its final name. */
  private static void requireWhole(Path folder) throws IOException {
    Set<String> others = parts(folder);
    if (!others.stream().allMatch(name -> name.startsWith(".") && name.endsWith(".part"))) {
      throw new IllegalStateException("nobody knows what these are: " + others);
    }
    if (Files.exists(folder.resolve(MODEL))) {
      ModelFile.read(folder.resolve(MODEL));
    }
    if (Files.exists(folder.resolve("recipe.txt"))) {
      Recipe.read(folder.resolve("recipe.txt"));
    }
    step(folder);
  }

  /** All that is no result. */
  private static Set<String> parts(Path folder) throws IOException {
    Set<String> others = names(folder);
    others.removeAll(RESULTS);
    return others;
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (String name : names(from)) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
    return to;
  }
}
