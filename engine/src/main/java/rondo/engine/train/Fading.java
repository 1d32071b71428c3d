package rondo.engine.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * How much of a gradient a fresh cell hands back through time, where only what comes last counts.
 * It reads sequences of random vectors, and the loss pulls at the last output, each time in another
 * direction and with a strength of 1; so the norm at a step is the share that arrives there.
 *
 * <pre>{@code
 * GradientNorms norms = new Fading(100, 32, 1).of(cells.get("lstm"), Settings.NONE, kernels);
 * }</pre>
 *
 * @param steps how long the sequences are
 * @param hidden units of the cell, and numbers that it reads at a step
 * @param seed of the weights, the sequences and the directions
 */
public record Fading(int steps, int hidden, long seed) {
  private static final int SEQUENCES = 32;

  public Fading {
    if (steps < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "at least a step and a unit are needed, not %d and %d".formatted(steps, hidden));
    }
  }

  /** The norms of one cell. */
  public GradientNorms of(CellType type, Settings options, Kernels kernels) {
    GradientProbe probe = new GradientProbe();
    CellSpec spec = new CellSpec(type.name(), hidden, hidden, options);
    Cell cell = probe.watch(type).create(spec, new FreshWeights(seed).in(type.name()));
    int[] lengths = new int[SEQUENCES];
    Arrays.fill(lengths, steps);
    Noise noise = Noise.of(seed);
    Matrix x = normal(steps * SEQUENCES, hidden, noise.at("sequences"));
    Trace trace =
        cell.forward(Flow.of(new Sequence(steps, x, lengths)), new Work(kernels, Workers.ONE));
    Flow ignored = trace.backward().apply(new Flow(Sequence.NONE, pull(cell, noise.at("pull"))));
    return probe.seen().get(0);
  }

  private static Matrix normal(int rows, int cols, Noise noise) {
    Matrix m = Matrix.zeros(rows, cols);
    Init.normal(1).fill(m, noise);
    return m;
  }

  /** Of length 1, one for each sequence. */
  private static Matrix directions(int width, Noise noise) {
    Matrix all = normal(SEQUENCES, width, noise);
    for (int b = 0; b < SEQUENCES; b++) {
      double squares = 0;
      for (int j = 0; j < width; j++) {
        squares += (double) all.get(b, j) * all.get(b, j);
      }
      for (int j = 0; j < width; j++) {
        all.data()[all.at(b) + j] /= (float) Math.sqrt(squares);
      }
    }
    return all;
  }

  /** At the last output; nothing pulls at the other parts of the state. */
  private static State pull(Cell cell, Noise noise) {
    List<Matrix> parts = new ArrayList<>();
    for (int width : cell.ports().state()) {
      parts.add(parts.isEmpty() ? directions(width, noise) : Matrix.zeros(SEQUENCES, width));
    }
    return new State(parts);
  }
}
