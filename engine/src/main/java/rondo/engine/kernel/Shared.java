package rondo.engine.kernel;

import rondo.core.Kernels;
import rondo.engine.work.Workers;

/** Kernels that can share large products out among threads, with the same bits. */
public interface Shared extends Kernels {
  /** The same kernels on other threads. */
  Kernels on(Workers workers);

  /** Kernels on threads, as far as they can be. */
  static Kernels on(Workers workers, Kernels kernels) {
    return kernels instanceof Shared shared ? shared.on(workers) : kernels;
  }
}
