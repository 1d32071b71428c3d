package rondo.engine.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Example;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.engine.work.Workers;

/**
 * Tries a training: looks at every step of an epoch, makes the largest one for the memory it takes,
 * and then as many of the others as time allows. Its steps follow their gradients by nothing.
 */
final class TrialRun<I, O> {
  private static final double STEPPING = 2; // seconds
  private static final double ANSWERING = 1;
  private static final int FEWEST = 4; // steps, and examples to answer
  private static final int MOST_ANSWERED = 128; // which one thread answers

  private final Trainer.Setup<I, O> setup;
  private final Regime regime;
  private final Workers workers;
  private final Noise noise;
  private final TrainingStep step;

  private long lists;
  private long tokens;
  private long sourceTokens;
  private long longest;
  private long most; // places of the largest list
  private List<Batch> largest = List.of();
  private final List<int[]> before = new ArrayList<>(); // lengths of what parts may continue

  /** Some steps: how many, and how fast. */
  private record Tried(int steps, double tokensPerSecond) {}

  TrialRun(Trainer.Setup<I, O> setup, Workers workers) {
    this.setup = setup;
    this.regime = setup.regime();
    this.workers = workers;
    this.noise = Noise.of(setup.seed());
    this.step =
        new TrainingStep(
            setup.model(), setup.params(), regime.settings(), setup.kernels(), workers);
  }

  Trial run() {
    try (Stream<List<Batch>> all = epoch()) {
      all.forEach(this::look);
    }
    if (lists == 0) {
      throw new IllegalArgumentException("there is nothing to train on: no step in an epoch");
    }
    make(List.of(alone(largest)));
    Tried tried = tried();
    long stepsAnEpoch = (lists + regime.accumulate() - 1) / regime.accumulate();
    long steps = regime.limits().expected(stepsAnEpoch);
    double evaluations = regime.evaluate() == 0 ? 1 : (double) stepsAnEpoch / regime.evaluate();
    double epoch = tokens / tried.tokensPerSecond() + evaluations * evaluation();
    double all = epoch * steps / stepsAnEpoch;
    long limit = regime.limits().time().toSeconds();
    return new Trial(
        new Trial.Reading(
            setup.data().size(), setup.dev().examples().size(), tokens, sourceTokens, longest),
        memory(),
        new Trial.Time(
            regime.limits().epochs(),
            stepsAnEpoch,
            steps,
            tried.steps(),
            tried.tokensPerSecond(),
            epoch,
            limit > 0 ? Math.min(limit, all) : all));
  }

  private Stream<List<Batch>> epoch() {
    return setup.epoch(noise.at("order").at(0));
  }

  private void look(List<Batch> list) {
    lists++;
    tokens += Pace.tokens(List.of(list));
    long places = 0;
    for (int p = 0; p < list.size(); p++) {
      Batch part = list.get(p);
      int[] lengths = part.tokens().lengths().clone();
      if (part.continues() && p < before.size()) {
        int[] gone = before.get(p);
        IntStream.range(0, lengths.length).forEach(row -> lengths[row] += gone[row]);
      }
      if (p < before.size()) {
        before.set(p, lengths);
      } else {
        before.add(lengths);
      }
      int[] read = part.source().lengths();
      sourceTokens += IntStream.of(read).sum();
      longest =
          Math.max(
              longest, IntStream.concat(IntStream.of(lengths), IntStream.of(read)).max().orElse(0));
      places += (long) part.tokens().time() * part.tokens().batch();
      places += (long) part.source().time() * part.source().batch();
    }
    if (places > most) {
      most = places;
      largest = list;
    }
  }

  /** The same parts without what they continue. */
  private static List<Batch> alone(List<Batch> list) {
    return list.stream().map(p -> new Batch(p.source(), p.tokens(), p.gold(), false)).toList();
  }

  /** A step that changes no weight; returns its seconds. */
  private double make(List<List<Batch>> these) {
    long began = System.nanoTime();
    step.take(these, Progress.START, noise.at(0), 0);
    return since(began);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** Steps as they come; the later half tells how fast they are, when Java knows the code. */
  private Tried tried() {
    List<Long> counts = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    long began = System.nanoTime();
    try (Stream<List<Batch>> all = epoch()) {
      Iterator<List<Batch>> left = all.iterator();
      while (left.hasNext() && (counts.size() < FEWEST || since(began) < STEPPING)) {
        List<List<Batch>> one = List.of(left.next());
        seconds.add(make(one));
        counts.add(Pace.tokens(one));
      }
    }
    int from = counts.size() / 2;
    double sum = counts.stream().skip(from).mapToLong(n -> n).sum();
    double time = seconds.stream().skip(from).mapToDouble(s -> s).sum();
    return new Tried(counts.size(), sum / Math.max(1e-9, time));
  }

  /** Seconds to answer all of the dev data, as some of them tell. */
  private double evaluation() {
    List<Example<I, O>> dev = setup.dev().examples();
    int count = Math.min(dev.size(), FEWEST);
    double spent = 0;
    double last = 0;
    while (count > 0 && spent < ANSWERING) {
      long began = System.nanoTime();
      new DevSet<>(dev.subList(0, count)).evaluate(setup.model(), setup.kernels(), workers);
      last = since(began) / count;
      spent += since(began);
      int next = Math.min(Math.min(dev.size(), MOST_ANSWERED), 2 * count);
      if (next == count) {
        break;
      }
      count = next;
    }
    int sideBySide = Math.min(workers.threads(), dev.size() / MOST_ANSWERED + 1);
    return last * dev.size() / sideBySide;
  }

  private Trial.Memory memory() {
    long weights = size(setup.model().params());
    long best = setup.dev().none() ? 0 : size(setup.params());
    return new Trial.Memory(
        Float.BYTES * weights,
        Float.BYTES * (step.most() - weights + best),
        Float.BYTES * step.gradients(),
        Float.BYTES * step.activations());
  }

  private static long size(List<Param> params) {
    return params.stream().mapToLong(p -> p.value().size()).sum();
  }
}
