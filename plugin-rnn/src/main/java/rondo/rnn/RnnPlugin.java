package rondo.rnn;

import rondo.core.Plugin;

/** Contributes the cell {@code rnn}. */
public final class RnnPlugin extends Plugin {
  public RnnPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    cell(RnnType.class);
  }
}
