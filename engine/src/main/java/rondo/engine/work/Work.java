package rondo.engine.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Pass;

/**
 * A pass: an arena that is used again after each reset, a place for gradients, a noise. The passes
 * of a {@link #split} have arenas of their own and share the gradients.
 */
public final class Work implements Pass {
  private static final int BLOCK = 1 << 16;

  private final Kernels kernels;
  private final Workers workers;
  private final boolean poisoned;
  private final Map<Param, Matrix> gradients;
  private final Map<Param, RowGradients> rows;
  private final List<float[]> blocks = new ArrayList<>();
  private final List<Work> children = new ArrayList<>();
  private int block;
  private int used;
  private int child;
  private Noise noise = Noise.NONE;

  public Work(Kernels kernels, Workers workers) {
    this(kernels, workers, false, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  private Work(
      Kernels kernels,
      Workers workers,
      boolean poisoned,
      Map<Param, Matrix> gradients,
      Map<Param, RowGradients> rows) {
    this.kernels = kernels;
    this.workers = workers;
    this.poisoned = poisoned;
    this.gradients = gradients;
    this.rows = rows;
  }

  /**
   * A pass whose fresh memory is NaN: it finds every read of what {@link #take} did not promise.
   */
  public static Work poisoned(Kernels kernels, Workers workers) {
    return new Work(kernels, workers, true, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  /** Forgets memory and gradients; their space is used again. */
  public Work reset(Noise next) {
    rewind(next);
    gradients.values().forEach(g -> g.fill(0));
    rows.values().forEach(RowGradients::clear);
    return this;
  }

  private void rewind(Noise next) {
    noise = next;
    block = 0;
    used = 0;
    child = 0;
    children.forEach(c -> c.rewind(next));
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public Noise noise(String site) {
    return noise.at(site);
  }

  @Override
  public Matrix take(int r, int c) {
    int size = Math.multiplyExact(r, c);
    while (block < blocks.size() && used + size > blocks.get(block).length) {
      block++;
      used = 0;
    }
    if (block == blocks.size()) {
      blocks.add(new float[Math.max(size, BLOCK)]);
    }
    Matrix m = new Matrix(r, c, blocks.get(block), used);
    used += size;
    return poisoned ? m.fill(Float.NaN) : m;
  }

  @Override
  public Matrix gradient(Param p) {
    return gradients.computeIfAbsent(p, q -> Matrix.zeros(q.value().rows(), q.value().cols()));
  }

  @Override
  public RowGradients rows(Param p) {
    return rows.computeIfAbsent(p, q -> new RowGradients(q.value().cols()));
  }

  /** Whether the whole gradient of a parameter was asked for since this pass was made. */
  public boolean hasGradient(Param p) {
    return gradients.containsKey(p);
  }

  /** Whether row gradients of a parameter were asked for since this pass was made. */
  public boolean hasRows(Param p) {
    return rows.containsKey(p);
  }

  @Override
  public void split(int items, int grain, Range body) {
    List<Runnable> pieces = new ArrayList<>();
    for (int from = 0; from < items; from += grain) {
      if (child == children.size()) {
        children.add(new Work(kernels, workers, poisoned, gradients, rows));
      }
      Work own = children.get(child++);
      own.noise = noise;
      int start = from;
      int end = Math.min(items, from + grain);
      pieces.add(() -> body.run(start, end, own));
    }
    workers.run(pieces);
  }
}
