package rondo.testkit.javascript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program at work. Closing it ends it, and those that it started. */
final class Program implements AutoCloseable {
  private static final int SAID = 4000; // characters, the last ones
  private static final int SECONDS_TO_END = 20;

  private final String name;
  private final Process process;
  private final Path log;

  private Program(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param home where what it says is kept
   * @param environment what it finds there beside what we find
   */
  static Program start(List<String> words, Path home, Map<String, String> environment)
      throws IOException {
    Path log = Files.createTempFile(home, "program", ".log");
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    builder.environment().putAll(environment);
    builder.redirectOutput(log.toFile());
    return new Program(words.get(0), builder.start(), log);
  }

  /** Waits for it to end by itself, well and in time. */
  void end(Duration limit) {
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw failed("did not end well within %d seconds".formatted(limit.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + " was not waited for", e);
    }
  }

  String name() {
    return name;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** An exception that tells what it did, and what it said last. */
  IllegalStateException failed(String what) {
    String end = alive() ? "" : " (exit code %d)".formatted(process.exitValue());
    return new IllegalStateException("%s %s%s: %s".formatted(name, what, end, said()));
  }

  private String said() {
    try {
      String all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
      return all.substring(Math.max(0, all.length() - SAID));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture<?>[] ends =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(SECONDS_TO_END, TimeUnit.SECONDS);
      Files.delete(log);
    } catch (TimeoutException | ExecutionException | IOException e) {
      throw new IllegalStateException(name + " does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
