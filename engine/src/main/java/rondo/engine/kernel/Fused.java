package rondo.engine.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Multiplies and adds with one rounding where the machine does so in one instruction, and with two
 * where it does not: {@link Math#fma} without that instruction is a thousand times slower.
 */
final class Fused {
  /** Whether the machine has the instruction and the JVM uses it. */
  static final boolean HARDWARE = hardware();

  private Fused() {}

  /** a b + c. */
  static float multiplyAdd(float a, float b, float c) {
    return HARDWARE ? Math.fma(a, b, c) : a * b + c;
  }

  private static boolean hardware() {
    try {
      return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .getVMOption("UseFMA")
          .getValue()
          .equals("true");
    } catch (LinkageError | RuntimeException e) {
      return false; // a JVM of another make: two roundings are always right
    }
  }
}
