package rondo.tasks.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.Settings;
import rondo.tasks.text.Span;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

/**
 * Reads a sentence a line from JSON: {@code tokens} with {@code tags} or {@code spans} of tokens,
 * or a {@code text} with the {@code spans} that are labelled in it.
 */
final class JsonSentences {
  private static final List<String> WORDS = List.of("tokens", "words", "text");
  private static final List<String> TAGS = List.of("tags", "ner_tags", "labels");
  private static final List<String> SPANS = List.of("spans", "entities", "labels", "label");
  private static final List<String> BOTH =
      Stream.concat(TAGS.stream(), SPANS.stream()).distinct().toList();

  /** Which tokens are meant. */
  private interface Stretch {
    Span span(int start, int end, String label);
  }

  /** Where spans of tokens are put. */
  interface Spans {
    void add(List<String> tokens, List<Span> spans);

    /** Of tokens that stand in a text. */
    default void add(String text, List<Token> tokens, List<Span> spans) {
      add(tokens.stream().map(Token::text).toList(), spans);
    }
  }

  private final Lines lines;
  private final JsonLines json;
  private final Place token;
  private final Place label;

  JsonSentences(Lines lines, Settings options) {
    this.lines = lines;
    json = new JsonLines(lines);
    token = Place.of(options, "token-column");
    label = Place.of(options, "label-column");
  }

  void tags(TagKind kind, TaggedSentences sentences) {
    while (json.next()) {
      tagged(words(), kind, sentences);
    }
  }

  /** TaggedSentences of both forms: with tags of spans, and with spans in raw text. */
  void spans(Tokenizing tokenizing, boolean utf16, TaggedSentences sentences, Spans spans) {
    while (json.next()) {
      String words = words();
      if (json.at(words).isTextual()) {
        String text = json.text(json.at(words), words);
        List<Token> cut = tokenizing.tokens(text);
        Alignment alignment = new Alignment(lines, text, cut, utf16);
        if (cut.isEmpty()) {
          throw lines.fault("the text is empty");
        }
        List<Span> found = new ArrayList<>();
        for (JsonNode each : list(json.field(label, SPANS))) {
          found.add(span(each, alignment::span));
        }
        spans.add(text, cut, alignment.inOrder(found));
      } else if (bySpans(words)) {
        List<String> tokens = tokens(words);
        Alignment alignment = Alignment.of(lines, tokens);
        List<Span> found = new ArrayList<>();
        for (JsonNode each : list(json.field(label, BOTH))) {
          found.add(span(each, alignment::spanOfTokens));
        }
        spans.add(tokens, alignment.inOrder(found));
      } else {
        tagged(words, TagKind.SPANS, sentences);
      }
    }
  }

  private String words() {
    return json.field(token, WORDS);
  }

  /** Whether tokens have spans beside them rather than a tag each. */
  private boolean bySpans(String words) {
    if (!json.at(words).isArray()) {
      return false; // it will be told
    }
    String field = json.field(label, BOTH);
    JsonNode list = json.at(field);
    return list.isEmpty() ? !TAGS.contains(field) : list.path(0).isContainerNode();
  }

  private List<String> tokens(String words) {
    if (!json.at(words).isArray()) {
      throw lines.fault(
          "'%s' must be a list of tokens, is %s".formatted(words, JsonLines.shown(json.at(words))));
    }
    List<String> tokens = json.texts(json.at(words), words);
    if (tokens.isEmpty()) {
      throw lines.fault("the sentence is empty");
    }
    return tokens;
  }

  private void tagged(String words, TagKind kind, TaggedSentences sentences) {
    List<String> tokens = tokens(words);
    String field = json.field(label, TAGS);
    List<String> tags = json.texts(list(field), field).stream().map(String::strip).toList();
    if (tags.size() != tokens.size()) {
      throw lines.fault("%d %s for %d %s".formatted(tags.size(), field, tokens.size(), words));
    }
    for (String tag : tags) {
      if (tag.isEmpty()) {
        throw lines.fault("an element of '%s' is empty".formatted(field));
      }
      if (!kind.takes(tag)) {
        throw lines.fault(kind.refusal(tag));
      }
    }
    sentences.add(tokens, tags);
  }

  private JsonNode list(String field) {
    JsonNode list = json.at(field);
    if (!list.isArray()) {
      throw lines.fault("'%s' must be a list, is %s".formatted(field, JsonLines.shown(list)));
    }
    return list;
  }

  /** A span as {@code {"start", "end", "label"}} or {@code [start, end, label]}. */
  private Span span(JsonNode node, Stretch stretch) {
    JsonNode start = node.isArray() ? node.path(0) : node.path("start");
    JsonNode end = node.isArray() ? node.path(1) : node.path("end");
    JsonNode name = node.isArray() ? node.path(2) : node.path("label");
    boolean whole = start.canConvertToInt() && end.canConvertToInt();
    if (!whole || !start.isIntegralNumber() || !end.isIntegralNumber() || !name.isTextual()) {
      throw lines.fault(
          "a span must be {\"start\": 0, \"end\": 3, \"label\": \"PER\"} or [0, 3, \"PER\"], is %s"
              .formatted(JsonLines.shown(node)));
    }
    String said = json.text(name, "label").strip();
    if (said.isEmpty()) {
      throw lines.fault("the label of a span is empty: " + JsonLines.shown(node));
    }
    return stretch.span(start.intValue(), end.intValue(), said);
  }
}
