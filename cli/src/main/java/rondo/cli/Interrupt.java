package rondo.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a running piece of work end in good order when the process is told to end (Ctrl-C, {@code
 * kill}, a closed terminal): it is asked to stop, then waited for, and the process answers {@link
 * Exit#INTERRUPTED}. Without one of these such a signal ends the process at once.
 */
final class Interrupt implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  /** From now on a signal asks the work to stop. */
  Interrupt(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              await();
              // the signal's own code would differ from signal to signal
              Runtime.getRuntime().halt(Exit.INTERRUPTED.code());
            },
            "rondo-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    boolean waiting = true;
    while (waiting) {
      try {
        done.await();
        waiting = false;
      } catch (InterruptedException e) {
        // whoever waits for the work to be saved must not give up
      }
    }
  }

  /** The work is over and all is said; a signal that came meanwhile now ends the process. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, and waits for this
    }
    done.countDown();
  }
}
