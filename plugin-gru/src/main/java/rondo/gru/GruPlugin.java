package rondo.gru;

import rondo.core.Plugin;

/** Contributes the cell {@code gru}. */
public final class GruPlugin extends Plugin {
  public GruPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    cell(GruType.class);
  }
}
