package rondo.engine;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import rondo.core.Carried;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Runs any network on the JVM: the one place that owns the memory of a use. A cursor that is closed
 * leaves its memory to the next one, as long as nothing else needs it. Closing the runner closes
 * the workers it was given.
 */
public final class NativeRunner implements Runner {
  private final Network network;
  private final Kernels kernels;
  private final Workers workers;
  private final Queue<SoftReference<Memory>> free = new ConcurrentLinkedQueue<>();

  public NativeRunner(Network network, Kernels kernels, Workers workers) {
    this.network = network;
    this.kernels = kernels;
    this.workers = workers;
  }

  public Network network() {
    return network;
  }

  @Override
  public Cursor start(Inputs source) {
    return new Walk(source);
  }

  @Override
  public void close() {
    workers.close();
  }

  /**
   * What a walk computes in.
   *
   * @param turns writes one, reads its state from the other
   */
  private record Memory(Work source, List<Work> turns) {}

  /** What an earlier walk left behind, or new memory. */
  private Memory memory() {
    for (SoftReference<Memory> r = free.poll(); r != null; r = free.poll()) {
      Memory left = r.get();
      if (left != null) {
        return left;
      }
    }
    return new Memory(work(), List.of(work(), work()));
  }

  private Work work() {
    return new Work(kernels, workers);
  }

  private final class Walk implements Cursor {
    private final Memory memory = memory();
    private boolean closed;
    private Carried carried;
    private int taken;
    private final boolean hasSource = !network.spec().demand().source().columns().isEmpty();
    private int rows; // of the last piece; before it, of the encoded source, if there is one

    Walk(Inputs inputs) {
      carried = network.start(inputs, memory.source.reset(Noise.NONE));
      rows = carried.owner().length;
    }

    @Override
    public Scores score(Inputs tokens) {
      requireOpen();
      if (taken > 0 && !network.streams()) {
        throw new IllegalStateException(
            "this model reads each sequence as a whole and takes no second piece; "
                + "train one with network.direction = forward to stream");
      }
      if (taken > 0 || hasSource) {
        Cursor.requireGoingOn(tokens, rows);
      }
      Work turn = memory.turns.get((taken + 1) & 1);
      Network.Scored scored = network.score(tokens, carried, turn.reset(Noise.NONE));
      taken++; // only now: a piece that was refused changes nothing
      carried = carried.with(scored.state());
      rows = tokens.batch();
      return scored.scores();
    }

    @Override
    public void select(int[] chosen) {
      requireOpen();
      Cursor.requireLiving(chosen, rows);
      Work here = taken == 0 ? memory.source : memory.turns.get(taken & 1);
      List<Matrix> parts = new ArrayList<>();
      for (Matrix part : carried.state().parts()) {
        Matrix moved = here.take(chosen.length, part.cols());
        for (int r = 0; r < chosen.length; r++) {
          System.arraycopy(part.data(), part.at(chosen[r]), moved.data(), moved.at(r), part.cols());
        }
        parts.add(moved);
      }
      int[] owner = carried.owner();
      int[] owners = new int[owner.length == 0 ? 0 : chosen.length];
      for (int r = 0; r < owners.length; r++) {
        owners[r] = owner[chosen[r]];
      }
      List<Sequence> memory = carried.memory();
      carried = new Carried(new State(parts), memory, owners);
      rows = chosen.length;
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException("this cursor is closed; start another");
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        free.add(new SoftReference<>(memory));
      }
    }
  }
}
