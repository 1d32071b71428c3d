package rondo.engine.work;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that run pieces of work side by side. What is computed never depends on
 * how many.
 *
 * <p>The calling thread always works itself, and the helpers join in when they are free. So pieces
 * may ask for pieces of their own, nothing waits for a thread to come free, and several callers may
 * share the helpers. A helper stays awake for a moment after its last piece, because the next time
 * step follows soon.
 */
public final class Workers implements AutoCloseable {
  /** The calling thread alone. */
  public static final Workers ONE = new Workers(1);

  /** How often an idle thread looks for work before it sleeps: a fraction of a millisecond. */
  static final int SPINS = 10_000;

  private final int threads;
  private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> sleeping = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idle = new AtomicInteger(); // helpers without work
  private volatile boolean closed;

  private Workers(int threads) {
    this.threads = threads;
    idle.set(threads - 1);
  }

  /** So many threads, the calling one among them; close them when done. */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    if (threads == 1) {
      return ONE;
    }
    Workers workers = new Workers(threads);
    for (int i = 1; i < threads; i++) {
      Thread helper = new Thread(workers::help, "rondo-worker-" + i);
      helper.setDaemon(true);
      helper.start();
    }
    return workers;
  }

  /** How many threads work, the calling one among them. */
  public int threads() {
    return threads;
  }

  /** Whether a helper has nothing to do just now, so that it is worth while to share. */
  public boolean idle() {
    return idle.get() > 0;
  }

  /**
   * Runs all of them and returns when the last is done; a failure is thrown then, the one of the
   * earliest piece if there are several.
   */
  public void run(List<Runnable> pieces) {
    run(pieces.size(), i -> pieces.get(i).run());
  }

  /** Runs a body for each of the numbers from 0 to below {@code pieces}, as {@link #run(List)}. */
  public void run(int pieces, IntConsumer body) {
    if (threads == 1 || pieces == 1) {
      for (int i = 0; i < pieces; i++) {
        body.accept(i);
      }
    } else {
      run(new Job(pieces, body));
    }
  }

  /**
   * Works at a job until it is done, as {@link #run(List)} does; several threads may come with the
   * same one.
   */
  public void run(Job job) {
    if (threads > 1) {
      jobs.add(job);
      sleeping.forEach(LockSupport::unpark);
    }
    job.work();
    jobs.remove(job);
    job.await();
  }

  private void help() {
    int spins = 0;
    while (!closed) {
      Job job = jobs.peek();
      if (job != null) {
        idle.decrementAndGet();
        job.work();
        idle.incrementAndGet();
        jobs.remove(job);
        spins = 0;
      } else if (spins++ < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread me = Thread.currentThread();
        sleeping.add(me);
        if (jobs.isEmpty() && !closed) { // whoever adds a job from here on sees that we sleep
          LockSupport.park(this);
        }
        sleeping.remove(me);
        spins = 0;
      }
    }
  }

  /** Lets the helpers go; what runs is finished, and further pieces run on the calling thread. */
  @Override
  public void close() {
    closed = threads > 1;
    sleeping.forEach(LockSupport::unpark);
  }
}
