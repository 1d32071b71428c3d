package rondo.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import rondo.engine.train.Outcome;
import rondo.engine.train.TrainingListener;

/** How a training goes, as a bar that fills up under a line for each evaluation. */
final class ProgressOnTerminal implements TrainingListener, AutoCloseable {
  private final Console console;
  private final Screen screen;
  private Optional<ProgressBar> bar = Optional.empty();
  private volatile double left; // seconds; read by the thread that draws

  ProgressOnTerminal(Console console) {
    this.console = console;
    this.screen = new Screen(console.err(), Math.max(40, console.columns()));
  }

  @Override
  public void started(Started e) {
    console.say(ProgressLines.opening(e));
    bar =
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName("train")
                .setInitialMax(e.epochs() * e.stepsAnEpoch())
                .startsFrom(e.step(), Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setEtaFunction(state -> Optional.of(Duration.ofSeconds(Math.round(left))))
                .setConsumer(screen)
                .build());
  }

  @Override
  public void step(Step e) {
    left = e.secondsLeft();
    String message =
        "loss %s%s  %s tokens/s"
            .formatted(
                Figures.loss(e.loss()),
                ProgressLines.best(e.best()),
                Figures.count(Math.round(e.tokensPerSecond())));
    bar.ifPresent(b -> b.stepTo(e.step()).setExtraMessage(message));
  }

  @Override
  public void evaluated(Evaluated e) {
    screen.line(ProgressLines.line(e));
    bar.ifPresent(ProgressBar::refresh);
  }

  @Override
  public void finished(Outcome outcome) {
    close();
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }

  /** The last line of a terminal, drawn again and again; other lines go above it. */
  private static final class Screen implements ProgressBarConsumer {
    private final PrintStream err;
    private final int width;

    Screen(PrintStream err, int width) {
      this.err = err;
      this.width = width - 1; // in the last column some terminals begin a new line
    }

    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public synchronized void accept(String drawn) {
      err.print("\r" + drawn);
      err.flush();
    }

    synchronized void line(String text) {
      err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())) + "\n");
      err.flush();
    }

    @Override
    public synchronized void close() {
      err.print("\n");
      err.flush();
    }
  }
}
