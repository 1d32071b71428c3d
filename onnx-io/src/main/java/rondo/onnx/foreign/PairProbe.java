package rondo.onnx.foreign;

import java.util.Arrays;
import java.util.stream.IntStream;
import rondo.core.Carried;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Schema;
import rondo.core.ShapeException;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** Finds out by trying whether a text in a batch sees the padding of another. */
final class PairProbe {
  private static final int[] LENGTHS = {7, 3, 5};
  private static final int TOKENS = 2;
  private static final double TOLERANCE = 1e-4;

  private PairProbe() {}

  /** Whether the translation of each text is scored beside others as it is alone. */
  static boolean together(PairNetwork network) {
    try {
      Matrix all = scores(network, 0, LENGTHS);
      for (int b = 0; b < LENGTHS.length; b++) {
        Matrix one = scores(network, b, LENGTHS[b]);
        for (int t = 0; t < TOKENS; t++) {
          if (differ(one, t, all, t * LENGTHS.length + b)) {
            return false;
          }
        }
      }
      return true;
    } catch (ShapeException e) {
      return false; // of a length that a graph does not take
    }
  }

  /** Refuses graphs that cannot even translate a text alone. */
  static void alone(PairNetwork network) {
    for (int length : LENGTHS) {
      scores(network, 0, length);
    }
  }

  private static Matrix scores(PairNetwork network, int first, int... lengths) {
    Work work = new Work(KernelChoice.best(), Workers.ONE).reset(Noise.NONE);
    Carried carried = network.start(texts(network.spec().demand().source(), lengths, first), work);
    int[] two = new int[lengths.length];
    Arrays.fill(two, TOKENS);
    Inputs tokens = texts(network.spec().demand().tokens(), two, first);
    return network.score(tokens, carried, work).scores().values().rows();
  }

  private static Inputs texts(Schema schema, int[] lengths, int first) {
    int words = ((Schema.Kind.Ids) schema.columns().values().iterator().next()).size();
    int time = IntStream.of(lengths).max().orElse(0);
    int[] ids = new int[time * lengths.length];
    for (int t = 0; t < time; t++) {
      for (int b = 0; b < lengths.length; b++) {
        ids[t * lengths.length + b] = t < lengths[b] ? (1 + 31 * (first + b) + 7 * t) % words : 0;
      }
    }
    return Inputs.ids(schema.columns().firstKey(), time, lengths, ids);
  }

  private static boolean differ(Matrix x, int r, Matrix y, int s) {
    for (int i = 0; i < x.cols(); i++) {
      double due = x.data()[x.at(r) + i];
      if (!(Math.abs(due - y.data()[y.at(s) + i]) <= TOLERANCE * (1 + Math.abs(due)))) {
        return true;
      }
    }
    return false;
  }
}
