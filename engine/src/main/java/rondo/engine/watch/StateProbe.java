package rondo.engine.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Cell;
import rondo.core.CellType;
import rondo.core.Example;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Registry;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Task;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Sees the state of each cell after each step of a text.
 *
 * <pre>{@code
 * StateProbe probe = new StateProbe();
 * Network network = type.create(spec, probe.watch(cells), weights);
 * List<CellStates> states = probe.run(network, task, example, kernels);
 * }</pre>
 */
public final class StateProbe {
  private static final String BACKWARD = "/backward"; // ends the path of a cell that reads so
  private static final Task.Plan PLAN = new Task.Plan(1, 1, Integer.MAX_VALUE);

  private final Map<String, Kept> watches = new LinkedHashMap<>();
  private boolean source; // whether what runs now is being encoded

  /** The same types; each cell that they make from now on is watched. */
  public Registry<CellType> watch(Registry<CellType> types) {
    return Watch.over(types, path -> watches.compute(path, (p, old) -> new Kept()));
  }

  /**
   * Has a network whose cells are watched read an example as it does in use; a decoder is told the
   * example's answer, so that its steps are those that write it.
   */
  public <I, O> List<CellStates> run(
      Network network, Task<I, O> task, Example<I, O> example, Kernels kernels) {
    watches.values().forEach(Kept::forget);
    Work encoding = new Work(kernels, Workers.ONE);
    Work scoring = new Work(kernels, Workers.ONE);
    try (Stream<List<Batch>> steps = task.epoch(List.of(example), PLAN, Noise.NONE)) {
      for (Iterator<List<Batch>> left = steps.iterator(); left.hasNext(); ) {
        for (Batch batch : left.next()) {
          source = true;
          Carried start = network.start(batch.source(), encoding.reset(Noise.NONE));
          source = false;
          Network.Scored ignored = network.score(batch.tokens(), start, scoring.reset(Noise.NONE));
        }
      }
    }
    List<CellStates> seen = new ArrayList<>();
    watches.forEach(
        (path, kept) -> {
          if (!kept.sequences.isEmpty()) {
            seen.add(kept.states(path));
          }
        });
    return seen;
  }

  /**
   * Has one cell read a sequence of vectors.
   *
   * @param x a row for each step
   * @param start one row of each part, or NONE
   */
  public static CellStates.States run(Cell cell, Matrix x, State start, Kernels kernels) {
    Kept kept = new StateProbe().new Kept();
    Sequence sequence = new Sequence(x.rows(), x, new int[] {x.rows()});
    Flow ignored =
        new WatchedCell(cell, kept)
            .predict(new Flow(sequence, start), new Work(kernels, Workers.ONE));
    return kept.states("").sequences().get(0);
  }

  /** What one cell has shown so far. */
  private final class Kept implements Watch {
    private final List<Growing> sequences = new ArrayList<>();
    private boolean encoded;

    void forget() {
      sequences.clear();
    }

    @Override
    public Run begin(int[] lengths) {
      encoded = source;
      boolean on = lengths.length == 1 && sequences.size() == 1; // a decoder that is fed
      List<Growing> now = on ? sequences : new ArrayList<>();
      while (now.size() < lengths.length) {
        now.add(new Growing(new ArrayList<>()));
      }
      if (!on) {
        sequences.addAll(now);
      }
      List<Growing> these = List.copyOf(now);
      return new Run() {
        @Override
        public void step(int t, State after) {
          for (int b = 0; b < lengths.length; b++) {
            if (t < lengths[b]) {
              these.get(b).add(after, b);
            }
          }
        }
      };
    }

    CellStates states(String path) {
      boolean backward = path.endsWith(BACKWARD);
      return new CellStates(
          path, encoded, sequences.stream().map(s -> s.states(backward)).toList());
    }
  }

  /**
   * A sequence of states.
   *
   * @param steps of each its parts
   */
  private record Growing(List<float[][]> steps) {
    void add(State state, int row) {
      float[][] parts = new float[state.parts().size()][];
      for (int p = 0; p < parts.length; p++) {
        Matrix part = state.part(p);
        parts[p] = Arrays.copyOfRange(part.data(), part.at(row), part.at(row) + part.cols());
      }
      steps.add(parts);
    }

    CellStates.States states(boolean backward) {
      int time = steps.size();
      int count = time == 0 ? 1 : steps.get(0).length;
      List<Matrix> parts = new ArrayList<>();
      for (int p = 0; p < count; p++) {
        Matrix all = Matrix.zeros(time, time == 0 ? 0 : steps.get(0)[p].length);
        for (int t = 0; t < time; t++) {
          float[] row = steps.get(backward ? time - 1 - t : t)[p];
          System.arraycopy(row, 0, all.data(), all.at(t), row.length);
        }
        parts.add(all);
      }
      return new CellStates.States(parts);
    }
  }
}
