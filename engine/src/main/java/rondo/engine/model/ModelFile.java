package rondo.engine.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;

/**
 * A model at rest, a {@code .rondo} file: a zip of stored entries that any zip tool opens. {@code
 * manifest.json} stands first and names the format's version and each other entry's length and
 * SHA-256; {@code model.json} says how to build the model again and where it comes from; {@code
 * lists/} holds its vocabularies and labels, {@code weights.safetensors} its parameters. Equal
 * models are equal files.
 *
 * <p>Nothing in a file is believed: lengths are held against the file's own before memory is taken,
 * every byte is covered by a check, and whatever does not fit is a {@link ModelFormatException}.
 *
 * <pre>{@code
 * ModelFile.of(model).write(Path.of("ner.rondo"));
 * ModelFile file = ModelFile.read(Path.of("ner.rondo"));
 * Model<?, ?> again = plugins.stored(file.spec(), file.weights().matrices());
 * }</pre>
 */
public record ModelFile(ModelSpec spec, Safetensors weights) {
  /** The version of the format that is written; it and all before it are read. */
  public static final int VERSION = 1;

  private static final String MANIFEST = "manifest.json";
  private static final String SPEC = "model.json";
  private static final String WEIGHTS = "weights.safetensors";
  static final String LISTS = "lists/";
  private static final int MOST_JSON = 1 << 20; // of what is no list
  static final int ROOM = 32 << 20; // bytes that lists may take beyond the file's own size
  private static final int ENTRY = 64; // bytes that an entry of a list takes, without its letters

  public static ModelFile of(Model<?, ?> model) {
    return new ModelFile(model.spec(), Safetensors.of(model.params()));
  }

  // writing

  /** Writes or replaces a file, which is there whole or not at all. */
  public void write(Path file) {
    WholeFile.write(file, this::write);
  }

  /** Writes the file's bytes. */
  public void write(OutputStream out) throws IOException {
    byte[] model = SpecJson.write(spec);
    List<StoredZip.Entry> entries = new ArrayList<>();
    entries.add(entry(SPEC, o -> o.write(model)));
    for (Map.Entry<String, List<String>> list : spec.task().lists().entrySet()) {
      String name = listEntry(list.getKey());
      if (!StoredZip.allows(name)) {
        throw new IllegalArgumentException(
            "a list cannot be named '" + list.getKey() + "'; use letters, digits, '-' and '_'");
      }
      byte[] text = text(list.getValue());
      entries.add(entry(name, o -> o.write(text)));
    }
    entries.add(entry(WEIGHTS, weights::write));
    byte[] manifest = manifest(entries);
    entries.add(0, entry(MANIFEST, o -> o.write(manifest)));
    StoredZip.write(out, entries);
  }

  private static StoredZip.Entry entry(String name, WholeFile.Content content) throws IOException {
    return new StoredZip.Entry(name, Summary.of(content), content);
  }

  static String listEntry(String list) {
    return LISTS + list + ".json";
  }

  private static byte[] manifest(List<StoredZip.Entry> entries) throws IOException {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("format", "rondo").put("version", VERSION);
    ObjectNode each = all.putObject("entries");
    for (StoredZip.Entry e : entries) {
      each.putObject(e.name()).put("bytes", e.summary().size()).put("sha256", e.summary().sha256());
    }
    return Json.write(all);
  }

  /** An array with an entry a line, as a person would want to look at it. */
  static byte[] text(List<String> list) {
    StringBuilder text = new StringBuilder("[");
    for (String each : list) {
      text.append(text.length() == 1 ? "\n\"" : ",\n\"");
      JsonStringEncoder.getInstance().quoteAsString(each, text);
      text.append('"');
    }
    return Json.utf8(text.append("\n]\n").toString());
  }

  // reading

