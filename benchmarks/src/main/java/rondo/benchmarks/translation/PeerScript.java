package rondo.benchmarks.translation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A translator of the same sizes in PyTorch, trained by a script in a process of its own: it warms
 * up itself, trains for some seconds and says at what speed.
 *
 * @param python that has PyTorch
 * @param script called with the folder of data and seconds
 */
record PeerScript(Path python, Path script, Path data) {
  private static final Pattern SAID = Pattern.compile("(\\d+) target tokens a second");

  /** Target tokens a second. */
  double speed(int seconds) {
    ProcessBuilder command =
        new ProcessBuilder(
            python.toString(), script.toString(), data.toString(), String.valueOf(seconds));
    try {
      Process process = command.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher speed = SAID.matcher(said);
      if (process.waitFor() != 0 || !speed.find()) {
        throw new IllegalStateException("the peer has failed and said:\n" + said);
      }
      return Double.parseDouble(speed.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("the peer cannot be started: " + e, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
