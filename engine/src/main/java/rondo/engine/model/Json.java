package rondo.engine.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * JSON in UTF-8 as model files hold it: shallow, without duplicate keys, and able to carry every
 * Java string, halves of surrogate pairs included.
 */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(24)
                  .maxNameLength(1 << 16)
                  .maxStringLength(1 << 20)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // of names that collide by design it would complain by an exception of another kind
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 and nothing else
          .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);

  private Json() {}

  static JsonGenerator generator(Writer out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  static JsonParser parser(byte[] utf8) throws IOException {
    return FACTORY.createParser(utf8);
  }

  static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A tree as text for people, with a line feed at each end of line on every system. */
  static byte[] write(JsonNode tree) throws IOException {
    StringWriter text = new StringWriter();
    MAPPER.writer(PRINTER).writeValue(text, tree);
    return utf8(text.append('\n').toString());
  }

  /** UTF-8 of a JSON text; a half of a surrogate pair, which UTF-8 lacks, becomes an escape. */
  static byte[] utf8(String json) {
    StringBuilder whole = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < json.length()
              && Character.isLowSurrogate(json.charAt(i + 1));
      if (pair) {
        whole.append(c).append(json.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        whole.append(String.format("\\u%04x", (int) c));
      } else {
        whole.append(c);
      }
    }
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }
}
