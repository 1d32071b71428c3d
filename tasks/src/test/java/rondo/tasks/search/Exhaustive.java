package rondo.tasks.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Runner;

/** Every text that may be written about a source, each scored by itself; the best first. */
final class Exhaustive {
  private final Target target;
  private final Beam beam;
  private final int ids;
  private final List<Hypothesis> all = new ArrayList<>();

  private Exhaustive(Target target, Beam beam, int ids) {
    this.target = target;
    this.beam = beam;
    this.ids = ids;
  }

  static List<Hypothesis> search(Inputs source, Oracle model, Target target, Beam beam) {
    Exhaustive search = new Exhaustive(target, beam, model.ids());
    search.from(new int[0], source, model);
    search.all.sort(Comparator.comparingDouble(h -> -h.score()));
    return search.all;
  }

  private void from(int[] begun, Inputs source, Runner model) {
    if (begun.length >= beam.lengths().least()) {
      all.add(scored(begun, source, model));
    }
    for (int id = 0; begun.length < beam.lengths().most(source.lengths()[0]) && id < ids; id++) {
      int next = id;
      int[] more = Arrays.copyOf(begun, begun.length + 1);
      more[begun.length] = id;
      boolean never = Arrays.stream(target.never()).anyMatch(n -> n == next);
      if (id != target.end() && !never && !repeats(more)) {
        from(more, source, model);
      }
    }
  }

  /** Whether some ids in a row stand there twice. */
  private boolean repeats(int[] text) {
    int n = beam.noRepeat();
    for (int i = 0; n > 0 && i + n <= text.length; i++) {
      for (int j = i + 1; j + n <= text.length; j++) {
        if (Arrays.equals(text, i, i + n, text, j, j + n)) {
          return true;
        }
      }
    }
    return false;
  }

  /** An id at a time, and softmax in doubles. */
  private Hypothesis scored(int[] text, Inputs source, Runner model) {
    double sum = 0;
    Matrix none = Matrix.NONE;
    try (Cursor cursor = model.start(source)) {
      int told = target.end();
      for (int t = 0; t <= text.length; t++) {
        Matrix x =
            cursor
                .score(Inputs.ids(target.column(), 1, new int[] {1}, new int[] {told}))
                .values()
                .rows();
        double total = 0;
        for (int k = 0; k < ids; k++) {
          total += Math.exp(x.get(0, k));
        }
        told = t < text.length ? text[t] : target.end();
        sum += x.get(0, told) - Math.log(total);
      }
    }
    double score = sum / Math.pow(text.length + 1, beam.penalty());
    return new Hypothesis(text, sum, score, none);
  }
}
