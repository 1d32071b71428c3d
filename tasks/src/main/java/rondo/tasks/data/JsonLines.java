package rondo.tasks.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an object a line, and the fields of it that are asked for; something else is a fault. */
final class JsonLines {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(40)
                          .maxNameLength(1 << 10)
                          .maxStringLength(RawLines.LONGEST)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What Jackson tells of its own insides. */
  private static final Pattern WHERE =
      Pattern.compile(" \\((start marker|of type) .*|, from `[^`]*`", Pattern.DOTALL);

  private final Lines lines;
  private JsonNode object = MAPPER.createObjectNode();

  JsonLines(Lines lines) {
    this.lines = lines;
  }

  /** Moves to the next object; empty lines are passed over. */
  boolean next() {
    while (lines.next()) {
      String line = lines.text().strip();
      if (!line.isEmpty()) {
        object = read(line);
        return true;
      }
    }
    return false;
  }

  private JsonNode read(String line) {
    if (line.charAt(0) != '{') {
      String hint = line.charAt(0) == '[' ? " (jq -c '.[]' makes lines of an array)" : "";
      throw lines.fault(
          "a JSON object is needed on each line, there is '%s'%s"
              .formatted(Lines.shown(line), hint));
    }
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      String said = WHERE.matcher(e.getOriginalMessage()).replaceAll("").replaceAll("\\s+", " ");
      JsonLocation place = e.getLocation();
      throw lines.fault(
          place == null || e instanceof StreamConstraintsException
              ? "no JSON object that can be taken: " + said
              : "not a JSON object, seen at char %d: %s".formatted(place.getColumnNr(), said));
    }
  }

  /** The field that an option names, or else the first of these that the object has. */
  String field(Place place, List<String> usual) {
    if (!place.unsaid() && !place.named()) {
      throw lines.fault(
          "option '%s' must name a field of JSON lines, is '%s'"
              .formatted(place.option(), place.said()));
    }
    return field(place.unsaid() ? usual : List.of(place.said()));
  }

  /** The first of these that the object has. */
  String field(List<String> wanted) {
    Optional<String> found = wanted.stream().filter(object::has).findFirst();
    return found.orElseThrow(
        () -> {
          List<String> there = new ArrayList<>();
          object.fieldNames().forEachRemaining(there::add);
          return lines.fault(
              "there is no field %s; the fields are: %s"
                  .formatted(String.join(" or ", wanted), Lines.shown(String.join(", ", there))));
        });
  }

  JsonNode at(String field) {
    return object.path(field);
  }

  /** The text that stands in a field. */
  String text(JsonNode node, String field) {
    if (!node.isTextual()) {
      throw lines.fault("'%s' must be text, is %s".formatted(field, shown(node)));
    }
    return whole(node.textValue(), field);
  }

  /** A label: text, or a number or truth value as it is written. */
  String label(JsonNode node, String field) {
    if (!node.isTextual() && !node.isNumber() && !node.isBoolean()) {
      throw lines.fault("'%s' must be text or a number, is %s".formatted(field, shown(node)));
    }
    return whole(node.asText(), field);
  }

  /** A list of texts none of which is empty. */
  List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : node) {
      String text = text(each, field);
      if (text.isEmpty()) {
        throw lines.fault("an element of '%s' is empty".formatted(field));
      }
      texts.add(text);
    }
    return texts;
  }

  /** JSON can name characters that no UTF-8 file can hold. */
  private String whole(String text, String field) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw lines.fault("'%s' holds half of a surrogate pair, \\u%04x".formatted(field, (int) c));
      } else if (c == 0) {
        throw lines.fault("'%s' holds a NUL character, which no text has".formatted(field));
      }
    }
    return text;
  }

  static String shown(JsonNode node) {
    return Lines.shown(node.toString());
  }
}
