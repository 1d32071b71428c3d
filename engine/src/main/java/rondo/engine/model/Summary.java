package rondo.engine.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What tells bytes from other bytes: how many, their CRC-32 as zip wants it, their SHA-256 (empty
 * in a quick one).
 */
record Summary(long size, long crc, String sha256) {

  /** Of what would be written. */
  static Summary of(WholeFile.Content content) throws IOException {
    return of(content, new Sum(true));
  }

  /** Of what would be written, without the SHA-256, which takes most of the time. */
  static Summary quick(WholeFile.Content content) throws IOException {
    return of(content, new Sum(false));
  }

  private static Summary of(WholeFile.Content content, Sum sum) throws IOException {
    content.write(sum);
    return sum.done();
  }

  /** Of what is there. */
  static Summary of(Source source) throws IOException {
    return of(source, new Sum(true));
  }

  /** Of what is there, without the SHA-256. */
  static Summary quick(Source source) throws IOException {
    return of(source, new Sum(false));
  }

  private static Summary of(Source source, Sum sum) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.max(1, Math.min(1 << 16, source.size())));
    for (long at = 0; at < source.size(); at += chunk.capacity()) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), source.size() - at));
      source.read(at, chunk);
      sum.write(chunk.array(), 0, chunk.limit());
    }
    return sum.done();
  }

  private static final class Sum extends OutputStream {
    private final CRC32 crc = new CRC32();
    private final MessageDigest sha = sha256();
    private final boolean all;
    private long size;

    Sum(boolean all) {
      this.all = all;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      crc.update(bytes, from, count);
      if (all) {
        sha.update(bytes, from, count);
      }
      size += count;
    }

    Summary done() {
      return new Summary(size, crc.getValue(), all ? HexFormat.of().formatHex(sha.digest()) : "");
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256, this one says no", e);
      }
    }
  }
}
