package rondo.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rondo.core.Answered;
import rondo.core.Example;

/** Examples drawn at random, always the same, to be answered for as long as there is time. */
final class Sample<I, O> {
  private static final int FIRST = 64; // answered at first, to see how long that takes
  private static final long SEED = 1;

  private final List<Example<I, O>> examples;
  private final List<Integer> order;
  private final SortedMap<Integer, O> answers = new TreeMap<>();

  Sample(List<Example<I, O>> examples) {
    this.examples = examples;
    this.order = IntStream.range(0, examples.size()).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(SEED));
  }

  /**
   * Has pieces answered, each as large as all before, while the next one is likely to be in time.
   */
  Sample<I, O> answer(Function<List<I>, List<O>> answering, Duration about) {
    long began = System.nanoTime();
    while (answers.size() < order.size()
        && (answers.isEmpty() || 2 * (System.nanoTime() - began) < about.toNanos())) {
      int from = answers.size();
      int to = Math.min(order.size(), Math.max(FIRST, 2 * from));
      List<Integer> next = order.subList(from, to);
      List<O> found = answering.apply(next.stream().map(i -> examples.get(i).input()).toList());
      for (int i = 0; i < found.size(); i++) {
        answers.put(next.get(i), found.get(i));
      }
    }
    return this;
  }

  /** Those that were answered, in the order of the examples. */
  Answered<I, O> answered(Answered.Measure<I, O> measure) {
    List<Example<I, O>> taken = answers.keySet().stream().map(examples::get).toList();
    return new Answered<>(taken, new ArrayList<>(answers.values()), measure);
  }
}
