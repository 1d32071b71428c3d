package rondo.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import rondo.cli.terminal.Style;

/**
 * Where a command reads and writes: results on standard output, everything else on standard error,
 * in UTF-8 whatever the locale says.
 */
final class Console {
  /** Whoever read the results has gone away; nothing more is to be done. */
  static final class ReaderGone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final int columns;
  private final Style style;
  private final String target; // what messages call the place of the results
  private final StringBuilder results = new StringBuilder(BUFFER);

  /** One whose results go to a file or a pipe. */
  Console(InputStream in, OutputStream out, OutputStream err, int columns) {
    this(in, out, err, columns, Style.PLAIN);
  }

  /**
   * @param columns of the terminal that shows standard error; 0 if it is none
   * @param style of the results
   */
  Console(InputStream in, OutputStream out, OutputStream err, int columns, Style style) {
    this(
        in,
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8),
        columns,
        style,
        "standard output");
  }

  private Console(
      InputStream in, OutputStream out, PrintStream err, int columns, Style style, String target) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.columns = columns;
    this.style = style;
    this.target = target;
  }

  /** The same, with results that go elsewhere. */
  Console into(OutputStream elsewhere, String name) {
    return new Console(in, elsewhere, err, columns, Style.PLAIN, name);
  }

  /** The process's own. Only the launcher can tell which of its streams are a terminal. */
  static Console system() {
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out), // System.out would keep a closed pipe to itself
        new FileOutputStream(FileDescriptor.err),
        Integer.getInteger("rondo.columns", 0),
        Style.of(Boolean.getBoolean("rondo.terminal"), System.getenv()));
  }

  InputStream in() {
    return in;
  }

  /** Results: a line, or several. */
  void print(String lines) {
    write(lines);
    if (!lines.endsWith("\n")) {
      write("\n");
    }
  }

  /** Results of which the line is not over yet. */
  void write(String text) {
    results.append(text);
    if (results.length() >= BUFFER) {
      flush();
    }
  }

  /** Sends the results on their way. */
  void flush() {
    byte[] bytes = results.toString().getBytes(StandardCharsets.UTF_8);
    results.setLength(0);
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      if (brokenPipe(e)) {
        throw new ReaderGone();
      }
      throw new UncheckedIOException(target + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Java has no name for it; the words of most languages hold this one, Windows' do too. */
  private static boolean brokenPipe(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** Something that is no result: progress, advice, a failure. */
  void say(String lines) {
    err.println(lines);
  }

  /** Standard error itself, for a progress bar. */
  PrintStream err() {
    return err;
  }

  /** How wide the terminal on standard error is; 0 where that is a file or a pipe. */
  int columns() {
    return columns;
  }

  /** How results may stand out. */
  Style style() {
    return style;
  }
}
