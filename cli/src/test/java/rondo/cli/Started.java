package rondo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Rondo in a process of its own, for what only a process shows: signals, pipes, what it leaves
 * among the temporary files.
 */
final class Started implements AutoCloseable {
  private static final int PATIENCE = 60; // seconds, on a machine that has much else to do

  private final Process process;
  private final Path out;
  private final Path err;

  private Started(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** What starts Rondo, for this process or for a line of bash. */
  static List<String> command(Path temporary, Object... words) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
    all.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary));
    all.add("-Dguice_bytecode_gen_option=DISABLED");
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Stream.of(words).map(Object::toString).forEach(all::add);
    return all;
  }

  /** A command, with whatever this process ignores of signals taken back. */
  static Started run(Path folder, List<String> command) throws IOException {
    List<String> all = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM"));
    all.addAll(command);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(all)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Started(process, out, err);
  }

  /** A line of bash in which {@code rondo} is Rondo. */
  static Started bash(Path folder, Path temporary, String line) throws IOException {
    List<String> quoted = command(temporary).stream().map(w -> "'" + w + "'").toList();
    String rondo = "rondo() { " + String.join(" ", quoted) + " \"$@\"; }; ";
    return run(folder, List.of("bash", "-c", rondo + line));
  }

  boolean runs() {
    return process.isAlive();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  /** How it ended; as a shell would say it, where a signal ended it. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end within " + PATIENCE + " s: " + process.info());
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  String err() throws IOException {
    return Files.readString(err, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
