package rondo.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import rondo.engine.work.Workers;

/**
 * All that a step changes, in shares for the threads. How it is shared out depends on shapes alone,
 * and sums are taken in the order of the shares, so the threads leave no mark on the result.
 */
final class Patches {
  /** Floats that are worth a thread's while. */
  static final int SHARE = 1 << 15;

  private final List<List<Patch>> shares = new ArrayList<>();
  private final Workers workers;

  Patches(List<Patch> all, Workers workers) {
    this.workers = workers;
    int size = SHARE;
    for (Patch each : all) {
      if (size >= SHARE) {
        shares.add(new ArrayList<>());
        size = 0;
      }
      shares.get(shares.size() - 1).add(each);
      size += each.gradient().size();
    }
  }

  boolean none() {
    return shares.isEmpty();
  }

  /** Every patch once, side by side. */
  void each(Consumer<Patch> body) {
    List<Runnable> pieces = new ArrayList<>();
    for (List<Patch> share : shares) {
      pieces.add(() -> share.forEach(body));
    }
    workers.run(pieces);
  }

  /** The sum of a number of each. */
  double sum(ToDoubleFunction<Patch> number) {
    double[] sums = new double[shares.size()];
    List<Runnable> pieces = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      int at = i;
      pieces.add(
          () -> {
            for (Patch patch : shares.get(at)) {
              sums[at] += number.applyAsDouble(patch);
            }
          });
    }
    workers.run(pieces);
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum;
  }
}
