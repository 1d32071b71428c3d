package rondo.tasks.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.Settings;

/** Reads a text, or its tokens, and its label from an object a line. */
final class JsonTexts {
  private static final List<String> WORDS =
      Stream.concat(Table.TEXTS.stream(), Stream.of("tokens")).toList();

  private JsonTexts() {}

  static void read(Lines lines, Settings options, LabelledTexts texts) {
    Place text = Place.of(options, "text-column");
    Place label = Place.of(options, "label-column");
    JsonLines json = new JsonLines(lines);
    while (json.next()) {
      String words = json.field(text, WORDS);
      JsonNode found = json.at(words);
      String labels = json.field(label, Table.LABELS);
      String said = json.label(json.at(labels), labels);
      if (found.isArray()) {
        texts.add(lines.number(), said, json.texts(found, words));
      } else {
        texts.add(lines.number(), said, json.text(found, words));
      }
    }
  }
}
