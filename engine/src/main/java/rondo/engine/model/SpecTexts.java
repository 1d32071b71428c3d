package rondo.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;

/**
 * A model's spec as named texts, the ones that stand in a model file: {@code model.json} and {@code
 * lists/*.json}. Files of other formats carry them among their metadata.
 */
public final class SpecTexts {
  private static final String SPEC = "model.json";

  private SpecTexts() {}

  /** The texts by name. */
  public static SortedMap<String, String> write(ModelSpec spec) {
    try {
      SortedMap<String, String> texts = new TreeMap<>();
      texts.put(SPEC, text(SpecJson.write(spec)));
      spec.task()
          .lists()
          .forEach(
              (name, list) -> texts.put(ModelFile.listEntry(name), text(ModelFile.text(list))));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: nothing leaves memory
    }
  }

  /** Whether a name is that of such a text. */
  public static boolean named(String name) {
    return name.equals(SPEC) || name.startsWith(ModelFile.LISTS);
  }

  /** The spec in such texts; others among them are left alone. {@code where} is for messages. */
  public static ModelSpec read(String where, Map<String, String> texts) {
    try {
      SpecJson.Read read = SpecJson.read(find(where, texts, SPEC), where + ": " + SPEC);
      SortedMap<String, List<String>> lists = new TreeMap<>();
      long room = ModelFile.ROOM; // as for lists of a model file
      for (String name : read.lists()) {
        String entry = ModelFile.listEntry(name);
        Source list = Source.of(where + ": " + entry, find(where, texts, entry));
        room += list.size();
        List<String> entries = ModelFile.list(list, room);
        room -= ModelFile.taken(entries);
        lists.put(name, entries);
      }
      return read.with(lists);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: nothing leaves memory
    }
  }

  private static byte[] find(String where, Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new ModelFormatException(
          "%s says nothing about how to use it: '%s' is missing from its metadata"
              .formatted(where, name));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
