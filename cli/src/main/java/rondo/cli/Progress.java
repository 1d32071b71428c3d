package rondo.cli;

import rondo.engine.train.TrainingListener;

/** Shows how a training goes, until it is closed. */
interface Progress extends TrainingListener, AutoCloseable {
  /** As the console has it: a bar on a terminal, lines elsewhere. */
  static Progress on(Console console) {
    return console.columns() > 0 ? new ProgressOnTerminal(console) : new ProgressLines(console);
  }

  @Override
  void close();
}
