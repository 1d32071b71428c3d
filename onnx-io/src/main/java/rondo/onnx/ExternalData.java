package rondo.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.ModelFormatException;
import rondo.onnx.wire.StringStringEntryProto;

/**
 * The files beside a model file that hold values of its tensors. Only what lies in the model's own
 * folder is read, by no link, and together no more than a few times what is there, however often a
 * file asks for it.
 */
final class ExternalData {
  private static final int MOST_TIMES = 4; // tensors may share their values

  private final Optional<Path> folder;
  private final Map<Path, Long> taken = new HashMap<>(); // bytes, of each file

  private ExternalData(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Of bytes, which have nothing beside them. */
  static ExternalData none() {
    return new ExternalData(Optional.empty());
  }

  /** Of a model file. */
  static ExternalData beside(Path file) {
    return new ExternalData(Optional.ofNullable(file.toAbsolutePath().getParent()));
  }

  /** So many bytes, which stand where a tensor says. */
  byte[] read(List<StringStringEntryProto> says, long due) {
    Map<String, String> entries = new HashMap<>();
    says.forEach(e -> entries.put(e.getKey(), e.getValue()));
    String location = entries.getOrDefault("location", "");
    Path file = file(location);
    long offset = number(entries.getOrDefault("offset", "0"));
    try (FileChannel channel = FileChannel.open(file, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      long length =
          entries.containsKey("length")
              ? number(entries.getOrDefault("length", ""))
              : Math.max(0, size - offset);
      if (length != due || offset > size - due) {
        throw new ModelFormatException(
            "its values take %d bytes; it says that they are %d from %d on of '%s', which has %d"
                .formatted(due, length, offset, location, size));
      }
      if (taken.merge(file, due, Long::sum) > MOST_TIMES * size) {
        throw new ModelFormatException(
            "the tensors together ask for more than %d times what '%s' holds"
                .formatted(MOST_TIMES, location));
      }
      return read(channel, offset, due);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read: " + e, e);
    }
  }

  private static byte[] read(FileChannel channel, long offset, long due) throws IOException {
    if (due > Integer.MAX_VALUE - 1024) {
      throw new ModelFormatException("its %d bytes are more than a tensor can have".formatted(due));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) due);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes.array();
  }

  private Path file(String location) {
    Path within =
        folder.orElseThrow(
            () ->
                new ModelFormatException(
                    "its values stand in another file, '%s'; open the model by its path, beside it"
                        .formatted(location)));
    Path relative = relative(location);
    Path file = within;
    for (Path step : relative) {
      file = file.resolve(step);
      if (Files.isSymbolicLink(file)) {
        throw new ModelFormatException(
            "its values stand in '%s', which is a link; links are not followed"
                .formatted(location));
      }
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ModelFormatException(
          "its values stand in '%s', which is not beside the model".formatted(location));
    }
    return file;
  }

  /** A path down from the model's folder. */
  private static Path relative(String location) {
    try {
      Path path = Path.of(location);
      boolean down = !location.isEmpty() && !path.isAbsolute() && !location.contains("\\");
      for (Path step : path) {
        down &= !step.toString().equals("..");
      }
      if (down) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw refused(location);
    }
    throw refused(location);
  }

  private static ModelFormatException refused(String location) {
    return new ModelFormatException(
        "its values stand in '%s'; only files in the model's own folder are read"
            .formatted(location));
  }

  private static long number(String word) {
    if (!word.matches("\\d{1,15}")) {
      throw new ModelFormatException(
          "where its values stand is told by '%s', which is no number".formatted(word));
    }
    return Long.parseLong(word);
  }
}
