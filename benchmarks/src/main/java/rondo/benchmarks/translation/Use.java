package rondo.benchmarks.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import rondo.core.Model;
import rondo.engine.Rondo;
import rondo.tasks.Source;
import rondo.tasks.Translated;
import rondo.tasks.Translation;
import rondo.tasks.search.Beam;
import rondo.tasks.search.Lengths;

/**
 * Sentences a second of a translator in use, round by round.
 *
 * @param beam the model's own beam, many sentences at once, on one thread
 * @param all the same on all cores
 * @param greedy the likeliest next word, sentence by sentence, on one thread
 */
record Use(List<Double> beam, List<Double> all, List<Double> greedy) {
  private static final int PIECE = 128; // texts that a thread is given at once

  /** By turns; what warms up is not among them. */
  static Use of(
      Rondo rondo, Model<Source, Translated> model, List<String> texts, int warmUp, int rounds) {
    Use use = new Use(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try (Translation translation = rondo.open(model, Translation.class)) {
      Translation greedy = translation.searching(Beam.greedy(Lengths.UP_TO_TWICE));
      for (int round = -warmUp; round < rounds; round++) {
        double beam = speed(texts, () -> translation.translateAll(texts));
        double all = speed(texts, () -> translate(translation, texts, cores));
        double one = speed(texts, () -> texts.forEach(greedy::translate));
        System.err.printf(
            "%s: %.1f sentences a second, %.1f on all cores, greedy one by one %.1f%n",
            round < 0 ? "warming up" : "round " + (round + 1), beam, all, one);
        if (round >= 0) {
          use.beam.add(beam);
          use.all.add(all);
          use.greedy.add(one);
        }
      }
    } finally {
      cores.shutdown();
    }
    return use;
  }

  private static void translate(Translation model, List<String> texts, ExecutorService cores) {
    List<Future<List<String>>> under = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += PIECE) {
      List<String> piece = texts.subList(from, Math.min(texts.size(), from + PIECE));
      under.add(cores.submit(() -> model.translateAll(piece)));
    }
    for (Future<List<String>> each : under) {
      try {
        each.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("a piece was not translated", e);
      }
    }
  }

  private static double speed(List<String> texts, Runnable work) {
    long began = System.nanoTime();
    work.run();
    return texts.size() / ((System.nanoTime() - began) / 1e9);
  }
}
