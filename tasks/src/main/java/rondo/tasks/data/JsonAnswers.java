package rondo.tasks.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rondo.core.Told;

/**
 * An object a line: the fields that the line had, and behind them what is said of it. Lists grow as
 * text while sentences come, so that a long line takes no more than that.
 */
final class JsonAnswers implements AnswerWriter {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Consumer<String> out;
  private final Told.Shape shape;
  private final Manner manner;
  private final Counter counter;
  private final Map<String, JsonList> lists = new LinkedHashMap<>(); // of this line, by field
  private List<Told.Mark> whole = List.of(); // what is said of the line as a whole

  JsonAnswers(Consumer<String> out, Told.Shape shape, Manner manner) {
    this.out = out;
    this.shape = shape;
    this.manner = manner;
    counter = new Counter(manner.places());
    begin();
  }

  private void begin() {
    fields().forEach(name -> lists.put(name, new JsonList(MAPPER)));
    whole = List.of();
    counter.line();
  }

  private List<String> fields() {
    boolean tags = shape == Told.Shape.LABELS || manner.places() == Manner.Places.TAGS;
    if (shape == Told.Shape.LABEL || shape == Told.Shape.TEXT) {
      return List.of();
    }
    if (tags) {
      return manner.scores() ? List.of("tokens", "tags", "scores") : List.of("tokens", "tags");
    }
    return manner.places() == Manner.Places.TOKEN ? List.of("tokens", "spans") : List.of("spans");
  }

  @Override
  public void add(Told told) {
    if (lists.isEmpty()) {
      whole = told.marks();
    }
    lists.forEach(
        (name, list) -> {
          switch (name) {
            case "tokens" -> told.tokens().forEach(list::text);
            case "tags" -> Written.tags(told, manner).forEach(list::text);
            case "scores" -> scores(told, list);
            default -> told.marks().forEach(mark -> list.tree(span(told, mark)));
          }
        });
    counter.sentence(told);
  }

  private ObjectNode span(Told told, Told.Mark mark) {
    ObjectNode span = MAPPER.createObjectNode();
    span.put("start", counter.from(told, mark)).put("end", counter.to(told, mark));
    span.put("label", mark.label()).put("text", told.at(mark));
    return manner.scores() ? span.put("score", figure(mark)) : span;
  }

  /** Of each token that of the span it stands in; null outside of spans. */
  private static void scores(Told told, JsonList list) {
    int at = 0;
    for (Told.Mark mark : told.marks()) {
      list.nulls(mark.from() - at);
      for (at = mark.from(); at < mark.to(); at++) {
        list.number(figure(mark));
      }
    }
    list.nulls(told.words().size() - at);
  }

  private static double figure(Told.Mark mark) {
    return Double.parseDouble(mark.figure());
  }

  @Override
  public void end(ObjectNode fields) {
    lists.keySet().forEach(fields::remove);
    if (lists.isEmpty()) {
      String said = whole.isEmpty() ? "" : whole.get(0).label();
      String name = shape == Told.Shape.LABEL ? "label" : "answer";
      fields.put(name, said);
      if (manner.scores() && !whole.isEmpty()) {
        fields.put("score", figure(whole.get(0)));
      }
    }
    Chunks chunks = new Chunks(out);
    try (JsonGenerator json = MAPPER.createGenerator(chunks)) {
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> each : fields.properties()) {
        json.writeFieldName(each.getKey());
        json.writeTree(each.getValue());
      }
      for (Map.Entry<String, JsonList> each : lists.entrySet()) {
        json.writeFieldName(each.getKey());
        json.writeRawValue(each.getValue().closed());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it stands in memory; there is no such failure
    }
    begin();
  }
}
