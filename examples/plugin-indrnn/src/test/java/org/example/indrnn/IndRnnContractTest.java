package org.example.indrnn;

import rondo.core.CellType;
import rondo.testkit.CellContract;

/** Everything that Rondo wants to know of a cell. */
class IndRnnContractTest extends CellContract {
  @Override
  protected CellType type() {
    return new IndRnnType();
  }
}
