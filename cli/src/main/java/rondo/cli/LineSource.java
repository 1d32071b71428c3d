package rondo.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import rondo.core.DataException;

/**
 * Lines of UTF-8 from a stream that may be slow, endless or a person; tells whether the next one is
 * already there. Lines end with a line feed, and may have a carriage return before it.
 */
final class LineSource implements AutoCloseable {
  /** Bytes in a line, at most: a file without line ends must not fill the memory. */
  static final int LONGEST = 1 << 22;

  private final InputStream in;
  private final String name;
  private byte[] bytes = new byte[1 << 16];
  private int from; // the first byte not handed out
  private int to;
  private int seen; // no line feed before this place
  private boolean ended;
  private long number;

  LineSource(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** That of a file, or of standard input for {@code -}. */
  static LineSource open(String file, Console console) throws IOException {
    if (file.equals("-")) {
      return new LineSource(console.in(), "standard input");
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new DataException(file, "this is a folder; name a file in it");
    }
    if (!Files.isReadable(path)) {
      throw new DataException(file, "there is no such file that can be read");
    }
    return new LineSource(new BufferedInputStream(Files.newInputStream(path), 1 << 16), file);
  }

  /** Something is wrong with the line that came last. */
  DataException fault(String what) {
    return new DataException(name, number, what);
  }

  /** How many lines have come. */
  long number() {
    return number;
  }

  /** What messages call it. */
  String name() {
    return name;
  }

  /** The next line, waiting for it if it must; empty at the end. */
  Optional<String> next() throws IOException {
    int end = lineFeed();
    while (end < 0 && !ended) {
      read();
      end = lineFeed();
    }
    if (end < 0 && from == to) {
      return Optional.empty();
    }
    int stop = end < 0 ? to : end;
    number++;
    String line = text(from, stop);
    from = Math.min(to, stop + 1);
    seen = from;
    return Optional.of(line);
  }

  /** Whether {@link #next} would have to wait. */
  boolean waits() throws IOException {
    while (lineFeed() < 0 && !ended) {
      if (in.available() <= 0) {
        return true;
      }
      read();
    }
    return false;
  }

  /** Where the line that begins at {@code from} ends, or -1. */
  private int lineFeed() {
    while (seen < to) {
      if (bytes[seen] == '\n') {
        return seen;
      }
      seen++;
    }
    return -1;
  }

  private void read() throws IOException {
    if (to == bytes.length) {
      makeRoom();
    }
    int count = in.read(bytes, to, bytes.length - to);
    ended = count < 0;
    to += Math.max(0, count);
  }

  private void makeRoom() {
    if (from > 0) {
      System.arraycopy(bytes, from, bytes, 0, to - from);
      to -= from;
      seen -= from;
      from = 0;
    } else if (bytes.length < LONGEST) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    } else {
      throw new DataException(
          name, number + 1, "the line is longer than %d MiB; break it up".formatted(LONGEST >> 20));
    }
  }

  private String text(int start, int end) {
    boolean mark = number == 1 && end - start >= 3 && bytes[start] == (byte) 0xEF;
    mark = mark && bytes[start + 1] == (byte) 0xBB && bytes[start + 2] == (byte) 0xBF;
    int first = mark ? start + 3 : start;
    int last = end > first && bytes[end - 1] == '\r' ? end - 1 : end;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, first, last - first))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DataException(name, number, "the line is not UTF-8; convert the text to UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
