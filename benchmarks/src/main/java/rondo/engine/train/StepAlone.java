package rondo.engine.train;

import java.util.List;
import java.util.Map;
import rondo.core.Batch;
import rondo.core.Kernels;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.engine.work.Workers;

/**
 * The step of a training without the training around it: forward, back, clipped by the global norm
 * at 5, Adam. It stands in this package because a step is nobody else's business; measurements are
 * the exception.
 */
public final class StepAlone {
  private static final double RATE = 1e-3;

  private final TrainingStep step;

  public StepAlone(Model<?, ?> model, Kernels kernels, Workers workers) {
    step =
        new TrainingStep(model, model.params(), Trainer.options().fill(Map.of()), kernels, workers);
  }

  /** Takes a step over parts; returns the mean loss before it. */
  public double take(List<Batch> parts) {
    TrainingStep.Taken taken = step.take(List.of(parts), Progress.START, Noise.NONE, RATE);
    return taken.loss() / taken.weight();
  }
}
