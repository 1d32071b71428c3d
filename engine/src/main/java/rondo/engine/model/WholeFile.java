package rondo.engine.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file that is there whole or not at all: a neighbour is written and forced to the disk,
 * then takes the file's name. Whoever reads meanwhile sees the old file or the new one.
 *
 * <pre>{@code
 * WholeFile.write(Path.of("last"), out -> tensors.write(out));
 * }</pre>
 */
public final class WholeFile {
  private WholeFile() {}

  /** What goes into the file; need not be buffered, need not close. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Writes or replaces the file; a failure leaves nothing behind and says its reason. */
  public static void write(Path file, Content content) {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      throw failure(file, "there is no folder '" + folder + "'; create it first");
    }
    if (Files.isDirectory(file)) {
      throw failure(file, "a folder has that name");
    }
    String mark = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    Path part = folder.resolve("." + file.getFileName() + "." + mark + ".part");
    try {
      try {
        fill(part, content);
        rename(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(failure(file, reason(folder, e)).getMessage(), e);
    }
    force(folder);
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw failure(file, "it is the root of a file system");
    }
    return parent;
  }

  private static void fill(Path part, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      content.write(out);
      out.flush();
      channel.force(true);
    }
  }

  private static void rename(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Without this the new name may be lost with the power, though the content is safe. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder, and needs no such call
    }
  }

  private static UncheckedIOException failure(Path file, String reason) {
    String sentence = "'" + file + "' cannot be written: " + reason;
    return new UncheckedIOException(sentence, new IOException(sentence));
  }

  private static String reason(Path folder, IOException e) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("No space left") || said.contains("not enough space")) {
      return "the disk of '" + folder + "' is full; make room and try again";
    }
    if (e instanceof AccessDeniedException || said.contains("Read-only file system")) {
      return "the folder '" + folder + "' may not be written to";
    }
    String plain = e instanceof FileSystemException f ? String.valueOf(f.getReason()) : said;
    return plain.equals("null") ? e.getClass().getSimpleName() : plain;
  }
}
