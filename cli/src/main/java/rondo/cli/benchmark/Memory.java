package rondo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the process holds.
 *
 * @param heap bytes of Java's heap that are in use after a collection
 * @param resident the most bytes of the machine's memory it has had; none where the system does not
 *     tell
 */
public record Memory(long heap, OptionalLong resident) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  /** Just now. */
  public static Memory now() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Memory(runtime.totalMemory() - runtime.freeMemory(), peak());
  }

  private static OptionalLong peak() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty(); // not a Linux
    }
  }
}
