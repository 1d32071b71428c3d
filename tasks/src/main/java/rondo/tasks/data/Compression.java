package rondo.tasks.data;

import java.util.Arrays;
import java.util.Optional;

/** How a file may be packed, told from its first bytes. Only gzip is read; of others it is said. */
enum Compression {
  GZIP("gzip", "gzip -d", 0x1f, 0x8b),
  BZIP2("bzip2", "bzip2 -d", 'B', 'Z', 'h', '1', 0x31, 0x41, 0x59),
  XZ("xz", "xz -d", 0xfd, '7', 'z', 'X', 'Z', 0x00),
  ZSTD("zstd", "zstd -d", 0x28, 0xb5, 0x2f, 0xfd),
  LZ4("lz4", "lz4 -d", 0x04, 0x22, 0x4d, 0x18),
  ZIP("zip", "unzip", 'P', 'K', 0x03, 0x04),
  SEVEN_ZIP("7z", "7z x", '7', 'z', 0xbc, 0xaf, 0x27, 0x1c);

  /** Bytes that must be looked at. */
  static final int MAGIC = 7;

  private final String format;
  private final String command;
  private final byte[] magic;

  Compression(String format, String command, int... magic) {
    this.format = format;
    this.command = command;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  static Optional<Compression> of(byte[] first) {
    byte[] start = first.clone();
    if (start.length > 3 && start[3] >= '1' && start[3] <= '9') {
      start[3] = '1'; // bzip2 tells the size of its blocks there
    }
    return Arrays.stream(values())
        .filter(c -> start.length >= c.magic.length)
        .filter(c -> Arrays.equals(start, 0, c.magic.length, c.magic, 0, c.magic.length))
        .findFirst();
  }

  String refusal() {
    return "it is packed with %s, which is not read; unpack it with '%s' or pack it with gzip"
        .formatted(format, command);
  }
}
