package rondo.engine.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Kernels kernels;
  private final Workers workers;
  private final boolean poisoned;
  private final Gradients gradients;
  private final Arena memory = new Arena();
  private final List<Work> children = new ArrayList<>();
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
    memory.reset();
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
    Matrix m = memory.take(r, c);
    return poisoned ? m.fill(Float.NaN) : m;
  }

  /**
   * The most floats that this pass held at once since it was made, those of its splits included.
   */
  public long peak() {
    return memory.peak() + children.stream().mapToLong(Work::peak).sum();
  }

  /** How many floats there is room for in its gradients. */
  public long gradients() {
    long whole = gradients.kept.values().stream().mapToLong(Matrix::size).sum();
    long rows = gradients.rows.values().stream().mapToLong(r -> r.data().length).sum();
    return whole + rows;
  }

  @Override
  public void aside(Consumer<Pass> body) {
    Arena.Mark mark = memory.mark();
    int wasChild = child;
    body.accept(this);
    memory.release(mark);
    child = wasChild;
    for (Work each : children.subList(wasChild, children.size())) {
      each.rewind(noise);
    }
  }

  @Override
  public Matrix gradient(Param p) {
    Matrix g = gradients.whole.get(p);
    return g == null ? gradients.fresh(p) : g;
  }

  @Override
  public RowGradients rows(Param p) {
    return gradients.rows.computeIfAbsent(p, q -> new RowGradients(q.value().cols()));
  }

  /** Whether the whole gradient of a parameter was asked for since the last reset. */
  public boolean hasGradient(Param p) {
    return gradients.whole.containsKey(p);
  }

  /** Whether rows of a parameter were touched since the last reset. */
  public boolean hasRows(Param p) {
    RowGradients touched = gradients.rows.get(p);
    return touched != null && touched.size() > 0;
  }

  @Override
  public void split(int items, int grain, Range body) {
    int ranges = (items + grain - 1) / grain;
    int first = child;
    child += ranges;
    while (children.size() < child) {
      children.add(new Work(kernels, workers, poisoned, gradients));
    }
    workers.run(
        ranges,
        i -> {
          Work own = children.get(first + i);
          own.noise = noise;
          body.run(i * grain, Math.min(items, (i + 1) * grain), own);
        });
  }

  /**
   * What was added since the last reset. A whole gradient is cleared by whoever asks for it first,
   * so that it is at hand when it is added to.
   *
   * @param kept the places of whole gradients, used again after each reset
   */
  private record Gradients(
      Map<Param, Matrix> whole, Map<Param, Matrix> kept, Map<Param, RowGradients> rows) {
    static Gradients none() {
      return new Gradients(
          new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    Matrix fresh(Param p) {
      return whole.computeIfAbsent(
          p,
          q ->
              kept.computeIfAbsent(q, k -> Matrix.zeros(k.value().rows(), k.value().cols()))
                  .fill(0));
    }

    void clear() {
      whole.clear();
      rows.values().forEach(RowGradients::clear);
    }
  }
}
