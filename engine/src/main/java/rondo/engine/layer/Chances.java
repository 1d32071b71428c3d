package rondo.engine.layer;

import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;

/**
 * How probable labels are, among all the sequences of labels that a {@link Labelling} allows: one
 * sum over all of them in both directions, of which one may then ask.
 *
 * <p>Labels are a Markov chain, so a stretch of them is as probable as its first label, times each
 * further one given the one before; the sums over what lies behind make each of these exact.
 */
public final class Chances {
  private final Sequence x;
  private final Lattice lattice;
  private final Matrix p; // TB x K

  Chances(Sequence x, Matrix A, Matrix ends, Pass pass) {
    this.x = x;
    p = pass.take(x.rows().rows(), x.width());
    lattice = new Lattice(x, A, ends, pass);
    lattice.forward();
    lattice.backward(p);
  }

  /** The probability of each label at each place; zeros past the lengths. */
  public Sequence places() {
    return x.with(p);
  }

  /** The probability that a label stands at place t of example b. */
  public double of(int b, int t, int label) {
    return p.get(t * x.batch() + b, label);
  }

  /**
   * The probability that exactly the labels of a path stand from one place up to before another,
   * with a border on either side. What counts as one, the grammar says: it is asked of the label
   * before the stretch and the first within, of the last within and the label behind. The ends of
   * the sequence are borders; under {@link Grammar#ANY} everything is.
   *
   * <p>A scheme whose entities end by what follows them needs it: of {@code B-PER I-PER} in IOB2,
   * no border lies between {@code I-PER} and {@code I-PER}.
   */
  public double of(int b, int[] path, int from, int to, Grammar border) {
    int n = x.lengths()[b];
    if (from < 0 || to <= from || to > n || to > path.length) {
      throw new IllegalArgumentException(
          "labels from %d to %d of %d places".formatted(from, to, n));
    }
    int B = x.batch();
    double chance = of(b, from, path[from]);
    if (from > 0) {
      int first = path[from];
      chance *= lattice.before((from - 1) * B + b, first, i -> border.allows(i, first));
    }
    for (int t = from + 1; t < to; t++) {
      int here = path[t];
      chance *= lattice.behind(t * B + b, path[t - 1], j -> j == here);
    }
    if (to < n) {
      int last = path[to - 1];
      chance *= lattice.behind(to * B + b, last, j -> border.allows(last, j));
    }
    return chance;
  }
}
