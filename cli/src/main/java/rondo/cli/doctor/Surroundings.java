package rondo.cli.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What Rondo stands on: Java, processors, memory, encodings, a terminal, folders.
 *
 * @param bytes how a number of bytes is written
 * @param columns of the terminal; 0 if there is none
 */
public record Surroundings(LongFunction<String> bytes, int columns) {
  private static final long LITTLE = 1L << 30; // bytes that a training may need

  public List<Finding> findings() {
    return List.of(
        java(),
        system(),
        memory(),
        encoding(),
        terminal(),
        folder("temporary files", Path.of(property("java.io.tmpdir")), "-Djava.io.tmpdir=DIR"),
        folder("this folder", Path.of("").toAbsolutePath(), "-o in another folder"));
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }

  private static Finding java() {
    return Finding.ok("java", "%s, %s".formatted(Runtime.version(), property("java.vm.name")));
  }

  private static Finding system() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Finding.ok(
        "system",
        "%s %s, %s, %s"
            .formatted(
                property("os.name"),
                property("os.version"),
                property("os.arch"),
                cores == 1 ? "1 core" : cores + " cores"));
  }

  private Finding memory() {
    long most = Runtime.getRuntime().maxMemory();
    String text = "Java may take %s of %s".formatted(bytes.apply(most), machine());
    return most < LITTLE
        ? Finding.warn("memory", text + "; give more with RONDO_JAVA_OPTS=-Xmx2g")
        : Finding.ok("memory", text);
  }

  /** All there is, within the limits of a container; asked by name, as not every JVM has it. */
  private String machine() {
    try {
      ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
      Object total =
          ManagementFactory.getPlatformMBeanServer().getAttribute(system, "TotalMemorySize");
      return total instanceof Long size ? bytes.apply(size) : "what there is";
    } catch (JMException e) {
      return "what there is";
    }
  }

  /** Text is UTF-8 whatever the locale says; Java takes file names in the locale's encoding. */
  private static Finding encoding() {
    String names = property("sun.jnu.encoding");
    String text = "text UTF-8, file names %s, locale %s".formatted(names, Locale.getDefault());
    boolean utf8 = names.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8");
    return utf8
        ? Finding.ok("encoding", text)
        : Finding.warn(
            "encoding",
            text + "; files with names beyond that are not found, unless LC_ALL is C.UTF-8");
  }

  private Finding terminal() {
    return Finding.ok(
        "terminal",
        columns > 0
            ? columns + " columns on standard error: progress is drawn there"
            : "none on standard error: progress is told in plain lines");
  }

  private Finding folder(String name, Path folder, String otherwise) {
    try {
      Files.delete(Files.createTempFile(folder, "rondo", ".doctor"));
    } catch (IOException e) {
      return Finding.fail(name, "%s cannot be written to; take %s".formatted(folder, otherwise));
    }
    try {
      long room = Files.getFileStore(folder).getUsableSpace();
      String text = "%s, room for %s".formatted(folder, bytes.apply(room));
      return room < LITTLE
          ? Finding.warn(name, text + "; free some, or take " + otherwise)
          : Finding.ok(name, text);
    } catch (IOException e) {
      return Finding.warn(name, folder + " does not tell how much room there is");
    }
  }
}
