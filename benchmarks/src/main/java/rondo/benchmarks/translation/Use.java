package rondo.benchmarks.translation;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Example;
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
 * @param beam a beam of five, many sentences at once, on one thread
 * @param all the same on all cores
 * @param greedy the likeliest next word, sentence by sentence, on one thread
 */
record Use(List<Double> beam, List<Double> all, List<Double> greedy) {
  private static final Beam FIVE = new Beam(5, 1, 1, Lengths.UP_TO_TWICE, 0);

  /** By turns; what warms up is not among them. */
  static Use of(
      Rondo rondo, Model<Source, Translated> model, List<String> texts, int warmUp, int rounds) {
    Use use = new Use(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Example<Source, Translated>> examples =
        texts.stream().map(t -> new Example<>(Source.of(t), Translated.of(""))).toList();
    try (Translation translation = rondo.open(model, Translation.class)) {
      Translation five = translation.searching(FIVE);
      Translation greedy = translation.searching(Beam.greedy(Lengths.UP_TO_TWICE));
      for (int round = -warmUp; round < rounds; round++) {
        double beam = speed(texts, () -> five.translateAll(texts));
        double all = speed(texts, () -> rondo.answered(model, examples));
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
    }
    return use;
  }

  private static double speed(List<String> texts, Runnable work) {
    long began = System.nanoTime();
    work.run();
    return texts.size() / ((System.nanoTime() - began) / 1e9);
  }
}
