package rondo.engine.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import rondo.core.ModelFormatException;
import rondo.engine.model.WholeFile;

/** A zip of stored entries, each read against its checksum. */
final class Archive implements AutoCloseable {
  private final ZipFile zip;

  private Archive(ZipFile zip) {
    this.zip = zip;
  }

  static void write(Path file, Map<String, WholeFile.Content> entries) {
    WholeFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.setMethod(ZipOutputStream.STORED);
          for (Map.Entry<String, WholeFile.Content> each : new TreeMap<>(entries).entrySet()) {
            Measure measure = new Measure();
            each.getValue().write(new CheckedOutputStream(measure, measure.crc));
            ZipEntry entry = new ZipEntry(each.getKey());
            entry.setTime(0);
            entry.setSize(measure.size);
            entry.setCompressedSize(measure.size);
            entry.setCrc(measure.crc.getValue());
            zip.putNextEntry(entry);
            each.getValue().write(zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  /** Counts what is written into it. */
  private static final class Measure extends OutputStream {
    private final CRC32 crc = new CRC32();
    private long size;

    @Override
    public void write(int b) {
      size++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      size += count;
    }
  }

  static Archive open(Path file) throws IOException {
    return new Archive(new ZipFile(file.toFile()));
  }

  byte[] bytes(String name, int most) throws IOException {
    try (InputStream in = stream(name)) {
      byte[] bytes = in.readNBytes(most);
      return bytes;
    }
  }

  InputStream stream(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ModelFormatException("no entry " + name);
    }
    return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