  /** Reads a file. */
  public static ModelFile read(Path file) {
    String name = "'" + file + "'";
    if (!Files.isRegularFile(file)) {
      throw new UncheckedIOException(
          new IOException("there is no model file " + name + "; is the path right?"));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return read(Source.of(name, channel));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e, e);
    }
  }

  /** Reads these bytes; {@code name} is what messages call them. */
  public static ModelFile read(String name, byte[] bytes) {
    try {
      return read(Source.of(name, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: nothing leaves memory
    }
  }

  static ModelFile read(Source file) throws IOException {
    JsonNode manifest = manifest(file);
    Map<String, StoredZip.Found> found = StoredZip.read(file);
    for (Map.Entry<String, StoredZip.Found> each : found.entrySet()) {
      requireWhole(each.getKey(), each.getValue(), manifest.path("entries"));
    }
    for (String name : (Iterable<String>) manifest.path("entries")::fieldNames) {
      source(found, name, file);
    }
    Source json = source(found, SPEC, file);
    SpecJson.Read read = SpecJson.read(json.bytes(0, bounded(json)), json.name());
    Set<String> used = new HashSet<>(Set.of(MANIFEST, SPEC, WEIGHTS));
    SortedMap<String, List<String>> lists = new TreeMap<>();
    long room = file.size() + ROOM;
    for (String list : read.lists()) {
      List<String> entries = list(source(found, listEntry(list), file), room);
      room -= taken(entries);
      lists.put(list, entries);
      used.add(listEntry(list));
    }
    Set<String> unknown = new HashSet<>(found.keySet());
    unknown.removeAll(used);
    if (!unknown.isEmpty()) {
      throw new ModelFormatException(
          "%s has an entry that its model does not use: %s"
              .formatted(file.name(), unknown.iterator().next()));
    }
    Safetensors weights = Safetensors.read(source(found, WEIGHTS, file));
    return new ModelFile(read.with(lists), weights);
  }

  /** The manifest, once it is known to be of a version that can be read. */
  private static JsonNode manifest(Source file) throws IOException {
    Source first = StoredZip.first(file);
    JsonNode manifest;
    try {
      manifest = Json.tree(first.bytes(0, bounded(first)));
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          file.name() + " is no model file, or is damaged at its beginning", e);
    }
    if (!manifest.path("format").asText().equals("rondo")) {
      throw new ModelFormatException(file.name() + " is no model file of Rondo");
    }
    JsonNode version = manifest.path("version");
    if (!version.canConvertToInt() || version.intValue() < 1) {
      throw new ModelFormatException(file.name() + " is damaged: it names no version");
    }
    if (version.intValue() > VERSION) {
      throw new ModelFormatException(
          "%s is of version %d of the model format, this Rondo reads up to %d; use a newer Rondo"
              .formatted(file.name(), version.intValue(), VERSION));
    }
    return manifest;
  }

  private static void requireWhole(String name, StoredZip.Found found, JsonNode due)
      throws IOException {
    Source source = found.source();
    Summary is = Summary.of(source);
    boolean whole = is.crc() == found.crc();
    if (!name.equals(MANIFEST)) {
      JsonNode entry = due.path(name);
      JsonNode bytes = entry.path("bytes");
      whole &= bytes.isIntegralNumber() && bytes.canConvertToLong();
      whole &= bytes.longValue() == is.size();
      whole &= is.sha256().equals(entry.path("sha256").textValue());
    }
    if (!whole) {
      throw new ModelFormatException(
          source.name() + " is damaged: its checksum is another than the file says");
    }
  }

  private static Source source(Map<String, StoredZip.Found> found, String name, Source file) {
    StoredZip.Found entry = found.get(name);
    if (entry == null) {
      throw new ModelFormatException("%s lacks its entry '%s'".formatted(file.name(), name));
    }
    return entry.source();
  }

  private static int bounded(Source source) {
    if (source.size() > MOST_JSON) {
      throw new ModelFormatException(
          "%s has %d bytes where %d are the most"
              .formatted(source.name(), source.size(), MOST_JSON));
    }
    return (int) source.size();
  }

  /**
   * Reads a list that may take so many bytes of memory: entries of no letters are cheap to write.
   */
  static List<String> list(Source source, long room) throws IOException {
    if (source.size() > Integer.MAX_VALUE - 8) {
      throw new ModelFormatException(source.name() + " has more bytes than a list can have");
    }
    List<String> list = new ArrayList<>();
    try (JsonParser json = Json.parser(source.bytes(0, (int) source.size()))) {
      boolean sane = json.nextToken() == JsonToken.START_ARRAY;
      long left = room;
      while (sane && json.nextToken() == JsonToken.VALUE_STRING) {
        list.add(json.getText());
        left -= taken(json.getText());
        if (left < 0) {
          throw new ModelFormatException(
              "%s has more entries than a model of its size can use: %d and more"
                  .formatted(source.name(), list.size()));
        }
      }
      if (!sane || json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
        throw new ModelFormatException(source.name() + " is no list of texts");
      }
      return List.copyOf(list);
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(source.name() + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Bytes of memory that a list takes. */
  static long taken(List<String> list) {
    return list.stream().mapToLong(ModelFile::taken).sum();
  }

  private static long taken(String entry) {
    return ENTRY + 2L * entry.length();
  }
}
