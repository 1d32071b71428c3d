package rondo.tasks.search;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.engine.kernel.KernelChoice;

/** How likely a model finds what is written already, and where it looks when it is told so. */
public final class ForcedDecoding {
  private static final int STEPS = 8; // whose scores stand at once

  private final Target target;
  private final Beam beam;
  private final Kernels kernels;

  /** The beam says how scores are made of log probabilities. */
  public ForcedDecoding(Target target, Beam beam) {
    this.target = target;
    this.beam = beam;
    kernels = KernelChoice.best();
  }

  /** What is written about each source as a hypothesis; ids come without the end. */
  public List<Hypothesis> score(Inputs sources, List<int[]> written, Runner runner) {
    int B = sources.batch();
    if (written.size() != B) {
      throw new IllegalArgumentException("%d targets of %d sources".formatted(written.size(), B));
    }
    double[] sums = new double[B];
    List<Matrix> looks = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      looks.add(Matrix.NONE);
    }
    if (B > 0) {
      int time = written.stream().mapToInt(w -> w.length + 1).max().orElse(0);
      try (Cursor cursor = runner.start(sources)) {
        for (int t = 0; t < time; t += STEPS) {
          int steps = Math.min(STEPS, time - t);
          add(cursor.score(told(written, t, steps)), written, sources, t, steps, sums, looks);
        }
      }
    }
    List<Hypothesis> all = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      int[] ids = written.get(b).clone();
      all.add(new Hypothesis(ids, sums[b], beam.score(sums[b], ids.length + 1), looks.get(b)));
    }
    return all;
  }

  /** The ids before the ones to be scored in some steps. */
  private Inputs told(List<int[]> written, int from, int steps) {
    int B = written.size();
    int[] lengths = new int[B];
    int[] ids = new int[steps * B];
    for (int b = 0; b < B; b++) {
      int[] w = written.get(b);
      lengths[b] = Math.max(0, Math.min(steps, w.length + 1 - from));
      for (int t = 0; t < lengths[b]; t++) {
        ids[t * B + b] = from + t == 0 ? target.begin() : w[from + t - 1];
      }
    }
    return Inputs.ids(target.column(), steps, lengths, ids);
  }

  private void add(
      Scores scores,
      List<int[]> written,
      Inputs sources,
      int from,
      int steps,
      double[] sums,
      List<Matrix> looks) {
    Matrix x = scores.values().rows();
    Matrix attention = scores.attention().rows();
    boolean tells = scores.attention().time() > 0;
    int B = written.size();
    float[] chances = new float[x.cols()];
    for (int b = 0; b < B; b++) {
      int[] w = written.get(b);
      if (from == 0 && tells) {
        looks.set(b, Matrix.zeros(w.length + 1, sources.lengths()[b]));
      }
      for (int t = from; t < Math.min(from + steps, w.length + 1); t++) {
        int row = (t - from) * B + b;
        System.arraycopy(x.data(), x.at(row), chances, 0, chances.length);
        double all = kernels.softmax(chances, 0, chances.length);
        sums[b] += Math.min(0, x.get(row, t < w.length ? w[t] : target.end()) - all);
        if (tells) {
          Matrix look = looks.get(b);
          System.arraycopy(
              attention.data(), attention.at(row), look.data(), look.at(t), look.cols());
        }
      }
    }
  }
}
