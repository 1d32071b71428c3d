package rondo.engine.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.CellType;
import rondo.core.Example;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Registry;
import rondo.core.State;
import rondo.core.Task;
import rondo.core.Trace;
import rondo.engine.watch.Watch;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Sees the gradient on its way back through time, so that one can tell whether it vanishes or
 * explodes: at each step of each cell the norm of dL/dh[t], the total derivative of the loss by the
 * cell's output there, through all later steps.
 *
 * <p>Any cell can be watched. It computes what it always does, only in runs of one step with a
 * carried state, as in a stream. What goes back between two such runs is the gradient of the state,
 * and part 0 of the state is the output; so with what the loss says of that output itself, this is
 * the whole gradient at h[t], and exact.
 *
 * <pre>{@code
 * GradientProbe probe = new GradientProbe();
 * Network network = type.create(spec, probe.watch(cells), weights);
 * List<GradientNorms> norms = probe.run(network, task, examples, kernels);
 * }</pre>
 */
public final class GradientProbe {
  private static final int ROWS = 32; // sequences that run together
  private static final Task.Plan PLAN = new Task.Plan(ROWS, ROWS, Integer.MAX_VALUE);

  private final List<Norms> watches = new ArrayList<>();

  /** The norms that one cell has shown so far. */
  private record Norms(String cell, List<double[]> sequences) implements Watch {
    @Override
    public Run begin(int[] lengths) {
      return new NormsOfRun(lengths, this);
    }

    /** Directions may run side by side, but one cell's way back is one thread's at a time. */
    synchronized void add(double[] norms) {
      sequences.add(norms);
    }
  }

  /** Those of one way back. */
  private static final class NormsOfRun implements Watch.Run {
    private final int[] lengths;
    private final Norms all;
    private double[][] norms = {}; // of each example, of each of its steps

    NormsOfRun(int[] lengths, Norms all) {
      this.lengths = lengths;
      this.all = all;
    }

    @Override
    public void back(int t, Matrix dy, State dstate) {
      if (norms.length == 0) {
        turn(t + 1);
      }
      for (int b = 0; b < norms.length; b++) {
        if (t < norms[b].length) {
          norms[b][t] = norm(b, dy, dstate);
        }
      }
    }

    private void turn(int steps) {
      norms = new double[lengths.length][];
      for (int b = 0; b < norms.length; b++) {
        norms[b] = new double[Math.min(lengths[b], steps)];
      }
    }

    /** dL/dh[t] = dy[t] + dstate part 0. */
    private static double norm(int b, Matrix dy, State dstate) {
      double squares = 0;
      for (int j = 0; j < dy.cols(); j++) {
        float later = dstate.none() ? 0 : dstate.part(0).get(b, j);
        float dh = dy.get(b, j) + later;
        squares += (double) dh * dh;
      }
      return Math.sqrt(squares);
    }

    @Override
    public void finish() {
      if (norms.length == 0) {
        turn(0); // not a step was taken
      }
      for (double[] each : norms) {
        all.add(each);
      }
    }
  }

  /** The same type; each cell that it makes from now on is watched. */
  public CellType watch(CellType type) {
    return Watch.over(type, this::watch);
  }

  /** The same types, watched. */
  public Registry<CellType> watch(Registry<CellType> types) {
    return Watch.over(types, this::watch);
  }

  private Watch watch(String path) {
    watches.removeIf(w -> w.cell.equals(path)); // a graph may be read more than once
    Norms watch = new Norms(path, new ArrayList<>());
    watches.add(watch);
    return watch;
  }

  /** What was seen since this probe was made, cell by cell in the order in which they were made. */
  public List<GradientNorms> seen() {
    return watches.stream().map(w -> new GradientNorms(w.cell, w.sequences)).toList();
  }

  /**
   * Sends the loss of examples back through a network whose cells are watched; nothing is dropped,
   * and no weight changes.
   */
  public <I, O> List<GradientNorms> run(
      Network network, Task<I, O> task, List<Example<I, O>> examples, Kernels kernels) {
    Work work = new Work(kernels, Workers.ONE);
    try (Stream<List<Batch>> steps = task.epoch(examples, PLAN, Noise.NONE)) {
      for (Iterator<List<Batch>> left = steps.iterator(); left.hasNext(); ) {
        for (Batch part : left.next()) {
          Trace trace = network.forward(part, State.NONE, work.reset(Noise.NONE));
          Loss loss = task.loss(trace.output().sequence(), network.head(), part, work);
          Flow ignored = trace.backward().apply(Flow.of(loss.dhidden()));
        }
      }
    }
    return seen();
  }
}
