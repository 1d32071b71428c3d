package rondo.cli;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Says what is being done, if that takes its time: on a terminal in a line that goes away again,
 * elsewhere in one that stays.
 *
 * <pre>{@code
 * try (Doing doing = Doing.of(console, "reading " + file)) {
 *   examples = texts.read(file);
 * }
 * }</pre>
 */
final class Doing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5); // which stay
  private static final long PACE = 500; // milliseconds

  private final Console console;
  private final Timer timer = new Timer("rondo-doing", true);
  private Work work = new Work("");

  Doing(Console console) {
    this.console = console;
  }

  /** Says of one piece of work. */
  static Doing of(Console console, String what) {
    Doing doing = new Doing(console);
    doing.begins(what);
    return doing;
  }

  /** Another piece of work has begun. */
  void begins(String what) {
    begins(what, console.columns() > 0 ? PATIENCE : BETWEEN_LINES);
  }

  /** The same, which may take so long before anything is said. */
  synchronized void begins(String what, Duration patience) {
    over();
    work = new Work(what);
    timer.schedule(work, patience.toMillis(), PACE);
  }

  /** It is over, and something else will be said. */
  synchronized void over() {
    work.end();
  }

  @Override
  public synchronized void close() {
    over();
    timer.cancel();
  }

  /** One that is said, unless it ends before. */
  private final class Work extends TimerTask {
    private final String what;
    private final long began = System.nanoTime();
    private boolean said;
    private boolean ended;

    Work(String what) {
      this.what = what;
    }

    @Override
    public void run() {
      synchronized (Doing.this) {
        if (ended) {
          return;
        }
        if (console.columns() > 0) {
          draw("%s … %d s".formatted(what, (System.nanoTime() - began) / 1_000_000_000));
        } else if (!said) {
          console.say(what + " …");
        }
        said = true;
      }
    }

    void end() {
      ended = true;
      cancel();
      if (said && console.columns() > 0) {
        draw("");
        console.err().print("\r");
        console.err().flush();
      }
      said = false;
    }

    /** Over what stood there; in the last column some terminals begin a new line. */
    private void draw(String text) {
      int width = console.columns() - 1;
      String shown = text.length() <= width ? text : text.substring(0, Math.max(0, width));
      console.err().print("\r" + shown + " ".repeat(width - shown.length()));
      console.err().flush();
    }
  }
}
