package rondo.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside this one, with the same classes, in which one of them runs by itself. */
final class OtherJvm {
  private OtherJvm() {}

  /**
   * The command that starts it.
   *
   * @param memory that its heap may have, such as {@code 96m}
   */
  static List<String> command(String memory, Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + memory, "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-Dguice_bytecode_gen_option=DISABLED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  /** All that it says, failures too, when it is given such words. */
  static List<String> said(String memory, Class<?> main, Object... words)
      throws IOException, InterruptedException {
    List<String> command = command(memory, main);
    for (Object word : words) {
      command.add(word.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> all = lines.lines().toList();
      process.waitFor();
      return all;
    } finally {
      process.destroyForcibly();
    }
  }
}
