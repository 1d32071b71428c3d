package rondo.tasks.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A list in JSON that grows as text, so that one of a million short texts stays small. */
final class JsonList {
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  private interface Step {
    void write(JsonGenerator json) throws IOException;
  }

  JsonList(ObjectMapper mapper) {
    try {
      json = mapper.createGenerator(text);
      json.writeStartArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Step step) {
    try {
      step.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it stands in memory; there is no such failure
    }
  }

  void text(String element) {
    write(g -> g.writeString(element));
  }

  void number(double element) {
    write(g -> g.writeNumber(element));
  }

  void nulls(int count) {
    for (int i = 0; i < count; i++) {
      write(JsonGenerator::writeNull);
    }
  }

  void tree(ObjectNode element) {
    write(g -> g.writeTree(element));
  }

  /** All of it. */
  String closed() {
    write(JsonGenerator::close); // which ends the list, too
    return text.toString();
  }
}
