package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.Texts;
import rondo.tasks.data.SpanData;
import rondo.tasks.text.Sentences;
import rondo.tasks.text.Span;

/** Sentences with spans, raw text line by line, answers in brackets. */
final class NerTexts implements Texts<List<String>, List<Span>> {
  private final Sentences sentences;
  private final SpanData data;

  NerTexts(Settings options) {
    sentences = Sentences.of(options);
    data = SpanData.of(options, sentences.tokenizing());
  }

  @Override
  public List<Example<List<String>, List<Span>>> read(Path file) throws IOException {
    return data.read(file);
  }

  @Override
  public Asked<List<String>, List<Span>> ask(String line) {
    return new SentencesAsked<>(sentences.each(line), NerTexts::print);
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
