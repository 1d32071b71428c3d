package rondo.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import rondo.engine.train.Outcome;

/** How a training goes, as a bar that fills up under a line for each evaluation. */
final class ProgressOnTerminal implements Progress {
  private final Console console;
  private final Doing doing;
  private final Screen screen;
  private final BarLine line = new BarLine();
  private Optional<ProgressBar> bar = Optional.empty();

  ProgressOnTerminal(Console console) {
    this.console = console;
    this.doing = new Doing(console);
    this.screen = new Screen(console.err(), console.columns());
  }

  @Override
  public void begins(String work) {
    line.begins(work);
    bar.ifPresentOrElse(ProgressBar::refresh, () -> doing.begins(work));
  }

  @Override
  public void started(Started e) {
    doing.over();
    console.say(ProgressLines.opening(e));
    bar =
        Optional.of(
            new ProgressBarBuilder()
                .setInitialMax(e.epochs() * e.stepsAnEpoch())
                .startsFrom(e.step(), Duration.ZERO)
                .setUpdateIntervalMillis(200)
                .setRenderer(line)
                .setConsumer(screen)
                .build());
  }

  @Override
  public void step(Step e) {
    line.took(e);
    bar.ifPresent(b -> b.stepTo(e.step()));
  }

  @Override
  public void evaluated(Evaluated e) {
    screen.line(ProgressLines.line(e));
    bar.ifPresent(ProgressBar::refresh);
  }

  @Override
  public void finished(Outcome outcome) {
    closeBar();
  }

  private void closeBar() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }

  @Override
  public void close() {
    closeBar();
    doing.close();
  }

  /** The last line of a terminal, drawn again and again; other lines go above it. */
  private static final class Screen implements ProgressBarConsumer {
    private final PrintStream err;
    private final int width;

    Screen(PrintStream err, int columns) {
      this.err = err;
      this.width = columns - 1; // in the last column some terminals begin a new line
    }

    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public synchronized void accept(String drawn) {
      over(drawn);
      err.flush();
    }

    synchronized void line(String text) {
      over(text);
      err.print("\n");
      err.flush();
    }

    /** In place of what stood there. */
    private void over(String text) {
      err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    }

    /** The bar has done its duty, and goes away. */
    @Override
    public synchronized void close() {
      over("");
      err.print("\r");
      err.flush();
    }
  }
}
