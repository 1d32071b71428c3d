package rondo.onnx.foreign;

import java.util.Arrays;
import java.util.stream.IntStream;
import rondo.core.Carried;
import rondo.core.Inputs;
import rondo.core.Network.Scored;
import rondo.core.Noise;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Finds out by trying what a graph's operators do not say: whether a text in a batch sees the
 * padding of another, and whether pieces of a text give what the whole gives.
 */
record Probe(GraphNetwork network, int words) {
  private static final int[] LENGTHS = {7, 3, 5};
  private static final double TOLERANCE =
      1e-4; // sums in another order; a padding that is seen moves more

  static Probe of(GraphNetwork network) {
    Schema.Kind kind = network.spec().demand().tokens().columns().values().iterator().next();
    return new Probe(network, ((Schema.Kind.Ids) kind).size());
  }

  private static Work work() {
    return new Work(KernelChoice.best(), Workers.ONE).reset(Noise.NONE);
  }

  private Inputs texts(int[] lengths, int first, int from) {
    String column = network.spec().demand().tokens().columns().firstKey();
    int time = IntStream.of(lengths).max().orElse(0);
    int[] ids = new int[time * lengths.length];
    for (int t = 0; t < time; t++) {
      for (int b = 0; b < lengths.length; b++) {
        boolean there = t < lengths[b];
        ids[t * lengths.length + b] = there ? id(first + b, from + t) : 0;
      }
    }
    return Inputs.ids(column, time, lengths, ids);
  }

  private int id(int text, int place) {
    return (1 + 31 * text + 7 * place) % words;
  }

  /** Whether each text is scored beside others as it is alone. */
  boolean together() {
    try {
      Sequence all = network.score(texts(LENGTHS, 0, 0), Carried.NONE, work()).scores().values();
      for (int b = 0; b < LENGTHS.length; b++) {
        Inputs alone = texts(new int[] {LENGTHS[b]}, b, 0);
        Sequence one = network.score(alone, Carried.NONE, work()).scores().values();
        for (int t = 0; t < one.time(); t++) {
          if (differ(one, t, 0, all, t, b)) {
            return false;
          }
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false; // of a length that the graph does not take
    }
  }

  /** Whether the scores of a text are the same when it comes in two pieces. */
  boolean streams() {
    if (network.program().recurrences().stream().anyMatch(r -> !r.streams())) {
      return false;
    }
    try {
      Sequence all =
          network.score(texts(new int[] {6}, 0, 0), Carried.NONE, work()).scores().values();
      Scored first = network.score(texts(new int[] {2}, 0, 0), Carried.NONE, work());
      Sequence rest =
          network
              .score(texts(new int[] {4}, 0, 2), Carried.NONE.with(first.state()), work())
              .scores()
              .values();
      return IntStream.range(0, 4).noneMatch(t -> differ(rest, t, 0, all, t + 2, 0));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean differ(Sequence x, int t, int b, Sequence y, int s, int c) {
    float[] one = row(x, t, b);
    float[] other = row(y, s, c);
    for (int i = 0; i < one.length; i++) {
      if (!(Math.abs(one[i] - other[i]) <= TOLERANCE * (1 + Math.abs(one[i])))) {
        return true;
      }
    }
    return false;
  }

  private static float[] row(Sequence x, int t, int b) {
    int at = x.rows().at(t * x.batch() + b);
    return Arrays.copyOfRange(x.rows().data(), at, at + x.width());
  }
}
