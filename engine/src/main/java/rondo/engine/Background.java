package rondo.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Work on a thread of its own, whose result can be waited for. */
final class Background<R> {
  private final CompletableFuture<R> result = new CompletableFuture<>();

  static <R> Background<R> start(String name, Supplier<R> work) {
    Background<R> background = new Background<>();
    new Thread(() -> background.run(work), name).start();
    return background;
  }

  private void run(Supplier<R> work) {
    try {
      result.complete(work.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** Whether it has come to its end, good or bad. */
  boolean done() {
    return result.isDone();
  }

  /**
   * Waits for the end; a failure of the work is thrown here. Interrupting the waiting thread
   * cancels the work.
   */
  R await(Runnable cancel) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
          cancel.run();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
