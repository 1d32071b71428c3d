package rondo.engine.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

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

  /** The content packed with gzip if the file's name ends in {@code .gz}, or else as it is. */
  public static Content packed(Path file, Content content) {
    if (!file.toString().endsWith(".gz")) {
      return content;
    }
    return out -> {
      GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
      content.write(packed);
      packed.finish();
    };
  }

  /** Writes or replaces the file; a failure leaves nothing behind and says its reason. */
  public static void write(Path file, Content content) {
    write(new TreeMap<>(Map.of(file, content)));
  }

  /** The same for files that belong together: none takes its name before all are written. */
  public static void write(SortedMap<Path, Content> files) {
    files.keySet().forEach(WholeFile::requirePlace);
    SortedMap<Path, PartFile> parts = new TreeMap<>();
    Path at = Path.of("");
    try {
      try {
        for (Map.Entry<Path, Content> each : files.entrySet()) {
          at = each.getKey();
          PartFile part = PartFile.beside(at);
          parts.put(at, part);
          part.fill(each.getValue());
        }
        for (Map.Entry<Path, PartFile> each : parts.entrySet()) {
          at = each.getKey();
          each.getValue().rename(at);
        }
      } finally {
        for (PartFile part : parts.values()) {
          part.close();
        }
      }
    } catch (IOException e) {
      throw failure(at, e);
    }
    files.keySet().stream().map(WholeFile::folder).distinct().forEach(WholeFile::force);
  }

  private static void requirePlace(Path file) {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      throw failure(file, "there is no folder '" + folder + "'; create it first");
    }
    if (Files.isDirectory(file)) {
      throw failure(file, "a folder has that name");
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw failure(file, "it is the root of a file system");
    }
    return parent;
  }

  /** Without this the new name may be lost with the power, though the content is safe. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder, and needs no such call
    }
  }

  /** What to throw where a file cannot be written: one sentence with what to do about it. */
  public static UncheckedIOException failure(Path file, IOException e) {
    return new UncheckedIOException(failure(file, reason(folder(file), e)).getMessage(), e);
  }

  private static UncheckedIOException failure(Path file, String reason) {
    String sentence = "'" + file + "' cannot be written: " + reason;
    return new UncheckedIOException(sentence, new IOException(sentence));
  }

  /** Why nothing can be written into a folder, and what to do about it. */
  public static String reason(Path folder, IOException e) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("No space left") || said.contains("not enough space")) {
      return "the disk of '" + folder + "' is full; make room and try again";
    }
    if (said.contains("quota exceeded")) {
      return "the quota of the disk of '" + folder + "' is used up; make room and try again";
    }
    if (said.contains("File too large")) {
      return "it would be larger than a file may be there; see ulimit -f, or choose another disk";
    }
    if (e instanceof FileAlreadyExistsException || said.contains("Not a directory")) {
      return "a file stands where a folder is needed; choose another folder";
    }
    if (e instanceof AccessDeniedException
        || said.contains("Read-only file system")
        || said.contains("Operation not permitted")) {
      return "the folder '" + folder + "' may not be written to; allow it, or choose another";
    }
    String plain = e instanceof FileSystemException f ? String.valueOf(f.getReason()) : said;
    return plain.equals("null") ? e.getClass().getSimpleName() : plain;
  }
}
