package rondo.lstm;

import rondo.core.Plugin;

/** Contributes the cell {@code lstm}. */
public final class LstmPlugin extends Plugin {
  public LstmPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    cell(LstmType.class);
  }
}
