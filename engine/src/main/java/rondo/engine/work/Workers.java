package rondo.engine.work;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * A fixed number of threads that run pieces of work side by side. What is computed never depends on
 * how many.
 */
public final class Workers implements AutoCloseable {
  /** The calling thread alone. */
  public static final Workers ONE = new Workers(List.of());

  private final List<ForkJoinPool> pool; // none or one

  private Workers(List<ForkJoinPool> pool) {
    this.pool = pool;
  }

  /** So many threads. */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    return threads == 1 ? ONE : new Workers(List.of(new ForkJoinPool(threads)));
  }

  /** Runs all of them and returns when the last is done; the first failure is thrown. */
  public void run(List<Runnable> pieces) {
    if (pool.isEmpty() || pieces.size() == 1) {
      pieces.forEach(Runnable::run);
      return;
    }
    List<ForkJoinTask<?>> tasks =
        pieces.stream().<ForkJoinTask<?>>map(ForkJoinTask::adapt).toList();
    if (ForkJoinTask.getPool() == pool.get(0)) {
      ForkJoinTask.invokeAll(tasks);
    } else {
      pool.get(0).invoke(ForkJoinTask.adapt(() -> ForkJoinTask.invokeAll(tasks)));
    }
  }

  public int threads() {
    return pool.isEmpty() ? 1 : pool.get(0).getParallelism();
  }

  @Override
  public void close() {
    pool.forEach(ForkJoinPool::shutdown);
  }
}
