package rondo.engine.tiny;

import rondo.core.Plugin;

/** Contributes the cell {@code leak} and the task {@code caesar}. */
public final class TinyPlugin extends Plugin {
  public TinyPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    cell(LeakType.class);
    task(CaesarType.class);
  }
}
