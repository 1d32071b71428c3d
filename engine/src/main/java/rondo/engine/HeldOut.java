package rondo.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rondo.core.Example;
import rondo.core.Noise;

/**
 * Examples in two: some drawn at random to be held back, and the rest, both in the order in which
 * they came.
 */
record HeldOut<I, O>(List<Example<I, O>> held, List<Example<I, O>> rest) {
  /** Holds back a share, from 0 to 1, and at least one example; the seed alone decides which. */
  static <I, O> HeldOut<I, O> of(List<Example<I, O>> data, double share, long seed) {
    if (data.size() < 2 || !(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "a share of %s of %d examples cannot be held back; name a file of dev data, or another share"
              .formatted(share, data.size()));
    }
    int count = (int) Math.max(1, Math.min(data.size() - 1L, Math.round(share * data.size())));
    Noise noise = Noise.of(seed).at("held out");
    return of(data, drawn(data.size(), noise).subList(0, count));
  }

  /**
   * Holds back one of the folds into which the seed deals the examples; their sizes differ by one
   * at most.
   *
   * @param number of the fold, from 1
   */
  static <I, O> HeldOut<I, O> fold(List<Example<I, O>> data, int number, int folds, long seed) {
    if (folds < 2 || folds > data.size() || number < 1 || number > folds) {
      throw new IllegalArgumentException(
          "there is no fold %d of %d of %s; folds are counted from 1, and there are 2 or more of them, none without an example"
              .formatted(
                  number, folds, data.size() == 1 ? "1 example" : data.size() + " examples"));
    }
    int from = (int) ((number - 1L) * data.size() / folds);
    int to = (int) ((long) number * data.size() / folds);
    return of(data, drawn(data.size(), Noise.of(seed).at("folds")).subList(from, to));
  }

  private static <I, O> HeldOut<I, O> of(List<Example<I, O>> data, List<Integer> drawn) {
    boolean[] taken = new boolean[data.size()];
    drawn.forEach(i -> taken[i] = true);
    List<Example<I, O>> held = new ArrayList<>();
    List<Example<I, O>> rest = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      (taken[i] ? held : rest).add(data.get(i));
    }
    return new HeldOut<>(held, rest);
  }

  /** The numbers below a count in a random order. */
  private static List<Integer> drawn(int count, Noise noise) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> noise.bits(i)).thenComparing(i -> i))
        .toList();
  }
}
