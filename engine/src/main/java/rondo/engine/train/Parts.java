package rondo.engine.train;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Batch;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Loss;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Task;
import rondo.core.Trace;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Runs the parts of a step side by side, forward and back, each with a pass of its own that is kept
 * from step to step. A part that continues starts from the end state of the part of its number in
 * the step before; no gradient goes back across that seam (truncated BPTT, Williams and Peng 1990).
 */
final class Parts {
  private final Network network;
  private final Task<?, ?> task;
  private final Kernels kernels;
  private final Workers workers;
  private final List<Work> works = new ArrayList<>();
  private List<State> ends = List.of();

  Parts(Network network, Task<?, ?> task, Kernels kernels, Workers workers) {
    this.network = network;
    this.task = task;
    this.kernels = kernels;
    this.workers = workers;
  }

  /** What running some parts gave. */
  record Ran(double loss, double weight, List<Work> works) {}

  /** Runs parts; {@code first} is the number of the first of them within the step. */
  Ran run(List<Batch> parts, Noise step, int first) {
    while (works.size() < parts.size()) {
      works.add(new Work(kernels, workers));
    }
    Loss[] losses = new Loss[parts.size()];
    State[] next = new State[parts.size()];
    List<Runnable> pieces = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int part = i;
      pieces.add(
          () -> {
            Work work = works.get(part).reset(step.at(first + part));
            Batch batch = parts.get(part);
            Trace trace = network.forward(batch, start(batch, part), work);
            Sequence hidden = trace.output().sequence();
            next[part] = trace.output().state().copy();
            losses[part] = task.loss(hidden, network.head(), batch, work);
            Flow ignored = trace.backward().apply(Flow.of(losses[part].dhidden()));
          });
    }
    workers.run(pieces);
    ends = List.of(next);
    double sum = 0;
    double weight = 0;
    for (Loss each : losses) {
      sum += each.sum();
      weight += each.weight();
    }
    return new Ran(sum, weight, works.subList(0, parts.size()));
  }

  private State start(Batch batch, int part) {
    if (!batch.continues()) {
      return State.NONE;
    }
    if (part >= ends.size()) {
      throw new IllegalStateException(
          "part %d continues a part that the step before did not have: it had %d"
              .formatted(part, ends.size()));
    }
    return ends.get(part);
  }

  /** The most floats that its passes held at once so far. */
  long activations() {
    return works.stream().mapToLong(Work::peak).sum();
  }

  /** How many floats there is room for in the gradients of its passes. */
  long gradients() {
    return works.stream().mapToLong(Work::gradients).sum();
  }

  /** Where the parts of the last step ended. */
  List<State> ends() {
    return ends;
  }

  /** Goes on as if the last step had ended there. */
  void resume(List<State> states) {
    ends = List.copyOf(states);
  }
}
