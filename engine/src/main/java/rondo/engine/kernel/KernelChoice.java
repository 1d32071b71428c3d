package rondo.engine.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.core.Kernels;
import rondo.engine.work.Workers;

/**
 * Which kernels this JVM computes with: vectors where it was started with {@code --add-modules
 * jdk.incubator.vector}, plain loops otherwise. The system property {@code rondo.kernels} can ask
 * for {@code vector} or {@code scalar}.
 */
public final class KernelChoice {
  private static final String MODULE = "jdk.incubator.vector";

  /** Chosen, and told to the log, when first asked for. */
  private static final boolean VECTORS = choose();

  private KernelChoice() {}

  private static boolean choose() {
    boolean vectors = vectors(System.getProperty("rondo.kernels", ""), available());
    Logger log = LoggerFactory.getLogger(KernelChoice.class);
    String hint = module() ? "" : "; start Java with --add-modules " + MODULE + " for faster ones";
    log.info("kernels: {}{}", create(vectors, Workers.ONE).name(), hint);
    return vectors;
  }

  /** Whether this JVM has the module, and the machine the one instruction that vectors rest on. */
  private static boolean available() {
    return module() && Fused.HARDWARE;
  }

  private static boolean module() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** Whether to use vectors, from what was asked for and what there is. */
  static boolean vectors(String asked, boolean available) {
    return switch (asked) {
      case "" -> available;
      case "scalar" -> false;
      case "vector" -> {
        if (!available) {
          throw new IllegalStateException(
              "rondo.kernels=vector needs a JVM started with --add-modules " + MODULE);
        }
        yield true;
      }
      default ->
          throw new IllegalArgumentException(
              "rondo.kernels is '" + asked + "'; it can be vector or scalar");
    };
  }

  /** The kernels of this JVM, on the calling thread alone. */
  public static Kernels best() {
    return best(Workers.ONE);
  }

  /** The kernels of this JVM, with large products on several threads; the bits are the same. */
  public static Kernels best(Workers workers) {
    return create(VECTORS, workers);
  }

  /** The same kernels with large products on several threads, if ours; the bits are the same. */
  public static Kernels on(Workers workers, Kernels kernels) {
    return kernels instanceof Shared shared ? shared.on(workers) : kernels;
  }

  /** Every kind that runs on this JVM, whichever it uses; for tests and benchmarks. */
  public static List<Kernels> all() {
    return Stream.of(false, true)
        .filter(vectors -> !vectors || available())
        .map(vectors -> create(vectors, Workers.ONE))
        .toList();
  }

  /** The one place that names the vector class, which loads only where the module is. */
  static Kernels create(boolean vectors, Workers workers) {
    return vectors ? new VectorKernels(workers) : new ScalarKernels(workers);
  }
}
