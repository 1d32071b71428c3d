package rondo.tasks.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import rondo.core.DataException;

/**
 * The lines of a file, plain or gzip, as text: where each begins and ends, and that it is UTF-8. A
 * line ends with a line feed, which may have a carriage return before it, and with nothing else.
 */
final class RawLines implements AutoCloseable {
  /** Bytes in a line, at most: a file without line ends must not fill the memory. */
  static final int LONGEST = 1 << 24;

  private final String name;
  private final InputStream file;
  private final byte[] buffer = new byte[1 << 16];
  private InputStream bytes;
  private int at; // the first byte of the buffer that is not handed out
  private int end;
  private byte[] line = new byte[1 << 10];
  private int length;
  private long number;

  RawLines(Path path) {
    name = path.toString();
    if (!Files.exists(path)) {
      throw new DataException(name, "there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new DataException(name, "this is a folder; name a file in it");
    }
    try {
      file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    } catch (AccessDeniedException e) {
      throw new DataException(name, "it may not be read; look at its permissions");
    } catch (IOException e) {
      throw unreadable(e);
    }
    bytes = file;
  }

  String name() {
    return name;
  }

  /** How many lines were handed out: the number of the last of them, counted from 1. */
  long number() {
    return number;
  }

  Optional<String> next() {
    try {
      if (number == 0) {
        open();
      }
      if (!take()) {
        return Optional.empty();
      }
    } catch (EOFException | ZipException e) {
      String what = "the gzip data are damaged or cut off %s; fetch the file anew";
      throw number == 0
          ? new DataException(name, what.formatted("at their beginning"))
          : new DataException(name, number, what.formatted("after this line"));
    } catch (IOException e) {
      throw unreadable(e);
    }
    return Optional.of(Utf8.text(name, number, line, length));
  }

  /** Looks at the first bytes for what is not plain text. */
  private void open() throws IOException {
    file.mark(Compression.MAGIC);
    byte[] first = file.readNBytes(Compression.MAGIC);
    file.reset();
    Optional<Compression> found = Compression.of(first);
    if (found.isPresent() && found.get() != Compression.GZIP) {
      throw new DataException(name, found.get().refusal());
    }
    bytes = found.isPresent() ? new GZIPInputStream(file, 1 << 16) : file;
  }

  /** Moves the bytes of the next line into {@code line}, without its end. */
  private boolean take() throws IOException {
    length = 0;
    if (at == end && !fill()) {
      return false;
    }
    number++;
    while (true) {
      int to = at;
      while (to < end && buffer[to] != '\n') {
        to++;
      }
      append(to);
      if (to < end) {
        at = to + 1;
        break;
      }
      if (!fill()) {
        break;
      }
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return true;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, bytes.read(buffer, 0, buffer.length));
    return end > 0;
  }

  private void append(int to) {
    int count = to - at;
    if (length + count > LONGEST) {
      throw new DataException(
          name, number, "the line is longer than %d MiB; cut it".formatted(LONGEST >> 20));
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(buffer, at, line, length, count);
    length += count;
  }

  private DataException unreadable(IOException e) {
    return new DataException(name, "it cannot be read: " + e.getMessage());
  }

  @Override
  public void close() throws IOException {
    bytes.close();
    file.close();
  }
}
