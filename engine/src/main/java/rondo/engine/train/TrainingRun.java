package rondo.engine.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Evaluation;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.engine.work.Workers;

/** The loop of a training: epochs of steps, and what is due between them. */
final class TrainingRun<I, O> {
  private final Trainer.Setup<I, O> setup;
  private final Regime regime;
  private final Workers workers;
  private final TrainingListener listener;
  private final BooleanSupplier cancelled;
  private final Optional<Path> file; // of checkpoints

  private final Noise noise;
  private final List<Param> params; // those that are trained
  private final TrainingStep step;
  private final long stepsAnEpoch;
  private final Schedule schedule;

  private Progress progress = Progress.START;
  private Optional<Snapshot> best = Optional.empty();
  private Pace pace = new Pace(0);
  private Optional<Saved> saved = Optional.empty();

  /** The last checkpoint that was written or read. */
  private record Saved(Path file, Progress progress) {}

  TrainingRun(
      Trainer.Setup<I, O> setup,
      Workers workers,
      TrainingListener listener,
      BooleanSupplier cancelled,
      Optional<Path> file) {
    this.setup = setup;
    this.regime = setup.regime();
    this.workers = workers;
    this.listener = listener;
    this.cancelled = cancelled;
    this.file = file;
    this.noise = Noise.of(setup.seed());
    this.params = setup.params();
    this.step =
        new TrainingStep(setup.model(), params, regime.settings(), setup.kernels(), workers);
    listener.begins("arranging the data");
    this.stepsAnEpoch = stepsAnEpoch();
    this.schedule = Schedule.read(regime.settings(), regime.limits().expected(stepsAnEpoch));
    if (file.isPresent()) {
      Checkpoint.requireRoom(step.most() + (setup.dev().none() ? 0 : weights()));
    }
  }

  private long weights() {
    return params.stream().mapToLong(p -> p.value().size()).sum();
  }

  private long stepsAnEpoch() {
    try (Stream<List<Batch>> lists = epoch(0)) {
      long steps = (lists.count() + regime.accumulate() - 1) / regime.accumulate();
      if (steps == 0) {
        throw new IllegalArgumentException("there is nothing to train on: no step in an epoch");
      }
      return steps;
    }
  }

  private Stream<List<Batch>> epoch(int epoch) {
    return setup.epoch(noise.at("order").at(epoch));
  }

  /** Takes up where a checkpoint was written. */
  void resume(Path from) {
    listener.begins("reading " + from);
    Checkpoint checkpoint = Checkpoint.read(from);
    checkpoint.requireFits(setup);
    progress = checkpoint.progress();
    best = checkpoint.restore(step, params);
    pace = new Pace(progress.seconds());
    saved = Optional.of(new Saved(from, progress));
  }

  Outcome run() {
    listener.started(started());
    Optional<Ending> ending = ending();
    while (ending.isEmpty()) {
      try (Stream<List<Batch>> lists = epoch(progress.epoch())) {
        Iterator<List<Batch>> left = lists.skip(progress.at()).iterator();
        while (left.hasNext() && ending.isEmpty()) {
          take(next(left));
          evaluateEach(regime.evaluate());
          saveEach(regime.checkpoint());
          ending = ending();
        }
      }
      if (ending.isEmpty()) {
        endEpoch();
        ending = ending();
      }
    }
    return finish(ending.get());
  }

  /** Why not to take another step. */
  private Optional<Ending> ending() {
    return cancelled.getAsBoolean() || listener.enough()
        ? Optional.of(Ending.CANCELLED)
        : regime.limits().reached(progress);
  }

  private List<List<Batch>> next(Iterator<List<Batch>> left) {
    List<List<Batch>> lists = new ArrayList<>();
    while (lists.size() < regime.accumulate() && left.hasNext()) {
      lists.add(left.next());
    }
    return lists;
  }

  private void take(List<List<Batch>> lists) {
    long began = System.nanoTime();
    double rate = rate();
    TrainingStep.Taken taken = step.take(lists, progress, noise.at(progress.step()), rate);
    if (!taken.finite()) {
      String what =
          Double.isFinite(taken.loss())
              ? "the norm of the gradient is " + taken.norm()
              : "the loss is " + taken.loss();
      throw diverged(what, progress.step() + 1);
    }
    pace.stepped(lists, began);
    progress = progress.stepped(lists.size(), taken.loss(), taken.weight(), pace.seconds());
    listener.step(stepped(taken, rate));
  }

  private double rate() {
    return regime.rate() * schedule.factor(progress);
  }

  private void endEpoch() {
    if (regime.evaluate() == 0) {
      evaluate();
    }
    tellOfEpoch();
    progress = progress.nextEpoch();
    if (regime.checkpoint() == 0) {
      save();
    }
  }

