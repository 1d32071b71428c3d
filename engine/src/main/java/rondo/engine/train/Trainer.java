package rondo.engine.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Example;
import rondo.core.Kernels;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Options;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Workers;

/**
 * Trains a model in place. When {@link #run} returns, the model's parameters are the best that were
 * found on the dev data, or without such data the last ones; averaged, if averaging is on.
 *
 * <p>The same seed, data, settings and kernels give the same bits at any number of threads, however
 * often the training was cancelled and taken up again; a limit in time is the one exception.
 *
 * <pre>{@code
 * Settings settings = Trainer.options().fill(Map.of("epochs", "20"));
 * Outcome outcome = new Trainer<>(model, data, dev, settings, 1, kernels).into(folder).run();
 * }</pre>
 */
public final class Trainer<I, O> {
  /** Where checkpoints stand in the folder of a training. */
  public static final String CHECKPOINT = "last.checkpoint";

  /** The option that says how many epochs' models whoever owns the folder is to keep in it. */
  public static final String KEEP = Regime.KEEP;

  private final Setup<I, O> setup;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private Optional<Path> folder = Optional.empty();
  private Optional<Path> start = Optional.empty();

  /**
   * What is trained, on what and how.
   *
   * @param params those of the model that are trained
   */
  record Setup<I, O>(
      Model<I, O> model,
      List<Param> params,
      List<Example<I, O>> data,
      DevSet<I, O> dev,
      Regime regime,
      long seed,
      Kernels kernels) {
    /** The steps of an epoch, as lists of parts. */
    Stream<List<Batch>> epoch(Noise order) {
      return model.task().epoch(data, regime.plan(), order);
    }

    /** The same with kernels that share large products: what a step's parts leave idle helps. */
    Setup<I, O> on(Workers workers) {
      Kernels shared = KernelChoice.on(workers, kernels);
      return new Setup<>(model, params, data, dev, regime, seed, shared);
    }
  }

  /**
   * A trainer of a model.
   *
   * @param dev what the best model is chosen by; may be empty
   * @param settings of {@link #options}
   */
  public Trainer(
      Model<I, O> model,
      List<Example<I, O>> data,
      List<Example<I, O>> dev,
      Settings settings,
      long seed,
      Kernels kernels) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException("there are no examples to train on");
    }
    Regime regime = Regime.read(settings);
    List<Param> params = regime.freezing().trained(model.params());
    this.setup =
        new Setup<>(model, params, List.copyOf(data), new DevSet<>(dev), regime, seed, kernels);
  }

  /** All that a training can be told, without the section's name. */
  public static Options options() {
    return Regime.OPTIONS;
  }

  /** Adds somebody who is told how it goes. */
  public Trainer<I, O> listen(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Writes checkpoints and metrics into a folder, which must be there. */
  public Trainer<I, O> into(Path where) {
    folder = Optional.of(where);
    return this;
  }

  /** Goes on from a checkpoint, which must come from a training of the same kind. */
  public Trainer<I, O> resume(Path checkpoint) {
    start = Optional.of(checkpoint);
    return this;
  }

  /**
   * Makes every step of an epoch and takes none, so that a model which was not fitted to the data
   * refuses before anything is written what it cannot be taught, such as a label that it lacks.
   */
  public Trainer<I, O> rehearse() {
    try (Stream<List<Batch>> steps = setup.epoch(Noise.NONE)) {
      steps.forEach(each -> {});
    }
    return this;
  }

  /**
   * Finds out by some of its steps, within seconds, what the training will take. Nothing is learnt
   * or written.
   */
  public Trial trial() {
    start.ifPresent(checkpoint -> Checkpoint.read(checkpoint).requireFits(setup));
    try (Workers workers = Workers.of(setup.regime().threads())) {
      return new TrialRun<>(setup.on(workers), workers).run();
    }
  }

  /**
   * Trains, on the calling thread and as many others as the settings say. Divergence is a {@link
   * DivergedException}.
   */
  public Outcome run() {
    List<TrainingListener> told = new ArrayList<>();
    folder.ifPresent(f -> told.add(new MetricsFiles(f, setup.regime().report())));
    told.addAll(listeners);
    Optional<Path> file = folder.map(f -> f.resolve(CHECKPOINT));
    try (Workers workers = Workers.of(setup.regime().threads())) {
      TrainingRun<I, O> run =
          new TrainingRun<>(
              setup.on(workers), workers, TrainingListener.all(told), cancelled::get, file);
      start.ifPresent(run::resume);
      return run.run();
    }
  }

  /**
   * Ends the training after the step that is under way, with a checkpoint. May be called from any
   * thread, before the training begins too.
   */
  public void cancel() {
    cancelled.set(true);
  }
}
