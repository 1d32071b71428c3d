package rondo.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a command wrote, and how it ended. */
record Transcript(Exit exit, String out, String err) {

  /** Runs a command with nothing to read. */
  static Transcript of(Object... words) {
    return reading("", words);
  }

  /** Runs a command with a text on standard input. */
  static Transcript reading(String text, Object... words) {
    return reading(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), words);
  }

  static Transcript reading(InputStream in, Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      texts[i] = words[i].toString();
    }
    Exit exit = Main.run(new Console(in, out, err, 0), texts);
    return new Transcript(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
