package rondo.engine.layer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a file of word vectors: by lines or one by one, with a look at what comes next. */
final class VectorBytes {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long before; // bytes that have left the buffer

  /** The line read last, without its end. */
  byte[] line = new byte[1 << 10];

  int length;

  VectorBytes(InputStream in) {
    this.in = in;
  }

  /** How many bytes have been read. */
  long position() {
    return before + at;
  }

  /** The next byte, or -1. */
  int read() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  /** The next byte, which stays, or -1. */
  int peek() throws IOException {
    return at < end || fill() ? buffer[at] & 0xff : -1;
  }

  /** What comes next, which stays: at most this many bytes, fewer where the file ends. */
  byte[] peek(int count) throws IOException {
    while (end - at < count) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      before += at;
      end -= at;
      at = 0;
      int more = in.read(buffer, end, buffer.length - end);
      if (more <= 0) {
        break;
      }
      end += more;
    }
    return Arrays.copyOfRange(buffer, at, Math.min(end, at + count));
  }

  /** As many bytes as fit into the array, or as there are: how many. */
  int read(byte[] to) throws IOException {
    int got = 0;
    while (got < to.length && (at < end || fill())) {
      int count = Math.min(to.length - got, end - at);
      System.arraycopy(buffer, at, to, got, count);
      at += count;
      got += count;
    }
    return got;
  }

  /** Reads a line, of a longer one than the limit its start; false where there is none. */
  boolean line(int limit) throws IOException {
    length = 0;
    int b = read();
    if (b < 0) {
      return false;
    }
    for (; b >= 0 && b != '\n' && length <= limit; b = read()) {
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) b;
    }
    return true;
  }

  private boolean fill() throws IOException {
    before += at;
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }
}
