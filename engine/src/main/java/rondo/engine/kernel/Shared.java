package rondo.engine.kernel;

import rondo.core.Kernels;
import rondo.engine.work.Workers;

/** Kernels that can share large products out among threads, with the same bits. */
interface Shared extends Kernels {
  /** The same kernels on other threads. */
  Kernels on(Workers workers);
}
