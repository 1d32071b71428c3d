package rondo.benchmarks.endurance;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM holds on to.
 *
 * @param heap bytes that are left after a collection
 * @param threads that live
 * @param handles open files, and what else the system counts so; 0 where it does not tell
 */
record Held(long heap, int threads, long handles) {
  private static final int COLLECTIONS = 3; // what the first frees may be held by what it finds

  /** After a collection, and after threads that were told to go have gone. */
  static Held now() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      pause();
    }
    long handles =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : 0;
    return new Held(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        handles);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  double mebibytes() {
    return heap / 0x1p20;
  }

  @Override
  public String toString() {
    return "%8.2f MiB of heap, %d threads, %d handles".formatted(mebibytes(), threads, handles);
  }
}
