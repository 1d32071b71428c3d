package rondo.engine;

import java.util.ArrayList;
import java.util.List;
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
 * Runs any network on the JVM: the one place that owns the memory of a use. Closing it closes the
 * workers it was given.
 */
public record NativeRunner(Network network, Kernels kernels, Workers workers) implements Runner {
  @Override
  public Cursor start(Inputs source) {
    return new Walk(source);
  }

  @Override
  public void close() {
    workers.close();
  }

  private final class Walk implements Cursor {
    private final Work source = work();
    private final Work[] turns = {work(), work()}; // writes one, reads its state from the other
    private Carried carried;
    private int taken;
    private int rows; // of the last piece; before it, of the encoded source, if there is one

    Walk(Inputs inputs) {
      carried = network.start(inputs, source.reset(Noise.NONE));
      rows = carried.owner().length;
    }

    private Work work() {
      return new Work(kernels, workers);
    }

    @Override
    public Scores score(Inputs tokens) {
      if (taken > 0 && !network.streams()) {
        throw new IllegalStateException(
            "this model reads each sequence as a whole and takes no second piece; "
                + "train one with network.direction = forward to stream");
      }
      if (rows > 0 && tokens.batch() != rows) {
        throw new IllegalArgumentException(
            "a piece of %d examples goes on where %d are under way; select the rows that live on"
                .formatted(tokens.batch(), rows));
      }
      Work turn = turns[(taken + 1) & 1];
      Network.Scored scored = network.score(tokens, carried, turn.reset(Noise.NONE));
      taken++; // only now: a piece that was refused changes nothing
      carried = carried.with(scored.state());
      rows = tokens.batch();
      return scored.scores();
    }

    @Override
    public void select(int[] chosen) {
      for (int row : chosen) {
        if (row < 0 || row >= rows) {
          throw new IndexOutOfBoundsException("row " + row + " of " + rows + " cannot live on");
        }
      }
      Work here = taken == 0 ? source : turns[taken & 1];
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
  }
}
