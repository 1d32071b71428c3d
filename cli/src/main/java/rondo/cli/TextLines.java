package rondo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Texts to be answered line by line: files and standard input, plain or as JSON lines. */
final class TextLines {
  /** Numbers are passed on as they are written. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description =
          "lines are JSON objects with the text in this field; jsonl passes the other fields on")
  private Optional<String> field = Optional.empty();

  /** Takes the lines of a file. */
  interface Taker {
    void take(Relay.Incoming<Line> lines) throws IOException;
  }

  /** Hands on the lines of one file after the other, or of standard input. */
  void each(List<String> files, Console console, Taker taker) throws IOException {
    long before = 0;
    for (String file : files.isEmpty() ? List.of("-") : files) {
      try (LineSource lines = LineSource.open(file, console)) {
        taker.take(incoming(lines, before));
        before += lines.number();
      }
    }
  }

  private Relay.Incoming<Line> incoming(LineSource lines, long before) {
    return new Relay.Incoming<>() {
      @Override
      public Optional<Line> next() throws IOException {
        return lines.next().map(text -> line(text, before + lines.number(), lines));
      }

      @Override
      public boolean waits() throws IOException {
        return lines.waits();
      }
    };
  }

  private Line line(String text, long number, LineSource from) {
    ObjectNode none = MAPPER.createObjectNode();
    if (field.isEmpty()) {
      return new Line(number, text, none.put("text", text));
    }
    if (text.isBlank()) {
      return new Line(number, "", none);
    }
    try {
      JsonNode node = MAPPER.readTree(text);
      JsonNode found = node.path(field.get());
      if (!(node instanceof ObjectNode fields) || !found.isTextual()) {
        throw from.fault(
            "a JSON object with a text in field '%s' is needed".formatted(field.get()));
      }
      return new Line(number, found.textValue(), fields);
    } catch (JsonProcessingException e) {
      throw from.fault("the line is no JSON: " + e.getOriginalMessage());
    }
  }
}
