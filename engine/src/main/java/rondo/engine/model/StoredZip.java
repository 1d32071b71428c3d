package rondo.engine.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rondo.core.ModelFormatException;

/**
 * The one zip there is for given entries: stored, without times, flags or extras. Every zip tool
 * reads it. The reader accepts nothing else, so that a bit that changed anywhere is found, and two
 * readers can never see two different files in it.
 */
final class StoredZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_BYTES = 30;
  private static final int MOST_ENTRIES = 1000;
  private static final int MOST_NAME = 160;
  static final long MOST_BYTES = 0xFFFF_FFFEL; // beyond this zip needs other headers
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

  private StoredZip() {}

  /** What is to be written under a name. */
  record Entry(String name, Summary summary, WholeFile.Content content) {}

  /** What stands under a name, and the CRC-32 that it must have. */
  record Found(Source source, long crc) {}

  /** Whether an entry may have this name: a plain relative path, the same on every system. */
  static boolean allows(String name) {
    return name.length() <= MOST_NAME && NAME.matcher(name).matches();
  }

  static void write(OutputStream out, List<Entry> entries) throws IOException {
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    long at = 0;
    for (Entry each : entries) {
      byte[] local = local(each.name(), each.summary().size(), each.summary().crc());
      directory.write(central(local, at));
      at += local.length + each.summary().size();
      if (at + directory.size() > MOST_BYTES) {
        throw new IOException("the model takes more than the 4 GiB that a model file can hold");
      }
      out.write(local);
      each.content().write(out);
    }
    out.write(directory.toByteArray());
    out.write(end(entries.size(), directory.size(), at));
  }

  /**
   * The first entry, as long as it is stored; nothing else is looked at. Whatever a later version
   * of the format does, this one can be read and says so.
   */
  static Source first(Source file) throws IOException {
    if (file.size() < LOCAL_BYTES || header(file, 0).getInt(0) != LOCAL) {
      throw new ModelFormatException(file.name() + " is no model file");
    }
    ByteBuffer header = header(file, 0);
    long size = Integer.toUnsignedLong(header.getInt(18));
    long from = (long) LOCAL_BYTES + header.getChar(26) + header.getChar(28);
    if (header.getChar(8) != 0 || from + size > file.size()) {
      throw new ModelFormatException(file.name() + " is no model file, or is cut off");
    }
    return file.piece(file.name(), from, size);
  }

  /** All entries in their order. */
  static Map<String, Found> read(Source file) throws IOException {
    Map<String, Found> found = new LinkedHashMap<>();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    long at = 0;
    while (at + LOCAL_BYTES <= file.size() && header(file, at).getInt(0) == LOCAL) {
      ByteBuffer header = header(file, at);
      String name = name(file, header, at);
      long crc = Integer.toUnsignedLong(header.getInt(14));
      long size = Integer.toUnsignedLong(header.getInt(18));
      byte[] due = local(name, size, crc);
      if (at + due.length + size > file.size()) {
        throw new ModelFormatException(
            "%s is cut off: entry '%s' claims %d bytes".formatted(file.name(), name, size));
      }
      if (!Arrays.equals(due, file.bytes(at, due.length))) {
        throw new ModelFormatException(
            "entry '%s' of %s is not stored as a model file stores it (it may have been packed again)"
                .formatted(name, file.name()));
      }
      Source piece = file.piece("entry '" + name + "' of " + file.name(), at + due.length, size);
      if (found.putIfAbsent(name, new Found(piece, crc)) != null) {
        throw new ModelFormatException("%s has two entries '%s'".formatted(file.name(), name));
      }
      if (found.size() > MOST_ENTRIES) {
        throw new ModelFormatException(file.name() + " has more than 1000 entries");
      }
      directory.write(central(due, at));
      at += due.length + size;
    }
    requireEnd(file, at, directory, found.size());
    return found;
  }

  private static void requireEnd(Source file, long at, ByteArrayOutputStream directory, int entries)
      throws IOException {
    byte[] end = end(entries, directory.size(), at);
    directory.write(end);
    byte[] due = directory.toByteArray();
    if (file.size() < at + due.length) {
      throw new ModelFormatException(
          "%s is cut off: it has %d bytes and should have %d"
              .formatted(file.name(), file.size(), at + due.length));
    }
    if (file.size() > at + due.length || !Arrays.equals(due, file.bytes(at, due.length))) {
      throw new ModelFormatException(
          "%s is damaged: the directory at its end does not fit its entries"
              .formatted(file.name()));
    }
  }

  private static ByteBuffer header(Source file, long at) throws IOException {
    return ByteBuffer.wrap(file.bytes(at, LOCAL_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String name(Source file, ByteBuffer header, long at) throws IOException {
    int length = header.getChar(26);
    if (length == 0 || length > MOST_NAME || at + LOCAL_BYTES + length > file.size()) {
      throw new ModelFormatException(
          "%s is damaged: an entry's name of %d characters".formatted(file.name(), length));
    }
    String name = new String(file.bytes(at + LOCAL_BYTES, length), StandardCharsets.ISO_8859_1);
    if (!allows(name)) {
      throw new ModelFormatException(
          "%s has an entry with a name that no model file holds: %s"
              .formatted(file.name(), name.replaceAll("[^\\x20-\\x7e]", "?")));
    }
    return name;
  }

  // the three records of a zip, little-endian (APPNOTE 4.3)

  private static byte[] local(String name, long size, long crc) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer b = ByteBuffer.allocate(LOCAL_BYTES + text.length).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(LOCAL).putShort((short) 10); // version needed: 1.0
    b.putShort((short) 0).putShort((short) 0); // no flags, stored
    b.putShort((short) 0).putShort((short) 0x21); // 1980-01-01 00:00
    b.putInt((int) crc).putInt((int) size).putInt((int) size);
    b.putShort((short) text.length).putShort((short) 0);
    return b.put(text).array();
  }

  /** Repeats what the local header says, from its needed version to its extra's length. */
  private static byte[] central(byte[] local, long at) {
    ByteBuffer b = ByteBuffer.allocate(local.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(CENTRAL).putShort((short) 10);
    b.put(local, 4, LOCAL_BYTES - 4);
    b.putShort((short) 0).putShort((short) 0).putShort((short) 0); // comment, disk, kind
    b.putInt(0).putInt((int) at);
    return b.put(local, LOCAL_BYTES, local.length - LOCAL_BYTES).array();
  }

  private static byte[] end(int entries, int bytes, long at) {
    ByteBuffer b = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(END).putShort((short) 0).putShort((short) 0);
    b.putShort((short) entries).putShort((short) entries);
    return b.putInt(bytes).putInt((int) at).putShort((short) 0).array();
  }
}
