package rondo.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rondo.core.ModelFormatException;

/**
 * Facts and numbers of something that can go on later, such as a training: a zip of stored entries
 * as the model file is, with {@code facts.json} and {@code tensors.safetensors}. Every byte is
 * covered by a checksum, and every length held against the file's before memory is taken.
 *
 * @param facts a text in JSON
 */
public record StateFile(String facts, Safetensors tensors) {
  /** No file takes more numbers than this many bytes; better to know before they are made. */
  public static final long MOST_BYTES = StoredZip.MOST_BYTES - (1 << 24);

  private static final String FACTS = "facts.json";
  private static final String TENSORS = "tensors.safetensors";
  private static final int MOST_FACTS = 1 << 20; // bytes

  /** Writes or replaces a file, which is there whole or not at all. */
  public void write(Path file) {
    byte[] text = facts.getBytes(StandardCharsets.UTF_8);
    WholeFile.write(
        file,
        out ->
            StoredZip.write(
                out, List.of(entry(FACTS, o -> o.write(text)), entry(TENSORS, tensors::write))));
  }

  private static StoredZip.Entry entry(String name, WholeFile.Content content) throws IOException {
    return new StoredZip.Entry(name, Summary.quick(content), content);
  }

  /** Reads a file; {@code name} is what messages call it. */
  public static StateFile read(String name, Path file) {
    if (!Files.isRegularFile(file)) {
      String sentence = "there is no " + name + "; is the path right?";
      throw new UncheckedIOException(sentence, new IOException(sentence));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      Map<String, StoredZip.Found> found = StoredZip.read(Source.of(name, channel));
      Source facts = whole(found, FACTS, name);
      if (facts.size() > MOST_FACTS) {
        throw new ModelFormatException(
            "%s has %d bytes where %d are the most"
                .formatted(facts.name(), facts.size(), MOST_FACTS));
      }
      String text = new String(facts.bytes(0, (int) facts.size()), StandardCharsets.UTF_8);
      return new StateFile(text, Safetensors.read(whole(found, TENSORS, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e, e);
    }
  }

  private static Source whole(Map<String, StoredZip.Found> found, String entry, String name)
      throws IOException {
    StoredZip.Found there = found.get(entry);
    if (there == null) {
      throw new ModelFormatException("%s lacks its entry '%s'".formatted(name, entry));
    }
    if (Summary.quick(there.source()).crc() != there.crc()) {
      throw new ModelFormatException(
          there.source().name() + " is damaged: its checksum is another than the file says");
    }
    return there.source();
  }
}
