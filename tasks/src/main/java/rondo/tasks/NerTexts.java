package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Texts;
import rondo.tasks.data.SpanData;
import rondo.tasks.text.Span;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

/** Sentences in CoNLL columns, raw text line by line, answers in brackets. */
record NerTexts(Tokenizing tokenizing) implements Texts<List<String>, List<Span>> {
  @Override
  public List<Example<List<String>, List<Span>>> read(Path file) throws IOException {
    return SpanData.of(SpanData.OPTIONS.fill(Map.of()), tokenizing).read(file);
  }

  @Override
  public Asked<List<String>, List<Span>> ask(String line) {
    List<String> tokens = tokenizing.tokens(line).stream().map(Token::text).toList();
    return new Asked<>() {
      @Override
      public List<List<String>> inputs() {
        return List.of(tokens);
      }

      @Override
      public String line(List<List<Span>> answers) {
        return print(tokens, answers.get(0));
      }
    };
  }

  /**
   * The tokens with a space between, spans in brackets with their labels: {@code [Ada Lovelace PER]
   * lived}.
   */
  static String print(List<String> tokens, List<Span> spans) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Span span : spans) {
      append(out, tokens.subList(at, span.from()));
      out.append(out.length() > 0 ? " [" : "[")
          .append(String.join(" ", tokens.subList(span.from(), span.to())));
      out.append(' ').append(span.label()).append(']');
      at = span.to();
    }
    append(out, tokens.subList(at, tokens.size()));
    return out.toString();
  }

  private static void append(StringBuilder out, List<String> tokens) {
    if (!tokens.isEmpty()) {
      out.append(out.length() > 0 ? " " : "").append(String.join(" ", tokens));
    }
  }
}
