package org.example.indrnn;

import rondo.core.Plugin;

/** Contributes the cell {@code indrnn}. Named in {@code META-INF/services/rondo.core.Plugin}. */
public final class IndRnnPlugin extends Plugin {
  public IndRnnPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    cell(IndRnnType.class);
  }
}
