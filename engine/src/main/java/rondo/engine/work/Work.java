package rondo.engine.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
  private final Gradients gradients;
  private final List<float[]> blocks = new ArrayList<>();
  private final List<Work> children = new ArrayList<>();
  private int block;
  private int used;
  private int child;
  private Noise noise = Noise.NONE;

  public Work(Kernels kernels, Workers workers) {
    this(kernels, workers, false, Gradients.none());
  }

  private Work(Kernels kernels, Workers workers, boolean poisoned, Gradients gradients) {
    this.kernels = kernels;
    this.workers = workers;
    this.poisoned = poisoned;
    this.gradients = gradients;
  }

  /**
   * A pass whose fresh memory is NaN: it finds every read of what {@link #take} did not promise.
   */
  public static Work poisoned(Kernels kernels, Workers workers) {
    return new Work(kernels, workers, true, Gradients.none());
  }

  /** Forgets memory and gradients; their space is used again. */
  public Work reset(Noise next) {
    rewind(next);
    gradients.clear();
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
  public void aside(Consumer<Pass> body) {
    int wasBlock = block;
    int wasUsed = used;
    int wasChild = child;
    body.accept(this);
    block = wasBlock;
    used = wasUsed;
    child = wasChild;
    for (Work each : children.subList(wasChild, children.size())) {
      each.rewind(noise);
    }
  }

  @Override
  public Matrix gradient(Param p) {
    gradients.asked.add(p);
    return gradients.whole.computeIfAbsent(
        p, q -> Matrix.zeros(q.value().rows(), q.value().cols()));
  }

  @Override
  public RowGradients rows(Param p) {
    return gradients.rows.computeIfAbsent(p, q -> new RowGradients(q.value().cols()));
  }

  /** Whether the whole gradient of a parameter was asked for since the last reset. */
  public boolean hasGradient(Param p) {
    return gradients.asked.contains(p);
  }

  /** Whether rows of a parameter were touched since the last reset. */
  public boolean hasRows(Param p) {
    RowGradients touched = gradients.rows.get(p);
    return touched != null && touched.size() > 0;
  }

  @Override
  public void split(int items, int grain, Range body) {
    List<Runnable> pieces = new ArrayList<>();
    for (int from = 0; from < items; from += grain) {
      if (child == children.size()) {
        children.add(new Work(kernels, workers, poisoned, gradients));
      }
      Work own = children.get(child++);
      own.noise = noise;
      int start = from;
      int end = Math.min(items, from + grain);
      pieces.add(() -> body.run(start, end, own));
    }
    workers.run(pieces);
  }

  /** Kept from step to step; {@code asked} holds those whose whole gradient is in use. */
  private record Gradients(
      Map<Param, Matrix> whole, Map<Param, RowGradients> rows, Set<Param> asked) {
    static Gradients none() {
      return new Gradients(
          new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }

    void clear() {
      whole.forEach(
          (p, g) -> {
            if (asked.contains(p)) {
              g.fill(0);
            }
          });
      asked.clear();
      rows.values().forEach(RowGradients::clear);
    }
  }
}
