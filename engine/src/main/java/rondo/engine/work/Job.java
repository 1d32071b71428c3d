package rondo.engine.work;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Pieces of work that several threads take from, and the threads that wait for the last. {@link
 * Workers#run(Job)} does both, on whichever thread needs it done.
 */
public final class Job {

  private final int pieces;
  private final IntConsumer body;
  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private int failed = Integer.MAX_VALUE; // the earliest piece that failed
  private Optional<Throwable> failure = Optional.empty();

  /** The numbers from 0 to below {@code pieces} go to the body, once each. */
  public Job(int pieces, IntConsumer body) {
    this.pieces = pieces;
    this.body = body;
  }

  /** Runs pieces until none is left to take. */
  void work() {
    for (int i = taken.getAndIncrement(); i < pieces; i = taken.getAndIncrement()) {
      try {
        body.accept(i);
      } catch (RuntimeException | Error e) {
        fail(i, e);
      }
      if (done.incrementAndGet() == pieces) {
        waiting.forEach(LockSupport::unpark);
      }
    }
  }

  private synchronized void fail(int piece, Throwable e) {
    if (piece < failed) {
      failed = piece;
      failure = Optional.of(e);
    }
  }

  /** Returns when the last piece is done, or throws what a piece threw. */
  void await() {
    for (int spins = 0; spins < Workers.SPINS && done.get() < pieces; spins++) {
      Thread.onSpinWait();
    }
    if (done.get() < pieces) {
      waiting.add(Thread.currentThread());
      while (done.get() < pieces) { // whoever does the last piece from here on sees that we wait
        LockSupport.park(this);
      }
    }
    rethrow();
  }

  private synchronized void rethrow() {
    if (failure.isPresent()) {
      if (failure.get() instanceof Error e) {
        throw e;
      }
      throw (RuntimeException) failure.get();
    }
  }
}
