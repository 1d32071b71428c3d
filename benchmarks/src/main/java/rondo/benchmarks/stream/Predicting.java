package rondo.benchmarks.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command {@code rondo predict} that runs in a small JVM of its own, fed through a pipe. */
final class Predicting implements AutoCloseable {
  private static final Pattern USED = Pattern.compile("(?:heap|generation) .*?used (\\d+)K");

  private final Process process;
  private final Path said;
  private final AtomicLong lines = new AtomicLong();
  private final Thread reader;
  private boolean gone;

  /** Starts the launcher with these words, in such a heap. */
  Predicting(Path launcher, String heap, Path folder, List<String> words) throws IOException {
    said = Files.createTempFile(folder, "said", "");
    ProcessBuilder command = new ProcessBuilder(words);
    command.command().add(0, launcher.toString());
    command.environment().put("RONDO_JAVA_OPTS", heap);
    process = command.redirectError(said.toFile()).start();
    reader = new Thread(this::count, "answers");
    reader.start();
  }

  private void count() {
    byte[] bytes = new byte[1 << 16];
    try (InputStream answers = process.getInputStream()) {
      for (int n = answers.read(bytes); n >= 0; n = answers.read(bytes)) {
        for (int i = 0; i < n; i++) {
          if (bytes[i] == '\n') {
            lines.incrementAndGet();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines that were answered so far. */
  long lines() {
    return lines.get();
  }

  /** Hands over more text, unless it was refused before. */
  void feed(byte[] text) {
    OutputStream in = process.getOutputStream();
    try {
      in.write(text);
      in.flush();
    } catch (IOException e) {
      gone = true; // what it says and its exit code tell why
    }
  }

  /** Waits until so many lines are answered. */
  void await(long due) throws InterruptedException {
    while (lines.get() < due && !gone && process.isAlive()) {
      Thread.sleep(5);
    }
  }

  /** MiB that it holds on to after a collection. */
  double held() throws IOException, InterruptedException {
    ask("GC.run");
    ask("GC.run");
    Matcher used = USED.matcher(ask("GC.heap_info"));
    long kibibytes = 0;
    while (used.find()) {
      kibibytes += Long.parseLong(used.group(1));
    }
    return kibibytes / 1024.0;
  }

  private String ask(String what) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, "" + process.pid(), what).redirectErrorStream(true).start();
    try (InputStream answer = asked.getInputStream()) {
      String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
      asked.waitFor();
      return text;
    }
  }

  /** Ends the text, waits for the end, and tells the exit code. */
  int end() throws IOException, InterruptedException {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it has refused the text and gone
    }
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** What it wrote to standard error. */
  List<String> said() throws IOException {
    return Files.readAllLines(said).stream()
        .filter(l -> !l.startsWith("WARNING: Using incub"))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