  private void tellOfEpoch() {
    requireFinite();
    Optional<Snapshot> mean = step.averaging().values().map(m -> new Snapshot(params, m));
    mean.ifPresent(Snapshot::exchange);
    try {
      listener.epochEnded(progress.epoch() + 1);
    } finally {
      mean.ifPresent(Snapshot::exchange);
    }
  }

  private void evaluateEach(int steps) {
    if (steps > 0 && progress.step() % steps == 0) {
      evaluate();
    }
  }

  private void saveEach(int steps) {
    if (steps > 0 && progress.step() % steps == 0) {
      save();
    }
  }

  /** Evaluates the averaged weights, and keeps a copy of them if none were better. */
  private void evaluate() {
    if (setup.dev().none()) {
      progress = progress.reported(progress.standing(), pace.seconds());
      return;
    }
    Optional<Snapshot> mean = step.averaging().values().map(m -> new Snapshot(params, m));
    mean.ifPresent(Snapshot::exchange);
    try {
      listener.begins("evaluating on the dev data");
      requireFinite(); // a score can be good by chance, and the model would be kept
      Evaluation found = setup.dev().evaluate(setup.model(), setup.kernels(), workers);
      Standing standing = progress.standing();
      boolean better = standing.betteredBy(found);
      if (better) {
        best = Optional.of(best.map(Snapshot::again).orElseGet(() -> Snapshot.of(params)));
      }
      listener.evaluated(evaluated(found, better));
      progress =
          progress.reported(
              standing.after(found, progress.step(), schedule.patience()), pace.seconds());
    } finally {
      mean.ifPresent(Snapshot::exchange);
    }
  }

  private void requireFinite() {
    if (!step.finite()) {
      throw diverged("a weight is not finite any more", progress.step());
    }
  }

  private void save() {
    Optional<Saved> next = file.map(f -> new Saved(f, progress));
    if (next.isPresent() && !next.equals(saved)) {
      step.spoilt()
          .ifPresent(
              what -> {
                throw diverged(what + " holds a number that is not finite", progress.step());
              });
      Path to = next.get().file();
      listener.begins("writing " + to);
      Checkpoint.of(setup, progress, step, best).write(to);
      saved = next;
      listener.checkpoint(to, progress.step());
    }
  }

  /**
   * Leaves the model with the weights to keep. A run that ends within an epoch is evaluated after
   * its checkpoint is written, so that going on from there is as if it had never ended.
   */
  private Outcome finish(Ending ending) {
    save();
    if (ending != Ending.CANCELLED && progress.standing().lastStep() != progress.step()) {
      evaluate();
    }
    Optional<Snapshot> mean = step.averaging().values().map(m -> new Snapshot(params, m));
    best.or(() -> mean).ifPresent(Snapshot::restore);
    requireFinite();
    Standing standing = progress.standing();
    Outcome outcome =
        new Outcome(
            ending,
            progress.epoch(),
            progress.step(),
            pace.seconds(),
            progress.meanLoss(),
            standing.best(),
            standing.bestStep(),
            file);
    listener.finished(outcome);
    return outcome;
  }

  private DivergedException diverged(String what, long at) {
    String where =
        saved
            .map(
                s ->
                    "the last good checkpoint is '%s', after step %d"
                        .formatted(s.file(), s.progress().step()))
            .orElse("there is no checkpoint");
    return new DivergedException(
        "%s at step %d, with rate %s; %s. Try a lower rate or clip"
            .formatted(what, at, rate(), where));
  }

  // what listeners are told

  private TrainingListener.Started started() {
    long all = setup.model().params().stream().mapToLong(p -> p.value().size()).sum();
    return new TrainingListener.Started(
        setup.data().size(),
        setup.dev().examples().size(),
        weights(),
        all - weights(),
        regime.limits().epochs(),
        stepsAnEpoch,
        progress.step(),
        workers.threads(),
        setup.kernels().name());
  }

  private TrainingListener.Step stepped(TrainingStep.Taken taken, double rate) {
    return new TrainingListener.Step(
        progress.epoch() + 1,
        progress.step(),
        taken.weight() > 0 ? taken.loss() / taken.weight() : 0,
        progress.meanLoss(),
        rate,
        taken.norm(),
        pace.tokensPerSecond(),
        progress.seconds(),
        secondsLeft(),
        progress.standing().best());
  }

  private double secondsLeft() {
    Limits limits = regime.limits();
    long more = Math.max(0, limits.expected(stepsAnEpoch) - progress.step());
    double left = pace.secondsFor(more);
    return limits.time().isZero()
        ? left
        : Math.min(left, Math.max(0, limits.time().toSeconds() - progress.seconds()));
  }

  private TrainingListener.Evaluated evaluated(Evaluation found, boolean better) {
    return new TrainingListener.Evaluated(
        progress.epoch() + 1,
        progress.step(),
        progress.meanLoss(),
        rate(),
        pace.seconds(),
        found,
        better);
  }
}
