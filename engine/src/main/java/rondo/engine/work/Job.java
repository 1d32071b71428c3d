package rondo.engine.work;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Pieces of work that several threads take from, and the thread that waits for the last. */
final class Job {
  private static final int SPINS = 1000;

  private final int pieces;
  private final IntConsumer body;
  private final Thread owner = Thread.currentThread();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private int failed = Integer.MAX_VALUE; // the earliest piece that failed
  private Optional<Throwable> failure = Optional.empty();

  Job(int pieces, IntConsumer body) {
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
        LockSupport.unpark(owner);
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
    for (int spins = 0; done.get() < pieces; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
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
