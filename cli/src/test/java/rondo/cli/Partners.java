package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Those that a verb talks to through its streams, with manners of their own. */
final class Partners {
  private Partners() {}

  /** Types a line, and waits for its answer before typing the next. */
  static void typesSlowly(Map<String, String> answers, String... args) throws Exception {
    PipedOutputStream typed = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(typed);
    PipedOutputStream out = new PipedOutputStream();
    BufferedReader said =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
    Console console = new Console(in, out, new ByteArrayOutputStream(), 0);
    CompletableFuture<Exit> exit = CompletableFuture.supplyAsync(() -> Main.run(console, args));
    for (Map.Entry<String, String> each : answers.entrySet()) {
      typed.write((each.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
      typed.flush();
      assertThat(said.readLine()).isEqualTo(each.getValue());
    }
    typed.close();
    assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(Exit.DONE);
  }

  /** Takes nothing, and says why. */
  static OutputStream broken(String why) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(why);
      }
    };
  }

  /** Goes away before the first answer to many lines. */
  static void hasEnough(String line, String... args) {
    OutputStream closed = broken("Broken pipe");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] text = (line + "\n").repeat(50_000).getBytes(StandardCharsets.UTF_8);
    ByteArrayInputStream in = new ByteArrayInputStream(text);
    assertThat(Main.run(new Console(in, closed, err, 0), args)).isEqualTo(Exit.DONE);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(in.available()).as("text that nobody will hear about is left unread").isPositive();
  }
}
