package rondo.benchmarks.adding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rondo.benchmarks.Arguments;
import rondo.engine.Rondo;
import rondo.testkit.AddingProblem;

/** Teaches each cell the adding problem, and prints which learn it. */
public final class Adding {
  private static final List<String> CELLS = List.of("lstm", "gru", "rnn");
  private static final List<String> RATES = List.of("0.001", "0.003", "0.01");
  private static final List<String> SEEDS = List.of("1", "2", "3");
  private static final double LEARNT = 0.01;

  private static final String HELP =
      """
      usage: benchmarks/run adding [--cell NAME] [--rate R] [--seed N] [--keep FOLDER] [--plot FILE]

      The adding problem: of 150 steps with a number each, two are marked; their sum is asked for
      after the last. Each cell is trained at three learning rates with three seeds each, all with
      the same hidden size and at most the same steps; a training ends early when its error on the
      dev data is under 0.005. Who always answers 1 has a mean squared error of 0.167.

        --cell NAME     lstm, gru or rnn alone
        --rate R        0.001, 0.003 or 0.01 alone
        --seed N        1, 2 or 3 alone
        --keep FOLDER   keeps what came of each training there, and trains only what is not yet
        --plot FILE     draws the figure of docs/benchmarks.md, as SVG; needs all three cells
        --time N        steps of a sequence; 150
        --hidden N      hidden units; 64
        --steps N       updates at most; 3000

      Columns: cell, rate, seed, updates made, mean squared error on the dev data and on held-out
      data, seconds. Then a line a cell with the best of its trainings, as JSON.
      """;

  private Adding() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    List<String> cells = given.words("--cell", CELLS);
    List<String> rates = given.words("--rate", RATES);
    List<String> seeds = given.words("--seed", SEEDS);
    Optional<Path> keep = given.text("--keep").map(Path::of);
    Optional<Path> plot = given.text("--plot").map(Path::of);
    Lesson.Course course =
        new Lesson.Course(
            given.number("--time", 150),
            given.number("--hidden", 64),
            given.number("--steps", 3000));
    given.end();

    Rondo rondo = Rondo.load();
    System.out.println(Learnt.header());
    Map<String, List<Learnt>> all = new TreeMap<>(Comparator.comparingInt(CELLS::indexOf));
    for (String cell : cells) {
      for (String rate : rates) {
        for (String seed : seeds) {
          Lesson lesson = new Lesson(cell, rate, Integer.parseInt(seed), course);
          Learnt learnt = learn(rondo, lesson, keep);
          System.out.println(learnt.line());
          all.computeIfAbsent(cell, c -> new ArrayList<>()).add(learnt);
        }
      }
    }
    List<Learnt> best = all.values().stream().map(Adding::best).toList();
    table(best, rates, all);
    if (plot.isPresent()) {
      Files.writeString(plot.get(), Picture.of(best).svg());
    }
    best.forEach(b -> json(b, all.getOrDefault(b.lesson().cell(), List.of())));
  }

  private static Learnt learn(Rondo rondo, Lesson lesson, Optional<Path> keep) throws IOException {
    Optional<Learnt> kept = keep.isPresent() ? Learnt.read(keep.get(), lesson) : Optional.empty();
    if (kept.isPresent()) {
      return kept.get();
    }
    Learnt learnt = lesson.learn(rondo);
    if (keep.isPresent()) {
      learnt.write(keep.get());
    }
    return learnt;
  }

  private static Learnt best(List<Learnt> trainings) {
    return trainings.stream().min(Comparator.comparingDouble(Learnt::dev)).orElseThrow();
  }

  /** The best of each rate, and what part of the gradient arrives at the first step. */
  private static void table(List<Learnt> best, List<String> rates, Map<String, List<Learnt>> all) {
    System.out.println();
    StringBuilder head = new StringBuilder("cell ");
    rates.forEach(r -> head.append(String.format("  best@%-6s", r)));
    System.out.println(head + "     best  arrives before  arrives after");
    for (Learnt b : best) {
      StringBuilder row = new StringBuilder(String.format("%-5s", b.lesson().cell()));
      for (String rate : rates) {
        List<Learnt> at =
            all.getOrDefault(b.lesson().cell(), List.of()).stream()
                .filter(l -> l.lesson().rate().equals(rate))
                .toList();
        row.append(String.format(Locale.ROOT, "  %11.5f", best(at).mse()));
      }
      System.out.printf(
          Locale.ROOT,
          "%s  %7.5f  %14.2g  %13.2g%s%n",
          row,
          b.mse(),
          firstToLast(b.before()),
          firstToLast(b.after()),
          verdict(b));
    }
  }

  private static double firstToLast(double[] norms) {
    return norms[0] / norms[norms.length - 1];
  }

  private static String verdict(Learnt b) {
    return b.mse() < LEARNT
        ? "  learnt"
        : b.mse() > AddingProblem.BASELINE / 2 ? "  not learnt" : "  in part";
  }

  private static void json(Learnt b, List<Learnt> trainings) {
    System.out.printf(
        Locale.ROOT,
        "{\"name\":\"adding %s\",\"metric\":\"mse\",\"value\":%.6f,\"seed\":%d,\"seconds\":%.1f}%n",
        b.lesson().cell(),
        b.mse(),
        b.lesson().seed(),
        trainings.stream().mapToDouble(Learnt::seconds).sum());
  }
}
