package rondo.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Bytes of a known size that can be read anywhere, so that every length a file claims is held
 * against what is there before memory is taken.
 */
interface Source {
  int PIECE = 1 << 16; // bytes

  /** What messages call it. */
  String name();

  long size();

  /** Fills the rest of a buffer with the bytes from a place; the place has been checked. */
  void read(long at, ByteBuffer into) throws IOException;

  /** So many bytes from a place. */
  default byte[] bytes(long at, int count) throws IOException {
    byte[] bytes = new byte[count];
    read(at, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Bytes in memory. */
  static Source of(String name, byte[] bytes) {
    return new Source() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long at, ByteBuffer into) {
        into.put(bytes, (int) at, into.remaining());
      }
    };
  }

  /**
   * An open file, whose size must not change while it is read. It is read piece by piece, because
   * the JDK takes as much memory of its own as it is asked to read at once.
   */
  static Source of(String name, FileChannel channel) throws IOException {
    long size = channel.size();
    return new Source() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long at, ByteBuffer into) throws IOException {
        long place = at;
        while (into.hasRemaining()) {
          int some = Math.min(into.remaining(), PIECE);
          int got = channel.read(into.slice(into.position(), some), place);
          if (got < 0) {
            throw new IOException("the file became shorter while it was read");
          }
          into.position(into.position() + got);
          place += got;
        }
      }
    };
  }

  /** A piece of these bytes as bytes of their own. */
  default Source piece(String pieceName, long from, long count) {
    Source whole = this;
    return new Source() {
      @Override
      public String name() {
        return pieceName;
      }

      @Override
      public long size() {
        return count;
      }

      @Override
      public void read(long at, ByteBuffer into) throws IOException {
        whole.read(from + at, into);
      }
    };
  }
}
